// What Apache CouchDB says of documents that are not there, where PouchDB Server says something else.
import { deletedOf } from "./writes.mjs";

/** What is not there was perhaps deleted, which CouchDB says and the server behind does not. */
export async function gone(call, front) {
  const { method, document, query } = call;
  if (method !== "GET" || query.has("rev") || document.startsWith("_")) return undefined;
  const isDeleted = (await deletedOf(call, front, [document])).size > 0;
  return isDeleted ? { status: 404, json: { error: "not_found", reason: "deleted" } } : undefined;
}

/** Several by their revisions: each that is missing has an error of its own. */
export async function bulkGet(call, front) {
  if (call.method !== "POST" || call.document !== "_bulk_get") return undefined;
  const { status, json } = await front.ask(call, `/${call.database}/_bulk_get?${call.query}`, { method: "POST", json: await call.json() });
  if (status !== 200) return { status, json };
  const missing = (id, rev) => ({ error: { id, rev: rev ?? "undefined", error: "not_found", reason: "missing" } });
  const results = json.results.map(({ id, docs }) => ({ id, docs: docs.map((doc) => (doc.ok ? doc : missing(id, doc.missing))) }));
  return { json: { results } };
}
