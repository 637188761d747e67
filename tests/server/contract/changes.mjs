// The feed of changes: pages, places, and waiting.
import assert from "node:assert/strict";

/** So many documents, and the feed. */
async function fill(own, count) {
  const docs = Array.from({ length: count }, (_, at) => ({ _id: `doc-${at}`, at }));
  await own("POST", "_bulk_docs", { docs });
  return async (query = {}) => (await own("GET", `_changes?${new URLSearchParams(query)}`)).json;
}

const ids = ({ results }) => results.map((row) => row.id).sort();

export const changes = {
  async "pages follow each other until one is empty, and nothing is missing"({ in: own }) {
    const feed = await fill(own, 25);
    const seen = new Set();
    let since = "0";
    for (let page = 0; page < 10; page += 1) {
      const read = await feed({ since, limit: 10, include_docs: true, conflicts: true, style: "all_docs", seq_interval: 10 });
      for (const row of read.results) {
        assert.deepEqual([row.doc._id, row.doc._rev], [row.id, row.changes[0].rev]);
        seen.add(row.id);
      }
      assert.equal(typeof read.last_seq, "string");
      assert.equal(read.pending > 0, seen.size < 25, "pending says whether something follows");
      since = read.last_seq;
      if (!read.results.length) break;
    }
    assert.equal(seen.size, 25);
    assert.deepEqual((await feed({ since })).results, []);
  },

  async "a document stands in the feed once, at its last change"({ in: own }) {
    const feed = await fill(own, 3);
    const { last_seq: since } = await feed();
    const { json } = await own("GET", "doc-0");
    await own("PUT", "doc-0", { _rev: json._rev, x: 1 });
    assert.deepEqual(ids(await feed({ since })), ["doc-0"]);
    assert.equal((await feed()).results.length, 3);
  },

  async "`limit=0` gives no row, and a place from which nothing is missed"({ in: own }) {
    const feed = await fill(own, 3);
    const { results, last_seq } = await feed({ limit: 0 });
    assert.ok(results.length <= 1, "CouchDB 2 gives one row");
    assert.ok((await feed({ since: last_seq })).results.length + results.length >= 3);
  },

  async "`since=now` is the end"({ in: own }) {
    const feed = await fill(own, 3);
    const { results, last_seq } = await feed({ since: "now" });
    assert.deepEqual(results, []);
    await own("PUT", "late", {});
    assert.deepEqual(ids(await feed({ since: last_seq })), ["late"]);
  },

  async "a place that is none is 400"({ in: own }) {
    await fill(own, 1);
    const { status, json } = await own("GET", "_changes?since=nonsense");
    assert.deepEqual([status, json.error], [400, "bad_request"]);
  },

  async "design documents and tombstones are in the feed too"({ in: own }) {
    const feed = await fill(own, 1);
    const { json } = await own("GET", "doc-0");
    await own("DELETE", `doc-0?rev=${json._rev}`);
    await own("PUT", "_design/rules", { views: {} });
    const { results } = await feed({ include_docs: true });
    assert.deepEqual(results.map((row) => [row.id, row.deleted, row.doc._deleted]).sort(), [["_design/rules", undefined, undefined], ["doc-0", true, true]]);
  },

  async "a longpoll waits for its time, and no longer"({ in: own }) {
    const feed = await fill(own, 1);
    const { last_seq: since } = await feed();
    const begun = performance.now();
    const { results, last_seq } = await feed({ feed: "longpoll", timeout: 1500, since });
    const took = performance.now() - begun;
    assert.ok(took > 1200 && took < 20_000, `${took} ms`);
    assert.deepEqual([results, typeof last_seq], [[], "string"]);
  },

  async "a longpoll ends with a change, and at once where there is one"({ in: own }) {
    const feed = await fill(own, 1);
    assert.deepEqual(ids(await feed({ feed: "longpoll", timeout: 25_000 })), ["doc-0"]);
    const { last_seq: since } = await feed();
    const held = feed({ feed: "longpoll", timeout: 25_000, since, include_docs: true });
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    const begun = performance.now();
    await own("PUT", "late", { x: 1 });
    const { results: [row], last_seq } = await held;
    assert.deepEqual([row.id, row.doc.x], ["late", 1]);
    assert.ok(performance.now() - begun < 10_000);
    assert.deepEqual((await feed({ since: last_seq })).results, []);
  },
};
