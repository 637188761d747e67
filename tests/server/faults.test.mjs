// Faults: what each does to a call, what the server did meanwhile, and that a seed decides which calls they meet.
import assert from "node:assert/strict";
import http from "node:http";
import test from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { basic, serve, until, users } from "./testing.mjs";

/** A server, its control as another process uses it, and what it holds. */
async function serveFaulty(t, options) {
  const server = await serve(t, options);
  const control = (method, json) => server.call(method, "/_faults", json);
  const plan = async (...rules) => assert.equal((await control("POST", rules)).status, 200);
  const stored = async (id) => (await server.call("GET", `/team/${id}?conflicts=true`)).json;
  const healed = async () => (await control("DELETE")).json;
  /** Writes a document and goes away without an answer as soon as this says so; a time would be too short for some machine. */
  const leave = async (id, isTime) => {
    const going = new AbortController();
    const put = fetch(`${server.url}/team/${id}`, { method: "PUT", body: "{}", signal: going.signal });
    const left = assert.rejects(put, { name: "AbortError" });
    await until(`the time to leave /team/${id}`, isTime);
    going.abort();
    await left;
  };
  /** Whether the server has met a call, and whether a document is there. */
  const isMet = (id) => server.faults.report().log.some(({ method, path }) => method === "PUT" && path === `/team/${id}`);
  const isStored = async (id) => (await stored(id))._rev?.startsWith("1-");
  return { ...server, control, plan, stored, healed, leave, isMet, isStored };
}

test("a dropped call fails, and the server acted or did not", async (t) => {
  const { call, plan, stored, healed } = await serveFaulty(t);
  await plan({ fault: "drop", method: "PUT", path: "/before$" }, { fault: "drop", path: "/after$", when: "after", count: 1 });
  await assert.rejects(call("PUT", "/team/before", {}));
  await assert.rejects(call("PUT", "/team/after", {}));
  const { rules, log } = await healed();
  assert.deepEqual(rules, []);
  assert.deepEqual(log.slice(0, 2).map(({ path, fault, status }) => [path, fault, status]), [["/team/before", "drop", null], ["/team/after", "drop", null]]);
  assert.equal((await stored("before")).error, "not_found");
  assert.match((await stored("after"))._rev, /^1-/);
});

test("an upload is cut off after so many bytes, and nothing of it is stored", async (t) => {
  const { call, plan, stored, healed } = await serveFaulty(t);
  await plan({ fault: "cut", path: "/full$", bytes: 1000 });
  const put = () => call("PUT", "/team/picture:a/full", new Uint8Array(500_000), { "content-type": "image/png" });
  await assert.rejects(put());
  await healed();
  assert.equal((await stored("picture:a")).error, "not_found");
  assert.equal((await put()).status, 201);
});

test("a delay comes before or after the server acts", async (t) => {
  const { call, plan, stored, leave, isMet, isStored } = await serveFaulty(t);
  await plan({ fault: "delay", path: "/(slow|early)$", method: "PUT", milliseconds: 1000 }, { fault: "delay", path: "/late$", method: "PUT", milliseconds: 60_000, when: "after" });
  const begun = performance.now();
  assert.equal((await call("PUT", "/team/slow", {})).status, 201);
  assert.ok(performance.now() - begun >= 990);
  await leave("early", () => isMet("early"));
  await sleep(1100);
  assert.equal((await stored("early")).error, "not_found", "whoever goes away before is not heard");
  await leave("late", () => isStored("late"));
});

test("a call that hangs is never answered", async (t) => {
  const { plan, stored, leave, isMet, isStored } = await serveFaulty(t);
  await plan({ fault: "hang", path: "/never$", method: "PUT" }, { fault: "hang", path: "/acted$", method: "PUT", when: "after" });
  await leave("never", async () => isMet("never") && await sleep(300, true));
  await leave("acted", async () => await isStored("acted") && await sleep(300, true));
  assert.equal((await stored("never")).error, "not_found");
});

test("an answer is cut off after so many bytes of what it promised", async (t) => {
  const { call, plan, url } = await serveFaulty(t);
  await call("PUT", "/team/long", { text: "x".repeat(5000) });
  await plan({ fault: "truncate", method: "GET", path: "/long$", bytes: 100 });
  const { length, read } = await new Promise((resolve, reject) => {
    http.get(`${url}/team/long`, (response) => {
      let bytes = 0;
      response.on("data", (part) => { bytes += part.length; });
      response.on("close", () => resolve({ length: Number(response.headers["content-length"]), read: bytes }));
      response.on("error", () => {});
    }).on("error", reject);
  });
  assert.ok(length > 5000 && read <= 100, `${read} of ${length}`);
});

