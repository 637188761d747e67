// The strict proxy: in front of PouchDB Server, it answers as Apache CouchDB does where the two differ.
// Each rule looks at a call and answers it, changes it, or leaves it; what no rule answers is passed on.
import { randomBytes } from "node:crypto";
import http from "node:http";
import { asks, readCall } from "./call.mjs";
import { changes } from "./changes.mjs";
import { Door } from "./door.mjs";
import { Faults } from "./faults.mjs";
import { listen } from "./listen.mjs";
import { IDENTITY } from "./memory.mjs";
import { bulkGet, gone } from "./reads.mjs";
import { encode } from "./sequence.mjs";
import { access, session } from "./session.mjs";
import { Writes } from "./wake.mjs";
import { bulk, conflict, contentType, databaseName, size } from "./writes.mjs";

const DEFAULTS = {
  /** `{ name: { password, roles } }`: closes the server to all others; without it everybody is its administrator. */
  users: undefined,
  /** The key of tokens (HS256); without one there are none. */
  jwtSecret: undefined,
  /** The pages that may ask, exactly, such as `http://127.0.0.1:8080`; without a list all may. */
  origins: undefined,
  /** Faults from the start, as `POST /_faults` takes them: `{ seed, rules }`. */
  faults: {},
  /** For how long a cookie is good; CouchDB's own is 600. */
  sessionSeconds: 600,
  /** The clock by which cookies expire, in milliseconds. */
  now: Date.now,
  /** The largest document in bytes, as in CouchDB 3. */
  maxDocument: 8_000_000,
  /** The largest request in bytes, as in CouchDB 2; CouchDB 3 takes 4 GB, which a test server cannot hold. */
  maxRequest: 67_108_864,
};

/** The first that answers ends it. */
const RULES = [welcome, session, access, databaseName, contentType, size, conflict, bulk, bulkGet, changes, information];

/** Starts one in front of the server at `behind`: `{ url, stop, faults }`. */
export async function startProxy({ behind, port = 0, ...options }) {
  const front = { ...DEFAULTS, ...options, behind, secret: randomBytes(16), epochs: new Map(), counts: new Map() };
  front.faults = new Faults();
  front.faults.set(options.faults ?? {});
  front.door = new Door();
  const ask = asks(behind);
  front.remake = (database) => remake(front, ask, database);
  front.ask = (call, path, options) => front.door.through(path.split("/")[1], () => ask(call, path, options));
  front.writes = new Writes();
  front.epoch = (database) => epochOf(front, database);
  const go = (request, response) => front.faults.handle(front, request, response, () => answer(front, request, response));
  const listening = await listen(go, port, { origins: front.origins });
  front.url = listening.url;
  return { ...listening, faults: front.faults };
}

async function answer(front, request, response) {
  const call = readCall(request, response, front.maxRequest);
  try {
    for (const rule of RULES) {
      const found = await rule(call, front);
      if (found) {
        reply(call, found);
        return;
      }
    }
    await pass(call, front);
  } catch (error) {
    if (error.reply) reply(call, error.reply);
    else response.destroy(error);
  } finally {
    if (!["GET", "HEAD", "OPTIONS"].includes(call.method)) front.writes.tell(call.database);
  }
}

function reply({ request, response, method }, { status = 200, headers = {}, json, isSent = false }) {
  if (isSent) return;
  // What is left of a body that was refused is read and dropped, so that the answer gets through.
  request.resume();
  response.writeHead(status, { "content-type": "application/json", "cache-control": "must-revalidate", ...headers });
  response.end(method === "HEAD" ? undefined : `${JSON.stringify(json)}\n`);
}

/** Hands the call to the server behind, and its answer back as it is. */
async function pass(call, front) {
  const { request, response } = call;
  // PouchDB Server may store what broke off on its way, without a byte.
  if (call.method === "PUT") await call.body();
  const headers = { ...request.headers, ...call.headers, [IDENTITY]: JSON.stringify(call.identity) };
  for (const name of ["host", "origin", "cookie", "authorization", "accept-encoding"]) delete headers[name];
  const body = call.held;
  if (body) {
    delete headers["transfer-encoding"];
    headers["content-length"] = body.length;
  }
  const isDropped = call.method === "DELETE" && !call.document;
  const passing = () => new Promise((resolve, reject) => {
    const passed = http.request(`${front.behind}${request.url}`, { method: call.method, headers }, resolve);
    passed.on("error", reject);
    // Also where the caller went away while this waited at the door: its body would never end.
    if (response.destroyed) passed.destroy();
    response.on("close", () => passed.destroy());
    if (body) passed.end(body);
    else request.pipe(passed);
  });
  const answered = await front.door[isDropped ? "alone" : "through"](call.database, passing);
  const isMadeOrDropped = !call.document && ["PUT", "DELETE"].includes(call.method) && answered.statusCode < 300;
  if (isMadeOrDropped) front.epochs.delete(call.database);
  const found = answered.statusCode === 404 && await gone(call, front);
  if (found) {
    answered.resume();
    reply(call, found);
    return;
  }
  // It names the server behind.
  delete answered.headers.location;
  response.writeHead(answered.statusCode, answered.headers);
  answered.pipe(response);
}

function welcome({ database, method }) {
  if (method !== "GET") return undefined;
  if (database === "_up") return { json: { status: "ok", seeds: {} } };
  if (database !== "") return undefined;
  return { json: { couchdb: "Welcome", version: "3.4.2", features: [], vendor: { name: "Visage's test server" } } };
}

/** What `GET /database` says: its sequence is opaque, and the time it was made tells it from a former one. */
async function information(call, front) {
  if (call.method !== "GET" || call.document || call.database.startsWith("_")) return undefined;
  const { status, json } = await front.ask(call, `/${call.database}`);
  if (status !== 200) return { status, json };
  const { id, seconds } = front.epoch(call.database);
  return { json: { ...json, update_seq: encode(json.update_seq, id), instance_start_time: String(seconds) } };
}

/** Deletes a database and makes it anew, as `DELETE` and `PUT` do. */
async function remake(front, ask, database) {
  const admin = { identity: { name: null, roles: ["_admin"] } };
  await front.door.alone(database, async () => {
    await ask(admin, `/${database}`, { method: "DELETE" });
    await ask(admin, `/${database}`, { method: "PUT" });
    front.epochs.delete(database);
  });
  front.writes.tell(database);
}

/** Under what a database was made: another after it was deleted and made again. */
function epochOf({ epochs, now }, database) {
  if (!epochs.has(database)) {
    epochs.set(database, { id: randomBytes(8).toString("hex"), seconds: Math.floor(now() / 1000) });
  }
  return epochs.get(database);
}
