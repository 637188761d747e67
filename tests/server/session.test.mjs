// Signing in at the strict proxy: closed by default, cookies that expire, and databases for those whom they name.
import assert from "node:assert/strict";
import test from "node:test";
import { token } from "./jwt.mjs";
import { basic, passwordOf, serve, users } from "./testing.mjs";

const COOKIE = /^AuthSession=([\w-]+); Version=1; Max-Age=600; Path=\/; HttpOnly$/;

async function serveClosed(t) {
  const clock = { seconds: 1_000_000 };
  const server = await serve(t, { users: users("admin", "anna", "ben"), now: () => clock.seconds * 1000 });
  const members = { admins: { names: [], roles: [] }, members: { names: ["anna"], roles: [] } };
  const open = () => server.call("PUT", "/team/_security", members, basic("admin"));
  const signIn = (name, password = passwordOf(name)) => server.call("POST", "/_session", { name, password });
  return { ...server, clock, open, signIn };
}

function cookieOf({ headers }) {
  return { cookie: `AuthSession=${headers.get("set-cookie")?.match(COOKIE)?.[1]}` };
}

test("a database is closed until it names somebody", async (t) => {
  const { call, open } = await serveClosed(t);
  const all = ["/team", "/team/a", "/team/_changes", "/team/_all_docs", "/team/a/file"];
  for (const path of all) {
    assert.equal((await call("GET", path)).status, 401, path);
    const { status, json } = await call("GET", path, undefined, basic("anna"));
    assert.deepEqual([status, json.error], [403, "forbidden"], path);
  }
  await open();
  assert.equal((await call("PUT", "/team/a", {}, basic("anna"))).status, 201);
  assert.equal((await call("GET", "/team/a", undefined, basic("anna"))).status, 200);
  for (const path of all) assert.equal((await call("GET", path, undefined, basic("ben"))).status, 403, path);
  assert.equal((await call("PUT", "/team/b", {})).status, 401);
  const { status, json } = await call("GET", "/gone/_changes", undefined, basic("anna"));
  assert.deepEqual([status, json.error], [404, "not_found"], "one that is not there is closed to nobody");
});

test("members do not change who may, nor the rules, nor make databases", async (t) => {
  const { call, open } = await serveClosed(t);
  await open();
  for (const [path, status] of [["/team/_security", 403], ["/team/_design/rules", 403], ["/other", 401], ["/_all_dbs", 401]]) {
    assert.equal((await call("PUT", path, {}, basic("anna"))).status, status, path);
  }
});

test("a wrong password is refused", async (t) => {
  const { call, signIn } = await serveClosed(t);
  assert.equal((await signIn("anna", "wrong")).status, 401);
  assert.equal((await signIn("constructor", "wrong")).status, 401);
  const header = { authorization: `Basic ${Buffer.from("anna:wrong").toString("base64")}` };
  assert.equal((await call("GET", "/team", undefined, header)).status, 401);
});

test("a cookie is good for its time, is renewed in use, and not longer", async (t) => {
  const { call, open, signIn, clock } = await serveClosed(t);
  await open();
  const signedIn = await signIn("anna");
  assert.deepEqual(signedIn.json, { ok: true, name: "anna", roles: [] });
  const cookie = cookieOf(signedIn);
  assert.deepEqual((await call("GET", "/_session", undefined, cookie)).json.userCtx, { name: "anna", roles: [] });
  clock.seconds += 30;
  const fresh = await call("GET", "/team/_changes", undefined, cookie);
  assert.deepEqual([fresh.status, fresh.headers.get("set-cookie")], [200, null]);
  clock.seconds += 500;
  const renewed = cookieOf(await call("GET", "/team/_changes", undefined, cookie));
  clock.seconds += 100;
  assert.equal((await call("GET", "/team/_changes", undefined, cookie)).status, 401, "the first is over");
  assert.equal((await call("GET", "/team/_changes", undefined, renewed)).status, 200, "the renewed is not");
  assert.deepEqual((await call("GET", "/_session", undefined, cookie)).json.userCtx, { name: null, roles: [] });
});

test("a cookie that somebody changed is none", async (t) => {
  const { call, open, signIn } = await serveClosed(t);
  await open();
  const [, value] = cookieOf(await signIn("ben")).cookie.split("=");
  const forged = Buffer.from(Buffer.from(value, "base64url").toString().replace("ben", "anna")).toString("base64url");
  assert.equal((await call("GET", "/team", undefined, { cookie: `AuthSession=${forged}` })).status, 401);
});

test("signing out takes the cookie back", async (t) => {
  const { call } = await serveClosed(t);
  const { headers } = await call("DELETE", "/_session");
  assert.match(headers.get("set-cookie"), /^AuthSession=; .*Max-Age=0/);
});

test("a token is good for its time and under its key, and says the roles", async (t) => {
  const server = await serve(t, { users: users("admin"), jwtSecret: "secret", now: () => 1_000_000_000 });
  await server.call("PUT", "/team/_security", { members: { roles: ["team"] } }, basic("admin"));
  const ask = async (text, path = "/team") => (await server.call("GET", path, undefined, { authorization: `Bearer ${text}` }));
  const claims = { name: "anna", roles: ["team"], exp: 1_000_060 };
  assert.equal((await ask(token("secret", claims))).status, 200);
  const { json } = await ask(token("secret", claims), "/_session");
  assert.deepEqual([json.userCtx, json.info.authenticated], [{ name: "anna", roles: ["team"] }, "jwt"]);
  assert.equal((await ask(token("secret", { ...claims, roles: [] }))).status, 403);
  const refused = async (text) => (await ask(text)).json;
  assert.deepEqual(await refused(token("secret", { ...claims, exp: 1_000_000 })), { error: "unauthorized", reason: "exp not in future" });
  assert.deepEqual(await refused(token("other", claims)), { error: "bad_request", reason: "Bad HMAC" });
  assert.deepEqual(await refused("a.b"), { error: "bad_request", reason: "Malformed token" });
  assert.equal((await refused(token("secret", { name: "anna" }))).reason, "Missing exp claim");
});

test("`validate_doc_update` hears who writes", async (t) => {
  const { call, open } = await serveClosed(t);
  await open();
  const rule = "function (doc, old, user) { if (doc.author !== user.name) throw({ forbidden: 'not yours' }); }";
  assert.equal((await call("PUT", "/team/_design/rules", { validate_doc_update: rule, author: "admin" }, basic("admin"))).status, 201);
  assert.equal((await call("PUT", "/team/a", { author: "anna" }, basic("anna"))).status, 201);
  const { status, json } = await call("PUT", "/team/b", { author: "ben" }, basic("anna"));
  assert.deepEqual([status, json.reason], [403, "not yours"]);
});

test("without users everybody is the administrator", async (t) => {
  const { call } = await serve(t);
  assert.deepEqual((await call("GET", "/_session")).json.userCtx, { name: null, roles: ["_admin"] });
  assert.equal((await call("PUT", "/team/a", {})).status, 201);
});
