// What the server and the devices have, read without the app, and what differs.
import { createHash, randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import { ADMIN, DATABASE } from "../sync.mjs";

// The test server brings it along.
const require = createRequire(new URL("../../server/package.json", import.meta.url));
const PouchDB = require("pouchdb").plugin(require("pouchdb-adapter-memory"));

const ATTACHED = /^(picture|thumb|file):/;

/** The documents of a device: `{ id, rev, dirty, ...body }`, tombstones left out. */
export async function ofDevice(page) {
  const records = await page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const db = await done(indexedDB.open("visage"));
    const records = await done(db.transaction("docs").objectStore("docs").getAll());
    db.close();
    return records.map(({ id, json, rev, dirty }) => ({ id, json, rev, dirty: Boolean(dirty) }));
  });
  const read = records.map(({ id, json, rev, dirty }) => ({ id, rev, dirty, body: JSON.parse(json) }));
  return read.filter(({ body }) => !body._deleted);
}

/** The digests of the pictures of a device, each with what its bytes really come to; none for those kept small only. */
export async function picturesOf(page) {
  const pictures = await page.evaluate(async () => {
    const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const db = await done(indexedDB.open("visage"));
    const store = db.transaction("pictures").objectStore("pictures");
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    db.close();
    const hex = async (blob) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return Promise.all(values.map(async ({ full }, at) => [keys[at], full.size ? await hex(full) : null]));
  });
  return pictures;
}

/** The documents of the server, without what is attached. */
export async function ofServer(server) {
  const docs = await server.documents();
  return docs.filter(({ _id }) => !ATTACHED.test(_id)).map(({ _id, _rev, ...body }) => ({ id: _id, rev: _rev, body }));
}

/** What PouchDB has when it has replicated the database, as another client of it: `{ docs, files, conflicts }`. */
export async function ofPouch(server) {
  const local = new PouchDB(randomUUID(), { adapter: "memory" });
  try {
    const auth = { username: ADMIN.name, password: ADMIN.password };
    const { ok, errors } = await local.replicate.from(new PouchDB(`${server.url}/${DATABASE}`, { auth, skip_setup: true }));
    if (!ok || errors.length) throw new Error(`PouchDB did not replicate: ${errors.join("; ")}`);
    const { rows } = await local.allDocs({ include_docs: true, conflicts: true, attachments: true, binary: true });
    const all = rows.map(({ doc }) => doc).filter(({ _id }) => !_id.startsWith("_design/"));
    const isFile = ({ _id }) => ATTACHED.test(_id);
    const documents = all.filter((doc) => !isFile(doc));
    return {
      docs: documents.map(({ _id, _rev, _conflicts, _attachments, ...body }) => ({ id: _id, rev: _rev, body })),
      conflicts: documents.filter(({ _conflicts }) => _conflicts).map(({ _id }) => _id),
      files: all.filter(isFile),
    };
  } finally {
    await local.destroy();
  }
}

/** What PouchDB finds otherwise than the app's test does. */
export async function wrongByPouch(server, there) {
  const { docs, files, conflicts } = await ofPouch(server);
  const found = differences(docs, there, "PouchDB");
  found.push(...conflicts.map((id) => `PouchDB finds several leaves of ${id}`));
  for (const { _id, _attachments = {} } of files.filter(({ _id }) => !_id.startsWith("thumb:"))) {
    const [bytes] = Object.values(_attachments).map(({ data }) => data);
    const digest = bytes && createHash("sha256").update(bytes).digest("hex");
    if (!digest || !_id.endsWith(digest)) found.push(`PouchDB finds something else in ${_id}`);
  }
  return found;
}

/** What differs between a device and the server. */
export function differences(own, there, name) {
  const found = [];
  const known = new Map(there.map((doc) => [doc.id, doc]));
  for (const { id, rev, dirty, body } of own) {
    const other = known.get(id);
    known.delete(id);
    if (!other) found.push(`${name} has ${id}, which the server has not`);
    else if (!isDeepStrictEqual(body, other.body)) found.push(`${name} has ${id} as ${JSON.stringify(body)}, the server as ${JSON.stringify(other.body)}`);
    else if (rev !== other.rev) found.push(`${name} has ${id} at ${rev}, the server at ${other.rev}`);
    if (dirty) found.push(`${name} has ${id} waiting`);
  }
  for (const id of known.keys()) found.push(`${name} has not ${id}`);
  return found;
}

/** What is wrong with the pictures and files that documents name: not on the server, or not what their digests say. */
export async function wrongPictures(server, docs) {
  const found = [];
  const named = new Map(docs.flatMap(({ id, body }) => {
    const path = id.startsWith("message:") ? (name) => `/file:${name}/file` : (name) => `/picture:${name}/full`;
    return (JSON.stringify(body).match(/"(?:sha256-)?[0-9a-f]{64}"/g) ?? []).map((digest) => [path(JSON.parse(digest)), id]);
  }));
  for (const [path, id] of named) {
    const answer = await server.admin(path);
    const digest = createHash("sha256").update(Buffer.from(await answer.arrayBuffer())).digest("hex");
    if (answer.status !== 200) found.push(`${path} of ${id} is not on the server (${answer.status})`);
    else if (!path.includes(digest)) found.push(`${path} of ${id} on the server is another`);
  }
  return found;
}
