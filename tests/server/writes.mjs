// What Apache CouchDB refuses where PouchDB Server takes it: by type, by size, and over a deleted document.
import { randomUUID } from "node:crypto";
import { refusal } from "./call.mjs";

const CONFLICT = { error: "conflict", reason: "Document update conflict." };

/** A POST that is not JSON is refused, as browsers can send such without asking first; a PUT of a document is read anyway. */
export async function contentType(call) {
  const type = call.request.headers["content-type"] ?? "";
  if (call.method === "POST" && !call.database.startsWith("_") && !type.startsWith("application/json")) {
    const reason = "Content-Type must be application/json";
    return { status: 415, json: { error: "bad_content_type", reason } };
  }
  if (isDocumentPut(call)) {
    call.headers["content-type"] = "application/json";
    await call.json();
  }
  return undefined;
}

/** What is no name for a database is none here either. */
export function databaseName({ method, database, document }) {
  if (method !== "PUT" || document || /^[a-z][a-z0-9_$()+/-]*$/.test(decodeURIComponent(database))) return undefined;
  const reason = `Name: '${database}'. Only lowercase characters (a-z), digits (0-9), and any of the characters _, $, (, ), +, -, and / are allowed. Must begin with a letter.`;
  return { status: 400, json: { error: "illegal_database_name", reason } };
}

/** A document over the limit is refused, and with it everything that came in the same request. */
export async function size(call, { maxDocument }) {
  if (isBulk(call)) {
    const large = (await docsOf(call)).find((doc) => Buffer.byteLength(JSON.stringify(doc)) > maxDocument);
    return large && { status: 413, json: { error: "document_too_large", reason: large._id ?? "" } };
  }
  if (isDocumentPut(call) && (await call.body()).length > maxDocument) {
    return { status: 413, json: { error: "document_too_large", reason: call.document } };
  }
  return undefined;
}

/**
 * A write over another revision than the ones that there are is a conflict, before anybody asks `validate_doc_update`.
 * A deleted document comes back without `_rev`, or not at all: it is made anew on top of its tombstone.
 */
export async function conflict(call, front) {
  if (call.method !== "PUT" || !call.document || call.document.startsWith("_local/")) return undefined;
  const rev = call.query.get("rev") ?? (isDocumentPut(call) ? (await call.json())?._rev : undefined);
  const id = isDocumentPut(call) ? call.document : call.document.split("/")[0];
  return (await conflictsOf(call, front, [{ _id: id, _rev: rev }])).size ? { status: 409, json: CONFLICT } : undefined;
}

/** Many at once: those are answered as conflicts and the others go on, each answer at the place of its document. */
export async function bulk(call, front) {
  if (!isBulk(call)) return undefined;
  const body = await call.json();
  if (body.new_edits === false) return undefined;
  const docs = await docsOf(call);
  const refused = await conflictsOf(call, front, docs.filter((doc) => doc._id !== undefined && !doc._id.startsWith("_local/")));
  const taken = docs.filter((doc) => !refused.has(doc)).map((doc) => ({ ...doc, _id: doc._id ?? randomUUID() }));
  const path = `/${call.database}/_bulk_docs`;
  const { status, json } = await front.ask(call, path, { method: "POST", json: { ...body, docs: taken } });
  if (status !== 201) return { status: json.error === "doc_validation" ? 400 : status, json };
  // The server behind puts those first that `validate_doc_update` refused.
  const answerOf = ({ _id }) => json.splice(json.findIndex((row) => row.id === _id), 1)[0];
  const rows = docs.map((doc) => refused.has(doc) ? { id: doc._id, ...CONFLICT } : answerOf(taken.shift()));
  return { status, json: rows.map((row) => named(row, call.identity)) };
}

/** Somebody who is known need not sign in: what they may not is forbidden, as design documents are. */
function named(row, { name }) {
  return row.error === "unauthorized" && name !== null ? { ...row, error: "forbidden" } : row;
}

/** Which of these are tombstones. */
export async function deletedOf(call, front, keys) {
  const winners = await winnersOf(call, front, keys);
  return new Set(keys.filter((id) => winners.get(id)?.deleted));
}

/** The winning revision of each of these that there are or were: `{ rev, deleted }`. */
async function winnersOf(call, front, keys) {
  if (!keys.length) return new Map();
  const { json } = await front.ask(call, `/${call.database}/_all_docs`, { method: "POST", json: { keys } });
  return new Map((json.rows ?? []).filter((row) => row.value).map((row) => [row.id, row.value]));
}

/** Which of these documents are over a revision that is none of the leaves, or over none where there is one. */
async function conflictsOf(call, front, docs) {
  const winners = await winnersOf(call, front, docs.map((doc) => doc._id));
  const found = new Set();
  for (const doc of docs) {
    const winner = winners.get(doc._id);
    if (!winner || winner.deleted) {
      if (doc._rev || (winner && doc._deleted)) found.add(doc);
    } else if (doc._rev !== winner.rev && !(doc._rev && await isLeaf(call, front, doc))) {
      found.add(doc);
    }
  }
  return found;
}

async function isLeaf(call, front, { _id, _rev }) {
  const { json } = await front.ask(call, `/${call.database}/${encodeURIComponent(_id)}?open_revs=all`);
  return json.some(({ ok }) => ok?._rev === _rev && !ok._deleted);
}

async function docsOf(call) {
  const body = await call.json();
  if (!Array.isArray(body?.docs)) throw refusal(400, "bad_request", "POST body must include `docs` parameter.");
  return body.docs;
}

function isBulk({ method, document }) {
  return method === "POST" && document === "_bulk_docs";
}

/** A document and no attachment; `_design/x` and `_local/x` are documents of two names. */
function isDocumentPut({ request, method, document, depth }) {
  if (method !== "PUT" || !document || (request.headers["content-type"] ?? "").startsWith("multipart/")) return false;
  return depth === (/^_(design|local)\//.test(document) ? 2 : 1);
}
