// What the server and the devices have, read without the app, and what differs.
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";

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

/** What is wrong with the pictures that documents name: not on the server, or not what their digests say. */
export async function wrongPictures(server, docs) {
  const found = [];
  const named = new Map(docs.flatMap(({ id, body }) => (JSON.stringify(body).match(/"(?:sha256-)?[0-9a-f]{64}"/g) ?? []).map((digest) => [JSON.parse(digest), id])));
  for (const [name, id] of named) {
    const answer = await server.admin(`/${encodeURIComponent(`picture:${name}`)}/full`);
    const digest = createHash("sha256").update(Buffer.from(await answer.arrayBuffer())).digest("hex");
    if (answer.status !== 200) found.push(`the picture ${name} of ${id} is not on the server (${answer.status})`);
    else if (!name.endsWith(digest)) found.push(`the picture ${name} of ${id} on the server is another`);
  }
  return found;
}
