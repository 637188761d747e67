// Signing in, and who one is.
import assert from "node:assert/strict";

export const session = {
  async "a CouchDB introduces itself"({ ask }) {
    const { status, json } = await ask("GET", "/");
    assert.deepEqual([status, json.couchdb], [200, "Welcome"]);
  },

  async "a name and a password give a cookie, which says who one is until one signs out"({ as, member }) {
    const signedIn = await as()("POST", "/_session", member);
    assert.equal(signedIn.status, 200);
    assert.deepEqual([signedIn.json.ok, signedIn.json.name, signedIn.json.roles], [true, member.name, []]);
    const set = signedIn.headers.get("set-cookie");
    assert.match(set, /^AuthSession=[^;]+;.*HttpOnly/i);
    const cookie = { cookie: set.split(";")[0] };
    const { json } = await as()("GET", "/_session", undefined, cookie);
    assert.deepEqual([json.ok, json.userCtx.name, json.userCtx.roles], [true, member.name, []]);
    const out = await as()("DELETE", "/_session", undefined, cookie);
    assert.equal(out.status, 200);
    assert.match(out.headers.get("set-cookie"), /^AuthSession=;/);
  },

  async "nobody is nobody, without an error"({ as }) {
    const { status, json } = await as()("GET", "/_session");
    assert.deepEqual([status, json.userCtx.name], [200, null]);
  },

  async "a wrong password is 401, at the door and in a header"({ as, member }) {
    const wrong = { ...member, password: "wrong" };
    const { status, json } = await as()("POST", "/_session", wrong);
    assert.deepEqual([status, json.error], [401, "unauthorized"]);
    assert.equal((await as(wrong)("GET", "/_session")).status, 401);
  },

  async "Basic says who one is"({ as, member }) {
    assert.equal((await as(member)("GET", "/_session")).json.userCtx.name, member.name);
  },
};
