// Writing documents: one, many, too large, refused.
import assert from "node:assert/strict";

/** Over CouchDB's own limit of 8,000,000 bytes. */
const LARGE = "x".repeat(8_100_000);

export const writes = {
  async "a document is made once, and changed over its revision only"({ in: own }) {
    const id = encodeURIComponent("contact:ä/1");
    const { status, json } = await own("PUT", id, { x: 1 });
    assert.deepEqual([status, json.ok, json.id], [201, true, "contact:ä/1"]);
    assert.match(json.rev, /^1-[0-9a-f]{32}$/);
    const again = await own("PUT", id, { x: 2 });
    assert.deepEqual([again.status, again.json.error], [409, "conflict"]);
    assert.equal((await own("PUT", id, { x: 2, _rev: json.rev })).status, 201);
    assert.equal((await own("PUT", id, { x: 3, _rev: json.rev })).status, 409);
    assert.deepEqual((await own("GET", id)).json.x, 2);
  },

  async "what is missing and what is deleted is 404, with the reason"({ in: own }) {
    const { json: { rev } } = await own("PUT", "a", {});
    await own("DELETE", `a?rev=${rev}`);
    const missing = await own("GET", "none");
    const deleted = await own("GET", "a");
    assert.deepEqual([missing.status, missing.json.reason], [404, "missing"]);
    assert.deepEqual([deleted.status, deleted.json.reason], [404, "deleted"]);
  },

  async "many have an answer each, in their order"({ in: own }) {
    const { json: { rev } } = await own("PUT", "b", {});
    const docs = [{ _id: "a", x: 1 }, { _id: "b", x: 1 }, { _id: "c" }, { _id: "b", _rev: rev, x: 2 }, { _id: "c", twice: true }];
    const { status, json } = await own("POST", "_bulk_docs", { docs });
    assert.equal(status, 201);
    assert.deepEqual(json.map((row) => [row.id, row.error]), [["a", undefined], ["b", "conflict"], ["c", undefined], ["b", undefined], ["c", "conflict"]]);
    assert.match(json[0].rev, /^1-/);
    assert.match(json[3].rev, /^2-/);
    assert.deepEqual((await own("POST", "_bulk_docs", { docs: [] })).json, []);
  },

  async "a tombstone carries fields, and no write quotes it"({ in: own }) {
    const { json: made } = await own("PUT", "a", { x: 1 });
    const { json: [gone] } = await own("POST", "_bulk_docs", { docs: [{ _id: "a", _rev: made.rev, _deleted: true, v: { one: 2 } }] });
    const { json: { results: [row] } } = await own("GET", "_changes?include_docs=true");
    assert.deepEqual([row.deleted, row.doc], [true, { _id: "a", _rev: gone.rev, _deleted: true, v: { one: 2 } }]);
    const { json: [refused] } = await own("POST", "_bulk_docs", { docs: [{ _id: "a", _rev: gone.rev, x: 2 }] });
    assert.equal(refused.error, "conflict");
    const { json: [anew] } = await own("POST", "_bulk_docs", { docs: [{ _id: "a", x: 3 }] });
    assert.match(anew.rev, /^3-/);
  },

  async "what is too large is refused with all that came with it"({ in: own }) {
    const alone = await own("PUT", "large", { text: LARGE });
    assert.deepEqual([alone.status, alone.json.error], [413, "document_too_large"]);
    const many = await own("POST", "_bulk_docs", { docs: [{ _id: "small" }, { _id: "large", text: LARGE }] });
    assert.deepEqual([many.status, many.json.error], [413, "document_too_large"]);
    assert.equal((await own("GET", "small")).status, 404);
  },

  async "what is no JSON, has another type, or names that are CouchDB's, is refused whole"({ in: own }) {
    const type = { "content-type": "application/json" };
    assert.equal((await own("POST", "_bulk_docs", "{", type)).status, 400);
    assert.equal((await own("POST", "_bulk_docs", { none: [] })).status, 400);
    assert.equal((await own("POST", "_bulk_docs", '{"docs":[]}', { "content-type": "text/plain" })).status, 415);
    const { status, json } = await own("POST", "_bulk_docs", { docs: [{ _id: "a" }, { _id: "b", _own: 1 }] });
    assert.deepEqual([status, json.error], [400, "doc_validation"]);
    assert.equal((await own("GET", "a")).status, 404);
  },

  async "rules refuse one of many, with their words"({ in: own }) {
    const rule = "function (doc, before, user) { if (doc.bad) throw({ forbidden: 'no bad ones' }); }";
    assert.equal((await own("PUT", "_design/rules", { validate_doc_update: rule })).status, 201);
    const { status, json } = await own("POST", "_bulk_docs", { docs: [{ _id: "a" }, { _id: "b", bad: true }, { _id: "c" }] });
    assert.equal(status, 201);
    assert.deepEqual(json.map((row) => [row.id, row.error, row.reason]), [["a", undefined, undefined], ["b", "forbidden", "no bad ones"], ["c", undefined, undefined]]);
    const alone = await own("PUT", "d", { bad: true });
    assert.deepEqual([alone.status, alone.json], [403, { error: "forbidden", reason: "no bad ones" }]);
  },
};
