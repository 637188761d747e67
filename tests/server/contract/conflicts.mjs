// Documents with several leaves: how they are shown, read, and made one again.
import assert from "node:assert/strict";

/** A document with two leaves over one: `{ base, winner, loser }`, their revisions. */
async function fork(own) {
  const { json: { rev: base } } = await own("PUT", "a", { x: 0, v: { one: 1 } });
  const leaf = (hash, x) => ({ _id: "a", _rev: `2-${hash}`, x, _revisions: { start: 2, ids: [hash, base.slice(2)] } });
  const [lower, higher] = ["0", "f"].map((digit) => digit.repeat(32));
  const { status, json } = await own("POST", "_bulk_docs", { docs: [leaf(lower, 1), leaf(higher, 2)], new_edits: false });
  assert.deepEqual([status, json], [201, []]);
  return { base, winner: `2-${higher}`, loser: `2-${lower}` };
}

export const conflicts = {
  async "the greater revision is shown, and the others are named"({ in: own }) {
    const { winner, loser } = await fork(own);
    const { json } = await own("GET", "a?conflicts=true");
    assert.deepEqual([json._rev, json.x, json._conflicts], [winner, 2, [loser]]);
    const { json: { results: [row] } } = await own("GET", "_changes?style=all_docs&include_docs=true&conflicts=true");
    assert.deepEqual(row.changes.map(({ rev }) => rev).sort(), [winner, loser].sort());
    assert.deepEqual([row.doc._rev, row.doc._conflicts], [winner, [loser]]);
  },

  async "all leaves are read with their histories, and what they come from while it is there"({ in: own }) {
    const { base, winner, loser } = await fork(own);
    const { status, json } = await own("GET", "a?open_revs=all&revs=true");
    assert.equal(status, 200);
    assert.deepEqual(json.map(({ ok }) => ok._rev).sort(), [winner, loser].sort());
    for (const { ok } of json) assert.deepEqual(ok._revisions, { start: 2, ids: [ok._rev.slice(2), base.slice(2)] });
    const before = await own("GET", `a?rev=${base}`);
    assert.deepEqual([before.status, before.json.x], [200, 0]);
    assert.equal((await own("GET", "a?rev=1-00000000000000000000000000000000")).status, 404);
    const some = await own("GET", `a?open_revs=${encodeURIComponent(JSON.stringify([loser, "9-abc"]))}`);
    assert.deepEqual(some.json.map((row) => row.ok?.x ?? row.missing), [1, "9-abc"]);
  },

  async "several documents are read at once by `_bulk_get`"({ in: own }) {
    const { loser } = await fork(own);
    const { status, json } = await own("POST", "_bulk_get?revs=true", { docs: [{ id: "a", rev: loser }, { id: "none" }] });
    assert.equal(status, 200);
    assert.deepEqual(json.results.map((row) => row.id), ["a", "none"]);
    assert.deepEqual([json.results[0].docs[0].ok.x, json.results[0].docs[0].ok._revisions.start], [1, 2]);
    assert.ok(json.results[1].docs[0].error);
  },

  async "a merge writes the winner and buries the others in one request"({ in: own }) {
    const { winner, loser } = await fork(own);
    const docs = [{ _id: "a", _rev: winner, x: 3 }, { _id: "a", _rev: loser, _deleted: true, v: {} }];
    const { json } = await own("POST", "_bulk_docs", { docs });
    assert.deepEqual(json.map((row) => row.error), [undefined, undefined]);
    const { json: { x, _conflicts } } = await own("GET", "a?conflicts=true");
    assert.deepEqual([x, _conflicts], [3, undefined]);
    const { json: leaves } = await own("GET", "a?open_revs=all");
    assert.deepEqual(leaves.map(({ ok }) => Boolean(ok._deleted)).sort(), [false, true]);
  },

  async "a leaf that is no leaf any more is a conflict"({ in: own }) {
    const { base } = await fork(own);
    const { json: [row] } = await own("POST", "_bulk_docs", { docs: [{ _id: "a", _rev: base, _deleted: true }] });
    assert.equal(row.error, "conflict");
  },
};
