// What goes wrong within a server: a conflict that a cluster made, half of a request written, sequences that go back,
// and a database that was made anew.
import { decode, encode } from "../sequence.mjs";

const ADMIN = { identity: { name: null, roles: ["_admin"] } };
const JSON_TYPE = { "content-type": "application/json" };

/**
 * 202, and beside each document that was written another revision, as of an edit on another node: the body that both come
 * from with `fields`, and one more edit of `device` in `v`. `wins` decides which of both the server shows.
 */
export async function conflict({ rule, random, acts, body, send, note, front, database, document }) {
  const answered = await acts();
  if (answered.status !== 201) {
    send(answered);
    return;
  }
  const parsed = read(await body());
  const docs = document === "_bulk_docs" ? parsed?.docs ?? [] : parsed && [{ ...parsed, _id: document }];
  const rows = [read(answered.body)].flat();
  for (const doc of docs ?? []) {
    const row = rows.find(({ id, rev }) => id === doc._id && rev);
    if (row) await branch({ front, database, rule, random, note }, doc, row.rev);
  }
  send({ ...answered, status: 202 });
}

async function branch({ front, database, rule, random, note }, doc, written) {
  const path = `/${database}/${encodeURIComponent(doc._id)}`;
  const parent = doc._rev && (await front.ask(ADMIN, `${path}?rev=${doc._rev}`)).json;
  const { _id, _rev, _deleted, _attachments, ...body } = parent?._id ? parent : doc;
  const start = Number(written.split("-")[0]);
  const hash = rule.wins === undefined ? random : (rule.wins ? "f" : "0").repeat(32);
  // Over a tombstone a document is made anew: its parent is then not known, and need not be.
  const ids = [hash, ...doc._rev ? [doc._rev.split("-")[1]] : []];
  const device = rule.device ?? "elsewhere";
  const v = { ...body.v, [device]: (body.v?.[device] ?? 0) + 1 };
  const other = { ...body, ...rule.fields, v, _id: doc._id, _rev: `${start}-${hash}`, _revisions: { start, ids } };
  await front.ask(ADMIN, `/${database}/_bulk_docs`, { method: "POST", json: { docs: [other], new_edits: false } });
  note({ id: _id, rev: other._rev, before: Object.fromEntries(Object.keys(rule.fields ?? {}).map((name) => [name, body[name]])) });
}

/** 412, or `status`, after some of it was written: the first `docs` documents of many, half of them where it does not say. */
export async function partial({ rule, acts, body, send, document }) {
  if (document === "_bulk_docs") {
    const all = read(await body());
    const docs = all?.docs?.slice(0, rule.docs ?? Math.floor(all.docs.length / 2));
    if (docs?.length) await acts(Buffer.from(JSON.stringify({ ...all, docs })));
  } else {
    await acts();
  }
  const words = { error: "precondition_failed", reason: "Some of it may be written." };
  send({ status: rule.status ?? 412, headers: JSON_TYPE, body: Buffer.from(`${JSON.stringify(words)}\n`) });
}

/** A page of `_changes` whose `last_seq` lies `back` changes before the true one, or at the beginning. */
export async function rewind({ rule, acts, send, front, database }) {
  const answered = await acts();
  const page = read(answered.body);
  if (page?.last_seq === undefined) {
    send(answered);
    return;
  }
  const { id: epoch } = front.epoch(database);
  const last = Math.max((decode(page.last_seq, epoch) ?? 0) - (rule.back ?? Infinity), 0);
  send({ ...answered, body: Buffer.from(`${JSON.stringify({ ...page, last_seq: encode(last, epoch) })}\n`) });
}

/**
 * The database is deleted and made anew before the server acts. Who may use it and the design documents come back, as an
 * operator brings them; with `isBare` it stays as it was made.
 */
export async function recreate({ rule, front, database, pass }) {
  const { json: security } = await front.ask(ADMIN, `/${database}/_security`);
  const range = 'startkey="_design/"&endkey="_design0"&include_docs=true';
  const { json: designs } = await front.ask(ADMIN, `/${database}/_all_docs?${range}`);
  await front.remake(database);
  if (!rule.isBare) {
    await front.ask(ADMIN, `/${database}/_security`, { method: "PUT", json: security });
    const docs = (designs.rows ?? []).map(({ doc: { _rev, ...doc } }) => doc);
    if (docs.length) await front.ask(ADMIN, `/${database}/_bulk_docs`, { method: "POST", json: { docs } });
  }
  await pass();
}

function read(text) {
  try {
    return JSON.parse(text.toString());
  } catch {
    return undefined;
  }
}