test("statuses come with CouchDB's words, and 429 with the time to wait", async (t) => {
  const { call, plan, stored } = await serveFaulty(t);
  for (const status of [401, 403, 404, 410, 412, 413, 415, 500, 503]) {
    await plan({ fault: "answer", status, path: "/a$", method: "PUT" });
    const { status: got, json } = await call("PUT", "/team/a", {});
    assert.deepEqual([got, typeof json.error, typeof json.reason], [status, "string", "string"]);
  }
  await plan({ fault: "answer", status: 429, retryAfter: 7, count: 1 });
  const { status, headers } = await call("PUT", "/team/a", {}, { origin: "http://app.example" });
  assert.deepEqual([status, headers.get("retry-after")], [429, "7"]);
  assert.match(headers.get("access-control-expose-headers"), /retry-after/);
  await plan({ fault: "answer", status: 503, when: "after", count: 1 });
  assert.equal((await call("PUT", "/team/a", {})).status, 503);
  assert.match((await stored("a"))._rev, /^1-/);
});

test("a page cannot read an answer without CORS, as that of a proxy in front often is", async (t) => {
  const { call, plan } = await serveFaulty(t);
  await plan({ fault: "answer", status: 502, hasCors: false, count: 1 });
  const { status, headers } = await call("GET", "/team", undefined, { origin: "http://app.example" });
  assert.deepEqual([status, headers.get("access-control-allow-origin")], [502, null]);
});

test("captive portals, empty answers and other JSON come with 200", async (t) => {
  const { call, plan } = await serveFaulty(t);
  const changes = () => call("GET", "/team/_changes");
  await plan({ fault: "html", nth: 1 }, { fault: "empty", nth: 2 }, { fault: "json", nth: 3 }, { fault: "json", nth: 4, body: '{"results":[' });
  const portal = await changes();
  assert.deepEqual([portal.status, portal.headers.get("content-type")], [200, "text/html"]);
  assert.match(portal.json, /^<!doctype/);
  const empty = await changes();
  assert.deepEqual([empty.status, empty.json], [200, ""]);
  assert.deepEqual((await changes()).json, { hello: "world" });
  await assert.rejects(changes(), SyntaxError);
  assert.deepEqual((await changes()).json.results, []);
});

test("202 leaves another revision beside the one that was written", async (t) => {
  const { call, plan, stored, faults } = await serveFaulty(t);
  const { json: { rev } } = await call("PUT", "/team/a", { name: "Ama", v: { one: 1 } });
  await plan({ fault: "conflict", fields: { city: "Accra" }, wins: true, count: 2 });
  const { status, json: written } = await call("PUT", "/team/a", { name: "Amara", v: { one: 2 }, _rev: rev });
  assert.equal(status, 202);
  const { _id, _rev, _conflicts, ...body } = await stored("a");
  assert.deepEqual(body, { name: "Ama", city: "Accra", v: { one: 1, elsewhere: 1 } });
  assert.deepEqual([_rev, _conflicts], [`2-${"f".repeat(32)}`, [written.rev]]);
  const docs = [{ _id: "b", v: {} }, { _id: "a", _rev: rev }];
  const many = await call("POST", "/team/_bulk_docs", { docs });
  assert.deepEqual([many.status, many.json.map((row) => row.error)], [202, [undefined, "conflict"]]);
  assert.equal((await stored("b"))._conflicts.length, 1);
  await plan();
  const { branches } = faults.report();
  assert.deepEqual(branches[0], { id: "a", rev: _rev, before: { city: undefined } }, "told also after other rules");
  assert.deepEqual(branches.map(({ id }) => id), ["a", "b"]);
});

test("412 leaves some of a request written", async (t) => {
  const { call, plan, stored } = await serveFaulty(t);
  await plan({ fault: "partial", docs: 1, count: 1 });
  assert.equal((await call("POST", "/team/_bulk_docs", { docs: [{ _id: "a" }, { _id: "b" }] })).status, 412);
  assert.match((await stored("a"))._rev, /^1-/);
  assert.equal((await stored("b")).error, "not_found");
});

test("a sequence goes back, and reading on from it repeats rows", async (t) => {
  const { call, plan } = await serveFaulty(t);
  await call("POST", "/team/_bulk_docs", { docs: [{ _id: "a" }, { _id: "b" }, { _id: "c" }] });
  await plan({ fault: "rewind", path: "_changes", back: 2, nth: 1 }, { fault: "rewind", path: "_changes", nth: 2 });
  const after = async (since) => (await call("GET", `/team/_changes?since=${since}`)).json;
  const { last_seq } = (await call("GET", "/team/_changes")).json;
  const some = await after(last_seq);
  assert.deepEqual(some.results.map((row) => row.id), ["b", "c"]);
  assert.equal((await after(some.last_seq)).results.length, 3);
});

