// The database as a whole.
import assert from "node:assert/strict";

export const database = {
  async "one that is not there is 404, whatever is asked of it"({ ask }) {
    const asked = [["GET", ""], ["GET", "/_changes"], ["GET", "/_local/device"], ["POST", "/_bulk_docs", { docs: [] }], ["PUT", "/a", {}], ["POST", "/_all_docs", { keys: [] }]];
    for (const [method, path, body] of asked) {
      const { status, json } = await ask(method, `/visage-contract-nowhere${path}`, body);
      assert.deepEqual([status, json.error], [404, "not_found"], `${method} ${path}`);
    }
  },

  async "one that is there is not made again"({ ask, db }) {
    const { status, json } = await ask("PUT", db);
    assert.deepEqual([status, json.error], [412, "file_exists"]);
  },

  async "it says its name, how much it holds, and where its changes end"({ ask, db, in: own }) {
    await own("PUT", "a", {});
    const { status, json } = await ask("GET", db);
    assert.deepEqual([status, json.db_name, json.doc_count], [200, db.slice(1), 1]);
    assert.equal(typeof json.update_seq, "string");
    assert.equal(typeof json.instance_start_time, "string");
    const head = await ask("HEAD", db);
    assert.deepEqual([head.status, head.text], [200, ""]);
    assert.equal((await ask("HEAD", "/visage-contract-nowhere")).status, 404);
  },

  async "local documents are written, read and removed, and nobody else hears of them"({ in: own }) {
    assert.deepEqual((await own("GET", "_local/device")).status, 404);
    const { status, json } = await own("PUT", "_local/device", { epoch: "x" });
    assert.deepEqual([status, json.id], [201, "_local/device"]);
    assert.equal((await own("PUT", "_local/device", { epoch: "y" })).status, 409);
    const next = await own("PUT", "_local/device", { epoch: "y", _rev: json.rev });
    assert.equal(next.status, 201);
    assert.equal((await own("GET", "_local/device")).json.epoch, "y");
    assert.deepEqual((await own("GET", "_changes")).json.results, []);
    assert.equal((await own("DELETE", `_local/device?rev=${next.json.rev}`)).status, 200);
    assert.equal((await own("GET", "_local/device")).status, 404);
  },

  async "`_all_docs` gives ranges of ids, and keys with what is missing and deleted"({ in: own }) {
    const { json: made } = await own("POST", "_bulk_docs", { docs: [{ _id: "a:1" }, { _id: "a:2", x: 1 }, { _id: "b:1" }] });
    await own("DELETE", `${encodeURIComponent("a:1")}?rev=${made[0].rev}`);
    const range = new URLSearchParams({ startkey: '"a:"', endkey: '"a:\ufff0"', include_docs: true });
    const { json: { rows } } = await own("GET", `_all_docs?${range}`);
    assert.deepEqual(rows.map((row) => [row.id, row.doc.x]), [["a:2", 1]]);
    const down = new URLSearchParams({ startkey: '"b:\ufff0"', endkey: '"a:"', descending: true, limit: 1 });
    assert.deepEqual((await own("GET", `_all_docs?${down}`)).json.rows.map((row) => row.id), ["b:1"]);
    const { json: asked } = await own("POST", "_all_docs?include_docs=true", { keys: ["b:1", "none", "a:1"] });
    assert.deepEqual(asked.rows.map((row) => [row.key, row.error, row.value?.deleted, row.doc?._id]), [["b:1", undefined, undefined, "b:1"], ["none", "not_found", undefined, undefined], ["a:1", undefined, true, undefined]]);
  },

  async "after it was made anew an old place is refused, or is the beginning"({ ask, db, in: own }) {
    await own("POST", "_bulk_docs", { docs: [{ _id: "a" }, { _id: "b" }] });
    const { json: { last_seq: since } } = await own("GET", "_changes");
    assert.equal((await ask("DELETE", db)).status, 200);
    assert.equal((await ask("PUT", db)).status, 201);
    assert.equal((await own("GET", "_local/device")).status, 404);
    await own("PUT", "c", {});
    const { status, json } = await own("GET", `_changes?since=${encodeURIComponent(since)}`);
    assert.ok(status === 400 || json.results.some((row) => row.id === "c"), `${status} ${JSON.stringify(json)}`);
  },
};
