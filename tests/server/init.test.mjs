// `cargo xtask backend init`: what it does, that it can be run again, and the sentences in which it fails.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import http from "node:http";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { RULES, init } from "../../xtask/src/backend/init.mjs";
import { basic, serve, users } from "./testing.mjs";

const SCRIPT = fileURLToPath(new URL("../../xtask/src/backend/init.mjs", import.meta.url));

/** Runs the command: its code and everything that it said. */
function command(args, environment = {}) {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, ...environment };
    execFile(process.execPath, [SCRIPT, ...args], { env }, (error, out, err) => resolve({ code: error?.code ?? 0, said: out + err }));
  });
}

async function serveClosed(t) {
  const server = await serve(t, { users: users("admin", "anna") });
  const withName = server.url.replace("//", "//admin:nimda@");
  const said = async (options = {}) => {
    const sentences = [];
    await init({ url: withName, databases: ["crm"], say: (sentence) => sentences.push(sentence), ...options });
    return sentences.join("\n");
  };
  const get = async (path) => (await server.call("GET", path, undefined, basic("admin"))).json;
  return { ...server, withName, said, get };
}

test("it makes a database with its people and rules, and finds them the next time", async (t) => {
  const { said, get, call } = await serveClosed(t);
  const people = { members: ["anna"], memberRoles: ["crm"], admins: ["head"] };
  const first = await said({ people });
  for (const words of [/is a CouchDB 3/, /The database crm was created\./, /crm may be used by anna, everybody with the role crm\./, /rules .* were written/]) assert.match(first, words);
  assert.deepEqual(await get("/crm/_security"), { admins: { names: ["head"], roles: [] }, members: { names: ["anna"], roles: ["crm"] } });
  assert.equal((await get("/crm/_design/visage")).validate_doc_update, RULES);
  assert.equal((await call("PUT", "/crm/contact:x", {}, basic("anna"))).status, 403, "the rules hold");
  const again = await said({ people });
  for (const words of [/crm is there, with 1 documents\./, /is as it was/, /are up to date/]) assert.match(again, words);
  assert.match((await get("/crm/_design/visage"))._rev, /^1-/, "nothing was written");
  assert.match(await said({ people: { members: ["ben"] } }), /used by anna, ben, everybody/);
});

test("a database is never open to everybody", async (t) => {
  const { said, get } = await serveClosed(t);
  assert.match(await said(), /used by administrators only\.\nNobody else may use it yet/);
  assert.deepEqual((await get("/crm/_security")).members, { names: [], roles: ["_admin"] });
});

test("rules of an earlier version are brought up to date, and what an operator added stays", async (t) => {
  const { said, get, call } = await serveClosed(t);
  await said();
  const design = await get("/crm/_design/visage");
  await call("PUT", "/crm/_design/visage", { ...design, validate_doc_update: "function () {}", views: { own: { map: "function () {}" } } }, basic("admin"));
  assert.match(await said(), /were brought up to date/);
  const { validate_doc_update: rules, views } = await get("/crm/_design/visage");
  assert.deepEqual([rules, views], [RULES, { own: { map: "function () {}" } }]);
});

test("it says what stands in the way, and never a password", async (t) => {
  const { url, withName, call } = await serveClosed(t);
  await call("PUT", "/team/_security", { members: { names: ["anna"] } }, basic("admin"));
  const fails = async (args, words, environment) => {
    const { code, said } = await command(args, environment);
    assert.equal(code, 1, said);
    assert.match(said, words);
    assert.doesNotMatch(said, /secret|nimda|anna:anna/);
    return said;
  };
  await fails([url.replace("//", "//admin:secret@")], /does not take this name and password \(admin\)/);
  await fails([url], /Without a name and a password nobody has the right to open the database team/);
  await fails([url.replace("//", "//anna:anna@"), "--database", "other"], /anna has not the right to create the database other; an administrator/);
  await fails([url.replace("//", "//anna:anna@")], /anna has not the right to write the rules of team|anna has not the right to say/);
  await fails(["http://admin:secret@127.0.0.1:9"], /cannot be reached/);
  await fails(["ftp://admin:secret@host"], /no address of a server/);
  await fails([withName, "--database", "Team"], /no name for a database/);
  await fails([withName, "--nonsense"], /nonsense/);
  const { code, said } = await command([url, "--database", "by-environment"], { COUCHDB_USER: "admin", COUCHDB_PASSWORD: "nimda" });
  assert.equal(code, 0, said);
  assert.doesNotMatch(said, /nimda/);
});

test("what is no CouchDB is told apart", async (t) => {
  const other = http.createServer((request, response) => {
    const elsewhere = request.url.startsWith("/moved");
    response.writeHead(elsewhere ? 301 : 200, elsewhere ? { location: "https://a:secret@new.example/" } : { "content-type": request.url === "/" ? "text/html" : "application/json" });
    response.end(request.url === "/" ? "<h1>Welcome</h1>" : "{}");
  });
  await new Promise((resolve) => { other.listen(0, "127.0.0.1", resolve); });
  t.after(() => other.close());
  const url = `http://127.0.0.1:${other.address().port}`;
  const said = (path) => init({ url: `${url}${path}`, say: () => {} }).then(() => "", (error) => error.message);
  assert.match(await said(""), /is not a CouchDB: its answer \(200\) is not JSON/);
  assert.match(await said("/api"), /is not a CouchDB\.$/);
  assert.match(await said("/moved"), /leads elsewhere \(301\): .* https:\/\/new\.example\//);
});
