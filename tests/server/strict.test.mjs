// The strict proxy: one check for each point in which Apache CouchDB differs from the server behind it.
import assert from "node:assert/strict";
import http from "node:http";
import net from "node:net";
import test from "node:test";
import PouchDB from "pouchdb";
import { serve, until, users } from "./testing.mjs";

const SEQUENCE = /^\d+-[\w-]{16,}$/;

async function serveDocs(t, count, options) {
  const server = await serve(t, options);
  const docs = Array.from({ length: count }, (_, at) => ({ _id: `doc-${at}`, at }));
  assert.equal((await server.call("POST", "/team/_bulk_docs", { docs })).status, 201);
  const changes = async (query = "") => (await server.call("GET", `/team/_changes?${query}`)).json;
  return { ...server, changes };
}

test("sequences are opaque, and reading goes on from each", async (t) => {
  const { changes, call } = await serveDocs(t, 3);
  const { results, last_seq } = await changes();
  for (const seq of [...results.map((row) => row.seq), last_seq, (await call("GET", "/team")).json.update_seq]) assert.match(seq, SEQUENCE);
  assert.deepEqual((await changes(`since=${results[0].seq}`)).results.map((row) => row.id), ["doc-1", "doc-2"]);
  assert.deepEqual((await changes(`since=${last_seq}`)).results, []);
  const behind = results[0].seq.replace(/^\d+/, "999");
  assert.equal((await changes(`since=${behind}`)).results.length, 2, "the number in front does not count");
});

test("a `since` that is no sequence is refused", async (t) => {
  const { call } = await serveDocs(t, 1);
  for (const since of ["abc", "7", "-1", "1-", "1-AAAA"]) {
    const { status, json } = await call("GET", `/team/_changes?since=${since}`);
    assert.equal(status, 400, since);
    assert.deepEqual(json, { error: "bad_request", reason: "Malformed sequence supplied in 'since' parameter." });
  }
  for (const since of ["0", "now"]) assert.equal((await call("GET", `/team/_changes?since=${since}`)).status, 200, since);
});

test("a sequence of a database that was made again starts anew", async (t) => {
  const { changes, call } = await serveDocs(t, 3);
  const { last_seq } = await changes();
  await call("DELETE", "/team");
  await call("PUT", "/team");
  await call("PUT", "/team/other", {});
  assert.deepEqual((await changes(`since=${last_seq}`)).results.map((row) => row.id), ["other"]);
});

test("a longpoll ends when its database is deleted", async (t) => {
  const { changes, call, url } = await serveDocs(t, 3);
  const { last_seq } = await changes();
  const held = await fetch(`${url}/team/_changes?feed=longpoll&timeout=60000&since=${last_seq}`);
  await call("DELETE", "/team");
  await call("PUT", "/team");
  await assert.rejects(held.text());
});

test("`pending` counts what comes after the page", async (t) => {
  const { changes, call } = await serveDocs(t, 5);
  const first = await changes("limit=2");
  assert.deepEqual([first.results.length, first.pending], [2, 3]);
  const second = await changes(`limit=2&since=${first.last_seq}`);
  assert.deepEqual([second.results.length, second.pending], [2, 1]);
  assert.equal((await changes(`since=${second.last_seq}`)).pending, 0);
  await call("PUT", "/team/late", {});
  assert.equal((await changes("limit=2")).pending, 4, "a write counts at once");
});

test("`limit=0` gives no row and moves nothing", async (t) => {
  const { changes } = await serveDocs(t, 2);
  const { results, last_seq, pending } = await changes("limit=0");
  assert.deepEqual([results.length, pending], [0, 2]);
  assert.equal((await changes(`since=${last_seq}`)).results.length, 2);
});

test("with `seq_interval` only some rows have a sequence", async (t) => {
  const { changes } = await serveDocs(t, 5);
  const { results, last_seq } = await changes("seq_interval=3");
  assert.deepEqual(results.map((row) => row.seq !== null), [true, false, false, true, false]);
  assert.match(last_seq, SEQUENCE);
});

test("a longpoll ends with its time, without a row", async (t) => {
  const { changes } = await serveDocs(t, 2);
  const { last_seq } = await changes();
  const begun = performance.now();
  const held = await changes(`feed=longpoll&timeout=300&since=${last_seq}`);
  assert.ok(performance.now() - begun >= 290, "it was held");
  assert.deepEqual(held, { results: [], last_seq, pending: 0 });
});