test("a database is made anew before the call, with its users and its rules, or bare", async (t) => {
  const options = { users: users("admin", "anna") };
  const { call, plan } = await serveFaulty(t, options);
  const members = { admins: { names: [], roles: [] }, members: { names: ["anna"], roles: [] } };
  await call("PUT", "/team/_security", members, basic("admin"));
  await call("PUT", "/team/_design/rules", { validate_doc_update: "function () {}" }, basic("admin"));
  await call("PUT", "/team/a", {}, basic("anna"));
  const { json: { last_seq } } = await call("GET", "/team/_changes", undefined, basic("anna"));
  await plan({ fault: "recreate", path: "/b$", nth: 1 }, { fault: "recreate", path: "/b$", nth: 2, isBare: true });
  assert.equal((await call("PUT", "/team/b", {}, basic("anna"))).status, 201);
  const { json: { results } } = await call("GET", `/team/_changes?since=${last_seq}`, undefined, basic("anna"));
  assert.deepEqual(results.map((row) => row.id), ["_design/rules", "b"]);
  assert.equal((await call("PUT", "/team/b", {}, basic("anna"))).status, 403, "nobody is named");
});

test("a request that is sent twice acts twice, and the second answer arrives", async (t) => {
  const { call, plan, stored } = await serveFaulty(t);
  await plan({ fault: "duplicate", method: ["PUT", "POST"], count: 2 });
  assert.equal((await call("PUT", "/team/a", { x: 1 })).status, 409);
  assert.equal((await stored("a")).x, 1);
  const { json: [row] } = await call("POST", "/team/_bulk_docs", { docs: [{ _id: "b" }] });
  assert.equal(row.error, "conflict");
});

test("the same seed meets the same calls, whatever else is asked", async (t) => {
  const struck = async (seed, isBusy) => {
    const { call, control } = await serveFaulty(t);
    await control("POST", { seed, rules: [{ fault: "answer", status: 500, path: "_all_docs", probability: 0.3 }] });
    const found = [];
    for (let at = 0; at < 40; at += 1) {
      if (isBusy) await call("GET", "/team");
      found.push((await call("GET", "/team/_all_docs")).status);
    }
    return found.join(" ");
  };
  const first = await struck(7, false);
  assert.equal(await struck(7, true), first);
  assert.notEqual(await struck(8, false), first);
  const count = first.split("500").length - 1;
  assert.ok(count > 4 && count < 25, first);
});

test("rules choose by method, address, turn and number, and the first that strikes counts", async (t) => {
  const { call, plan, control } = await serveFaulty(t);
  await plan({ fault: "answer", status: 503, method: "GET", path: "contact:1", after: 1, count: 2 }, { fault: "answer", status: 500, path: "contact:1" });
  const statuses = [];
  for (let at = 0; at < 4; at += 1) statuses.push((await call("GET", "/team/contact%3A1")).status);
  assert.deepEqual(statuses, [500, 503, 503, 500]);
  assert.equal((await call("GET", "/team/contact%3A2")).status, 404);
  const { json } = await control("GET");
  assert.deepEqual(json.rules.map(({ matched, struck }) => [matched, struck]), [[4, 2], [4, 2]]);
  assert.deepEqual(json.log.at(-1), { ...json.log.at(-1), n: 5, method: "GET", path: "/team/contact:2", fault: null, status: 404, isWhole: true });
});

test("the log tells who still waits from who went away without an answer", async (t) => {
  const { plan, leave, faults } = await serveFaulty(t);
  await plan({ fault: "hang", method: "PUT" });
  const puts = () => faults.report().log.filter(({ method }) => method === "PUT").map(({ status, isOpen }) => [status, isOpen]);
  await leave("a", () => isDeepStrictEqual(puts(), [[null, true]]));
  await until("it is gone", () => isDeepStrictEqual(puts(), [[null, false]]));
});

test("the control says what is wrong with a rule, and is not for pages", async (t) => {
  const { control, call, faults } = await serveFaulty(t);
  for (const [rule, words] of [[{ fault: "nap" }, /no fault "nap"/], [{ fault: "drop", wen: "after" }, /no "wen"/], [{ fault: "drop", nth: "1" }, /another type/], [{ fault: "drop", path: "(" }, /regular/i]]) {
    const { status, json } = await control("POST", [rule]);
    assert.equal(status, 400);
    assert.match(json.error, words);
  }
  assert.equal((await call("POST", "/_faults", [], { origin: "http://app.example" })).status, 403);
  faults.set({ rules: [{ fault: "answer", status: 500, count: 1 }] });
  assert.equal((await call("GET", "/team")).status, 500, "the same within the process");
});

test("a longpoll that is dropped after a change does not lose it", async (t) => {
  const { call, plan, url, healed } = await serveFaulty(t);
  const { json: { last_seq } } = await call("GET", "/team/_changes");
  await plan({ fault: "drop", path: "longpoll", when: "after", count: 1 });
  const poll = () => fetch(`${url}/team/_changes?feed=longpoll&timeout=60000&since=${last_seq}`).then((response) => response.json());
  const held = assert.rejects(poll());
  await until("it waits", async () => (await call("GET", "/_faults")).json.log.some((entry) => entry.path.includes("longpoll")));
  await call("PUT", "/team/a", {});
  await held;
  await healed();
  assert.deepEqual((await poll()).results.map((row) => row.id), ["a"]);
});
