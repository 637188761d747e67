// What a page of another origin may do; asked where an origin is known.
import assert from "node:assert/strict";

const allowed = ({ headers }) => [headers.get("access-control-allow-origin"), headers.get("access-control-allow-credentials")];

export const cors = {
  async "a page may ask with every method and header that it uses"({ as, db, origin }) {
    for (const [method, path] of [["PUT", "/a"], ["PUT", "/picture:1/full"], ["POST", "/_bulk_docs"], ["DELETE", "/_local/device"], ["GET", "/_changes"]]) {
      const answered = await as()("OPTIONS", `${db}${path}`, undefined, {
        origin, "access-control-request-method": method, "access-control-request-headers": "authorization,content-type",
      });
      assert.ok(answered.status < 300, `${method}: ${answered.status}`);
      assert.deepEqual(allowed(answered), [origin, "true"], method);
      assert.match(answered.headers.get("access-control-allow-methods"), new RegExp(method));
      for (const name of ["authorization", "content-type"]) assert.match(answered.headers.get("access-control-allow-headers"), new RegExp(name, "i"));
    }
    const session = await as()("OPTIONS", "/_session", undefined, { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" });
    assert.deepEqual(allowed(session), [origin, "true"]);
  },

  async "it may read answers, refusals among them"({ ask, as, member, db, origin }) {
    assert.deepEqual(allowed(await ask("GET", `${db}/_changes`, undefined, { origin })), [origin, "true"]);
    assert.deepEqual(allowed(await as(member)("GET", `${db}/_changes`, undefined, { origin })), [origin, "true"], "403");
    assert.deepEqual(allowed(await as({ ...member, password: "wrong" })("GET", db, undefined, { origin })), [origin, "true"], "401");
    assert.deepEqual(allowed(await ask("GET", "/visage-contract-nowhere", undefined, { origin })), [origin, "true"], "404");
  },

  async "a page of another origin may not"({ as, db, origin }) {
    const other = `${origin}.evil.example`;
    const answered = await as()("OPTIONS", `${db}/a`, undefined, { origin: other, "access-control-request-method": "PUT" });
    assert.ok(answered.status >= 400 || answered.headers.get("access-control-allow-origin") !== other, "it lets in everybody, with their cookies");
  },
};