test("a longpoll ends with the first change, and with what is there at once", async (t) => {
  const { changes, call, url } = await serveDocs(t, 2);
  assert.equal((await changes("feed=longpoll&timeout=60000")).results.length, 2);
  const { last_seq } = await changes();
  const held = new Promise((resolve, reject) => {
    // Its answer begins before there is a change, so that the write below comes after.
    const asked = http.get(`${url}/team/_changes?feed=longpoll&include_docs=true&timeout=60000&since=${last_seq}`);
    asked.on("error", reject).on("response", async (response) => {
      await call("PUT", "/team/late", { x: 1 });
      const parts = await response.toArray();
      resolve(JSON.parse(Buffer.concat(parts).toString()));
    });
  });
  const { results: [row], last_seq: next } = await held;
  assert.deepEqual([row.id, row.doc.x], ["late", 1]);
  assert.match(row.seq, SEQUENCE);
  assert.equal((await changes(`since=${next}`)).results.length, 0);
});

test("a write over a tombstone's revision is a conflict, one without a revision makes the document anew", async (t) => {
  const { call } = await serve(t);
  const { json: made } = await call("PUT", "/team/a", { x: 1 });
  const { json: gone } = await call("DELETE", `/team/a?rev=${made.rev}`);
  const { status, json } = await call("PUT", "/team/a", { x: 2, _rev: gone.rev });
  assert.deepEqual([status, json.error], [409, "conflict"]);
  assert.equal((await call("PUT", `/team/a?rev=${gone.rev}`, { x: 2 })).status, 409);
  assert.equal((await call("PUT", `/team/a/file?rev=${gone.rev}`, "text", { "content-type": "text/plain" })).status, 409);
  const docs = [{ _id: "b" }, { _id: "a", _rev: gone.rev, x: 2 }, { _id: "c" }];
  const { status: bulk, json: rows } = await call("POST", "/team/_bulk_docs", { docs });
  assert.deepEqual([bulk, rows.map((row) => [row.id, row.error])], [201, [["b", undefined], ["a", "conflict"], ["c", undefined]]]);
  const { json: anew } = await call("PUT", "/team/a", { x: 3 });
  assert.match(anew.rev, /^3-/, "it stands on its tombstone");
});

test("a document over the limit is refused, and so is all that came with it", async (t) => {
  const { call } = await serve(t, { maxDocument: 1000 });
  const large = { _id: "large", text: "x".repeat(1000) };
  const alone = await call("PUT", "/team/large", large);
  assert.deepEqual([alone.status, alone.json], [413, { error: "document_too_large", reason: "large" }]);
  const many = await call("POST", "/team/_bulk_docs", { docs: [{ _id: "small" }, large] });
  assert.deepEqual([many.status, many.json], [413, { error: "document_too_large", reason: "large" }]);
  assert.equal((await call("GET", "/team/small")).status, 404);
  assert.equal((await call("PUT", "/team/small", { text: "x".repeat(900) })).status, 201);
});

test("a request over the limit is refused", async (t) => {
  const { call } = await serve(t, { maxRequest: 1000 });
  const docs = Array.from({ length: 50 }, (_, at) => ({ _id: `doc-${at}`, text: "some words" }));
  const { status, json } = await call("POST", "/team/_bulk_docs", { docs });
  assert.deepEqual([status, json.error], [413, "too_large"]);
});

test("a POST that is not JSON is refused; a PUT is read whatever its type", async (t) => {
  const { call } = await serve(t);
  for (const path of ["/team", "/team/_bulk_docs", "/team/_all_docs", "/team/_changes"]) {
    const { status, json } = await call("POST", path, '{"docs":[],"keys":[]}', { "content-type": "text/plain" });
    assert.deepEqual([status, json.error], [415, "bad_content_type"], path);
  }
  assert.equal((await call("PUT", "/team/a", '{"x":1}', { "content-type": "text/plain" })).status, 201);
  assert.equal((await call("GET", "/team/a")).json.x, 1);
  const { status, json } = await call("PUT", "/team/b", "no JSON");
  assert.deepEqual([status, json.error], [400, "bad_request"]);
});

test("it introduces itself as CouchDB", async (t) => {
  const { call } = await serve(t);
  assert.equal((await call("GET", "/")).json.couchdb, "Welcome");
  assert.equal((await call("GET", "/_up")).json.status, "ok");
});

