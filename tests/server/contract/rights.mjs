// Who may what, which is decided for whole databases.
import assert from "node:assert/strict";

const open = (own, member) => own("PUT", "_security", { admins: { names: [], roles: [] }, members: { names: [member.name], roles: [] } });
const READS = ["", "/a", "/_changes", "/_all_docs", "/_local/device"];

export const rights = {
  async "a database is for those whom it names"({ as, member, db, in: own }) {
    assert.equal((await open(own, member)).status, 200);
    assert.equal((await as(member)("PUT", `${db}/a`, {})).status, 201);
    assert.equal((await as(member)("GET", `${db}/_changes`)).status, 200);
    assert.equal((await as(member)("PUT", `${db}/_local/device`, {})).status, 201);
    for (const path of READS) {
      const { status, json } = await as()("GET", `${db}${path}`);
      assert.deepEqual([status, json.error], [401, "unauthorized"], path);
    }
  },

  async "others are forbidden, also to write and to read many"({ as, member, db, in: own }) {
    await open(own, { name: "somebody-else" });
    const asked = [...READS.map((path) => ["GET", path]), ["POST", "/_bulk_docs", { docs: [] }], ["POST", "/_all_docs", { keys: [] }], ["POST", "/_bulk_get", { docs: [] }], ["PUT", "/p/full", "x"]];
    for (const [method, path, body] of asked) {
      const { status, json } = await as(member)(method, `${db}${path}`, body);
      assert.deepEqual([status, json.error], [403, "forbidden"], `${method} ${path}`);
    }
  },

  async "members write no rules, and do not say who may"({ as, member, db, in: own }) {
    await open(own, member);
    assert.equal((await as(member)("PUT", `${db}/_design/mine`, {})).status, 403);
    assert.ok([401, 403].includes((await as(member)("PUT", `${db}/_security`, {})).status));
    assert.ok([401, 403].includes((await as(member)("DELETE", db)).status));
    const { json: [row] } = await as(member)("POST", `${db}/_bulk_docs`, { docs: [{ _id: "_design/mine" }] });
    assert.equal(row.error, "forbidden");
  },

  async "rules hear who writes"({ as, member, db, in: own }) {
    await open(own, member);
    const rule = "function (doc, before, user, security) { if (doc.by !== user.name || security.members.names[0] !== user.name) throw({ forbidden: 'not you' }); }";
    assert.equal((await own("PUT", "_design/rules", { validate_doc_update: rule })).status, 201);
    assert.equal((await as(member)("PUT", `${db}/a`, { by: member.name })).status, 201);
    assert.equal((await as(member)("PUT", `${db}/b`, { by: "somebody" })).status, 403);
  },
};
