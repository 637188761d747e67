// Pictures and files: documents that are nothing but one attachment.
import assert from "node:assert/strict";

const bytes = Uint8Array.from({ length: 50_000 }, (_, at) => at % 251);
const png = { "content-type": "image/png" };

export const attachments = {
  async "bytes make a document, once"({ in: own }) {
    const { status, json } = await own("PUT", "picture:1/full", bytes, png);
    assert.deepEqual([status, json.id], [201, "picture:1"]);
    assert.match(json.rev, /^1-/);
    const again = await own("PUT", "picture:1/full", bytes, png);
    assert.deepEqual([again.status, again.json.error], [409, "conflict"]);
  },

  async "bytes come back as they are, under their type"({ in: own }) {
    await own("PUT", "picture:1/full", bytes, png);
    const got = await own("GET", "picture:1/full", undefined, { accept: "*/*" });
    assert.deepEqual([got.status, got.headers.get("content-type")], [200, "image/png"]);
    assert.ok(got.bytes.equals(Buffer.from(bytes)));
    assert.equal((await own("HEAD", "picture:1/full", undefined, { accept: "*/*" })).status, 200);
    assert.equal((await own("GET", "picture:1/none")).status, 404);
    assert.equal((await own("GET", "picture:2/full")).status, 404);
  },

  async "their document tells of them, and the feed does without their bytes"({ in: own }) {
    await own("PUT", "picture:1/full", bytes, png);
    const { json } = await own("GET", encodeURIComponent("picture:1"));
    const { content_type: type, length, stub, digest } = json._attachments.full;
    assert.deepEqual([type, length, stub, digest.slice(0, 4)], ["image/png", bytes.length, true, "md5-"]);
    const { json: { results: [row] } } = await own("GET", "_changes?include_docs=true");
    assert.equal(row.doc._attachments.full.stub, true);
  },

  async "what is deleted can be put there again, by those who know nothing of it"({ in: own }) {
    const whole = { content_type: "image/png", data: "iVBORw0KGgo=" };
    const picture = { _id: "picture:1", _attachments: { full: whole } };
    const thumb = { _id: "thumb:1", _attachments: { thumb: whole } };
    for (let time = 0; time < 2; time += 1) {
      // CouchDB takes the bytes where a document was deleted; PouchDB Server says 404, and takes the document.
      const { status } = await own("PUT", "picture:1/full", bytes, png);
      assert.ok(status === 201 || (time > 0 && status === 404), `${status}`);
      const { json: put } = await own("POST", "_bulk_docs", { docs: status === 201 ? [thumb] : [picture, thumb] });
      assert.deepEqual(put.map(({ error }) => error), put.map(() => undefined));
      assert.equal((await own("GET", "picture:1/full", undefined, { accept: "*/*" })).status, 200);
      const { json: { rows } } = await own("POST", "_all_docs", { keys: ["picture:1", "thumb:1", "file:1"] });
      assert.deepEqual(rows.map((row) => row.error ?? Boolean(row.value.deleted)), [false, false, "not_found"]);
      const docs = rows.slice(0, 2).map(({ id, value }) => ({ _id: id, _rev: value.rev, _deleted: true, v: { device: 1 } }));
      const { json: gone } = await own("POST", "_bulk_docs", { docs });
      assert.deepEqual(gone.map(({ ok }) => ok), [true, true]);
      const { json: after } = await own("POST", "_all_docs", { keys: ["picture:1", "thumb:1"] });
      assert.deepEqual(after.rows.map((row) => row.value.deleted), [true, true]);
      assert.equal((await own("GET", "picture:1/full")).status, 404);
    }
  },

  async "a screenful of thumbnails comes in one request"({ in: own }) {
    for (const id of ["thumb:1", "thumb:2"]) await own("PUT", `${id}/thumb`, bytes.slice(0, 2000), png);
    const { status, json } = await own("POST", "_all_docs?include_docs=true&attachments=true", { keys: ["thumb:2", "thumb:0", "thumb:1"] });
    assert.equal(status, 200);
    assert.deepEqual(json.rows.map((row) => row.error ?? row.id), ["thumb:2", "not_found", "thumb:1"]);
    const { data, content_type: type } = json.rows[0].doc._attachments.thumb;
    assert.equal(type, "image/png");
    assert.ok(Buffer.from(data, "base64").equals(Buffer.from(bytes.slice(0, 2000))));
  },
};