test("a page of another origin may do what CouchDB's CORS allows, and send no other header", async (t) => {
  const { call } = await serve(t);
  const preflight = (name, method = "PUT") => call("OPTIONS", "/team/a", undefined, {
    origin: "http://app.example", "access-control-request-method": method, "access-control-request-headers": name,
  });
  const { status, headers } = await preflight("Content-Type, authorization");
  assert.equal(status, 204);
  assert.equal(headers.get("access-control-allow-origin"), "http://app.example");
  assert.equal(headers.get("access-control-allow-credentials"), "true");
  assert.match(headers.get("access-control-allow-methods"), /PUT/);
  assert.equal(headers.get("access-control-allow-headers"), "Content-Type, authorization");
  for (const [name, method] of [["x-own", "PUT"], ["if-none-match", "GET"], ["content-type, x-requested-with", "PUT"], ["", "PATCH"]]) {
    const refused = await preflight(name, method);
    assert.deepEqual([refused.status, refused.headers.get("access-control-allow-origin")], [405, null], `${name} ${method}`);
  }
});

test("with a list of origins others are not let in, and errors can be read too", async (t) => {
  const { call } = await serve(t, { origins: ["http://127.0.0.1:8080"], users: users("admin") });
  const allowed = async (origin, method = "GET") => {
    const asked = method === "OPTIONS" ? { "access-control-request-method": "PUT" } : {};
    const { headers } = await call(method, "/team", undefined, { origin, ...asked });
    return [headers.get("access-control-allow-origin"), headers.get("access-control-allow-credentials")];
  };
  for (const method of ["GET", "OPTIONS"]) {
    assert.deepEqual(await allowed("http://127.0.0.1:8080", method), ["http://127.0.0.1:8080", "true"]);
    for (const other of ["http://127.0.0.1:8081", "http://localhost:8080", "https://127.0.0.1:8080", "http://127.0.0.1:8080.evil.example", "null"]) {
      assert.deepEqual(await allowed(other, method), [null, null], other);
    }
  }
});

test("attachments go through as they are", async (t) => {
  const { call, url } = await serve(t);
  const bytes = new Uint8Array(300_000).map((_, at) => at % 251);
  const put = await call("PUT", "/team/picture/full", bytes, { "content-type": "image/png" });
  assert.equal(put.status, 201);
  const got = await fetch(`${url}/team/picture/full`);
  assert.equal(got.headers.get("content-type"), "image/png");
  assert.deepEqual(new Uint8Array(await got.arrayBuffer()), bytes);
  assert.equal((await call("PUT", "/team/picture/full", bytes, { "content-type": "image/png" })).status, 409);
});

test("an upload that breaks off on its way stores nothing", async (t) => {
  const { call, url } = await serve(t);
  const { hostname, port } = new URL(url);
  await Promise.all(Array.from({ length: 60 }, (_, at) => new Promise((resolve) => {
    const socket = net.connect(port, hostname);
    socket.on("error", () => {}).on("close", resolve);
    socket.write(`PUT /team/file-${at}/file HTTP/1.1\r\nhost: test\r\ncontent-type: text/plain\r\ncontent-length: 5000\r\n\r\n${"a".repeat(1_000)}`);
    setTimeout(() => socket.destroy(), at * 20);
  })));
  assert.deepEqual((await call("GET", "/team/_all_docs")).json.rows, []);
  assert.equal((await call("PUT", "/team/whole/file", "a".repeat(5_000), { "content-type": "text/plain" })).status, 201);
});

test("`validate_doc_update` refuses one of several, and each answer stands at the place of its document", async (t) => {
  const { call } = await serve(t);
  const rule = "function (doc) { if (doc.bad) throw({ forbidden: 'bad ones are not taken' }); }";
  assert.equal((await call("PUT", "/team/_design/rules", { validate_doc_update: rule })).status, 201);
  const { json } = await call("POST", "/team/_bulk_docs", { docs: [{ _id: "a" }, { _id: "b", bad: true }, { x: 1 }] });
  assert.deepEqual(json.map((row) => row.error), [undefined, "forbidden", undefined]);
  assert.deepEqual([json[0].id, json[1].id, json[1].reason], ["a", "b", "bad ones are not taken"]);
});

test("PouchDB replicates through it, both ways and live", async (t) => {
  const { call, url } = await serveDocs(t, 30);
  const local = new PouchDB("oracle", { adapter: "memory" });
  const replication = local.sync(`${url}/team`, { live: true, batch_size: 7 });
  replication.on("error", (error) => assert.fail(error));
  try {
    await until("all documents came", async () => (await local.info()).doc_count === 30);
    await local.put({ _id: "from here" });
    await until("one went", async () => (await call("GET", "/team/from%20here")).status === 200);
    await call("PUT", "/team/from-there", {});
    await until("a late one came", () => local.get("from-there").catch(() => false));
  } finally {
    const ended = new Promise((resolve) => replication.once("complete", resolve));
    replication.cancel();
    await ended;
    await local.destroy();
  }
});
