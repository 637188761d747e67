// PouchDB Server in memory: what stores the documents. It knows no users; who asks is said by the proxy in front.
import express from "express";
import createServer from "express-pouchdb";
import PouchDB from "pouchdb";
import memory from "pouchdb-adapter-memory";
import { listen } from "./listen.mjs";

/** The header in which the proxy says who asks, so that `validate_doc_update` hears of it. */
export const IDENTITY = "x-identity";

/** More than any request that the proxy lets through. */
const LIMIT = "100mb";

const EVERYBODY = { name: null, roles: ["_admin"] };

// The memory adapter shares what it holds in one process; a prefix keeps two servers apart.
let started = 0;

PouchDB.plugin(memory);
// Each server listens to it, and tests start many.
PouchDB.setMaxListeners(0);

/** Starts one: `{ url, stop }`. What it holds is gone when it stops. */
export async function startMemory({ port = 0 } = {}) {
  started += 1;
  const Database = PouchDB.defaults({ adapter: "memory", prefix: `memory-${started}-` });
  const app = express();
  app.use((request, _, next) => {
    const identity = request.get(IDENTITY);
    request.couchSession = { userCtx: identity ? JSON.parse(identity) : { ...EVERYBODY } };
    next();
  });
  app.post("/:db/_bulk_docs", express.json({ limit: LIMIT }), keepHistories);
  app.use(createServer(Database, {
    mode: "minimumForPouchDB",
    overrideMode: { include: ["routes/find", "routes/security", "validation"], exclude: ["compression"] },
  }));
  return listen(app, port);
}

/**
 * The server's validation writes the history of the document that is shown over that of each one that it looks at, so that a
 * conflict's leaf would be stored as something else. Here it cannot.
 */
function keepHistories(request, _, next) {
  for (const doc of request.body?.docs ?? []) {
    if (typeof doc !== "object" || doc === null) continue;
    const history = doc._revisions;
    Object.defineProperty(doc, "_revisions", { get: () => history, set: () => {}, enumerable: history !== undefined, configurable: true });
  }
  next();
}
