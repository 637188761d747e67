// The rules that `backend init` writes into a database: for each something that is taken and something that is refused, as
// a single document and among many. What is taken is what the app, a merge and a gateway write.
import assert from "node:assert/strict";
import test from "node:test";
import { RULES, init } from "../../xtask/src/backend/init.mjs";
import { run } from "./gateway.mjs";
import { Echo } from "./gateway/echo.mjs";
import { basic, passwordOf, serve, users, until } from "./testing.mjs";

const U = "7d0f3c7e-52a4-4c0b-9a8e-3f1f6a5c2b10";
const W = "7d0f3c7e-52a4-4c0b-9a8e-3f1f6a5c2b11";
const DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const AT = "2026-03-01T09:30:00.000Z";
const V = { "0f9c2f6de1c14a58a4f6f4f0b9a1c3d7": 2 };
const lost = [{ by: V, edits: 2, field: "company", value: "Lagos Builds" }];

const CONTACT = {
  _id: `contact:${U}`, first_name: "Amara", last_name: "Okafor", emails: [{ address: "amara@example.com", primary: true, own: 1 }],
  phones: [{ number: "+234 802 555 0148", e164: "+2348025550148", label: "mobile" }], tags: ["vip"], aliases: [W], birthday: "--02-29",
  dnd: ["sms"], custom: { a1: 1.5, b2: ["x"], c3: true }, created_at: AT, updated_at: AT, last_activity_at: AT, v: V, lost,
  picture: { digest: DIGEST, type: "image/jpeg", width: 512, height: 512, bytes: 48211 }, acme_customer_no: 7,
};
const MESSAGE = {
  _id: `message:${U}:00000001-9f86d081884c7d65`, channel: "email", direction: "out", state: "queued", to: "amara@example.com", subject: "Offer",
  body: "Good morning", attachments: [{ name: "a.pdf", type: "application/pdf", bytes: 5, digest: DIGEST }], by: "p1", created_at: AT, held_until: AT, v: V,
};
const NOTE = { _id: `note:${U}:${W}`, title: "Scaffolding", text: "Two lines\nof it", colour: "yellow", pinned: true, author: "p1", created_at: AT, updated_at: AT, v: V };
const TASK = { _id: `task:${U}:${W}`, title: "Call", due: "2026-01-31T14:30", repeat: "monthly", author: "p1", created_at: AT, updated_at: AT, v: V };
const EVENT = { _id: `event:${U}:${W}`, kind: "changed", at: AT, by: "p1", field: "company", from: "A", to: "B", v: V };

/** One of each kind as the app writes it, and some as others do. */
const TAKEN = [
  CONTACT,
  { _id: `contact:${W}`, first_name: "Ben", phones: [{ number: "1" }, null], tags: null },
  { _id: `conversation:${U}`, starred: true, read_up_to: 3, snoozed_until: AT, snoozed_after: 2, v: V },
  MESSAGE,
  { ...MESSAGE, _id: `message:${U}:00000002-9f86d081884c7d65`, direction: "in", from: "+4915123456789", channel: "whatsapp", state: undefined, body: "x".repeat(60_000) },
  NOTE, TASK, EVENT,
  { _id: `merge:${U}`, at: AT, by: "p1", survivor: U, contacts: { [U]: CONTACT, [W]: {} }, merged: CONTACT, left: { emails: [{ address: "x@y.zz" }] }, v: V },
  { _id: `duplicates:${U}`, contacts: [U, W], at: AT, by: "p1", v: V },
  { _id: `import:${U}`, file: "people.csv", at: AT, by: "p1", created: 2, changed: 1, same: 0, refused: 0, seen_at: AT, made: ["field:00c0ffee00c0ffee", `list:${U}`], v: V },
  { _id: `imported:${U}:000000`, created: [U], changed: [{ id: W, before: CONTACT, after: CONTACT }], notes: [], v: V },
  { _id: `list:${U}`, name: "Leads", filter: "type is lead", columns: [{ field: "name", width: 200 }], sort: "-created", position: 1024, made_by: "p1", shared: true, v: V },
  { _id: "field:00c0ffee00c0ffee", name: "Size", kind: "choice", choices: [{ name: "L" }], position: 1, required: true, v: V },
  { _id: "settings:workspace", form: [{ field: "last_name", required: true }], contact_types: ["Lead"], people: [{ id: "p1", name: "Jo" }], country: "DE", templates: [{ id: "t", name: "Hi", body: "x" }], v: V },
];

async function serveRules(t) {
  const server = await serve(t, { users: users("admin", "anna") });
  const admin = { url: server.url, user: "admin", password: passwordOf("admin"), people: { members: ["anna"] }, say: () => {} };
  await init(admin);
  const as = (name) => (method, path, json, headers = {}) => server.call(method, `/team/${path}`, json, { ...basic(name), ...headers });
  const anna = as("anna");
  const put = (doc, ask = anna) => ask("PUT", encodeURIComponent(doc._id), doc);
  const bulk = async (docs, ask = anna) => (await ask("POST", "_bulk_docs", { docs })).json;
  return { url: server.url, anna, admin: as("admin"), put, bulk };
}

/** Refuses these documents in both ways, with words that match; `over` is a document that stands there before. */
async function refuses({ put, bulk }, reason, ...docs) {
  for (const doc of docs) {
    const { status, json } = await put(doc);
    assert.deepEqual([status, json.error], [403, "forbidden"], JSON.stringify(doc).slice(0, 300));
    assert.match(json.reason, reason);
    const [row] = await bulk([doc]);
    assert.deepEqual([row.error, row.id], ["forbidden", doc._id]);
    assert.match(row.reason, reason);
  }
}

async function taken({ put }, doc) {
  const { status, json } = await put(doc);
  assert.equal(status, 201, `${json.reason} ${JSON.stringify(doc).slice(0, 300)}`);
  return { ...doc, _rev: json.rev };
}

test("everything that the app writes is taken, one by one and together", async (t) => {
  for (const way of ["put", "bulk"]) {
    const server = await serveRules(t);
    const rows = way === "bulk" ? await server.bulk(TAKEN) : await Promise.all(TAKEN.map(async (doc) => (await server.put(doc)).json));
    assert.deepEqual(rows.map(({ id, reason }) => [id, reason]), TAKEN.map(({ _id }) => [_id, undefined]));
    const again = TAKEN.map((doc, at) => ({ ...doc, _rev: rows[at].rev, v: { ...V, other: 1 }, later_version: { a: [1] }, lost }));
    assert.deepEqual((await server.bulk(again)).filter((row) => row.error), [], "and as merged with a field of a later version");
  }
});

test("they are in the JavaScript of 2009, which is all that some servers run", () => {
  const code = RULES.replace(/^\s*\/\/.*$/gm, "").replace(/'[^'\n]*'/g, "''");
  assert.doesNotMatch(code, /=>|`|\b(let|const|class|of|async|await|includes|startsWith|endsWith|padStart)\b|\.\.\.|\?\?|\?\.|,\s*[)\]}]/);
  assert.match(code, /^function \(doc, before, user, security\) \{/);
});

test("documents of other kinds, and ids of another form, are refused", async (t) => {
  const server = await serveRules(t);
  const other = ["invoice:1", "contact", `contact:${U.toUpperCase()}`, `contact:${U}x`, `note:${U}`, `message:${U}:1-a`, "settings:other", "field:a b", "toString:1", "picture:abc"];
  await refuses(server, /no documents with such an id/, ...other.map((_id) => ({ _id })));
});

test("what a document needs must be there", async (t) => {
  const server = await serveRules(t);
  const without = (doc, field) => ({ ...doc, [field]: undefined });
  await refuses(server, /needs channel/, without(MESSAGE, "channel"));
  await refuses(server, /needs body/, without(MESSAGE, "body"));
  await refuses(server, /needs title/, without(TASK, "title"));
  await refuses(server, /needs at/, without(EVENT, "at"));
  await refuses(server, /needs created_at/, { ...NOTE, created_at: null });
  await taken(server, without(MESSAGE, "subject"));
});

test("known fields have their types and lengths", async (t) => {
  const server = await serveRules(t);
  await refuses(server, /first_name of a contact is a text/, { ...CONTACT, first_name: 1 }, { ...CONTACT, first_name: "x".repeat(2001) });
  await refuses(server, /emails of a contact is a list/, { ...CONTACT, emails: {} });
  await refuses(server, /In emails, address/, { ...CONTACT, emails: [{ address: 1 }] });
  await refuses(server, /list tags is one of texts/, { ...CONTACT, tags: [1] });
  await refuses(server, /list made is one of texts/, { _id: `import:${U}`, at: AT, made: [1] });
  await refuses(server, /list phones is one of objects/, { ...CONTACT, phones: ["1"] });
  await refuses(server, /created_at of a contact is a time/, { ...CONTACT, created_at: "yesterday" }, { ...CONTACT, created_at: "2026-03-01T09:30:00+02:00" });
  await refuses(server, /pinned of a note is true or false/, { ...NOTE, pinned: "yes" });
  await refuses(server, /at most 20000/, { ...NOTE, text: "x".repeat(40_001) });
  await refuses(server, /in or out/, { ...MESSAGE, direction: "up" });
  await refuses(server, /version vector/, { ...CONTACT, v: [] }, { ...CONTACT, v: { a: -1 } }, { ...CONTACT, v: { a: "1" } });
  await refuses(server, /lost, are a list/, { ...CONTACT, lost: {} });
  await refuses(server, /not as large/, { ...CONTACT, own: "x".repeat(1_000_001) });
  await taken(server, { ...CONTACT, first_name: "x".repeat(2000), created_at: "2026-03-01T09:30:00Z" });
  await taken(server, { ...NOTE, text: "x".repeat(40_000) });
});

test("an author stays who it was, and a message says what it said", async (t) => {
  const server = await serveRules(t);
  const note = await taken(server, NOTE);
  await refuses(server, /author of a note stays/, { ...note, author: "p2" }, { ...note, author: undefined });
  await taken(server, { ...note, text: "Another text" });
  const message = await taken(server, MESSAGE);
  await refuses(server, /body of a message stays/, { ...message, body: "Another body" });
  await refuses(server, /by of a message stays/, { ...message, by: "p2" });
  await taken(server, { ...message, state: "failed", reason: "nobody there", attempt: 1, claimed_by: "gateway:sms" });
  const event = await taken(server, EVENT);
  await refuses(server, /to of a event stays/, { ...event, to: "C" });
  await taken(server, { ...event, v: { ...V, other: 1 } });
  const sample = { ...NOTE, _id: `note:5a4d504c-4500-4000-8000-000000000001:${W}` };
  await taken(server, { ...await taken(server, sample), author: "p2" });
});

test("a delete carries the version vector of what it deletes, unless an administrator deletes", async (t) => {
  const server = await serveRules(t);
  const { _id, _rev } = await taken(server, CONTACT);
  const gone = { _id, _rev, _deleted: true };
  await refuses(server, /version vector/, gone, { ...gone, v: { elsewhere: 9 } }, { ...gone, v: [] });
  assert.equal((await server.anna("DELETE", `${encodeURIComponent(_id)}?rev=${_rev}`)).status, 403);
  // As `push::deleted` writes it: nothing of the document is left.
  await taken(server, { ...gone, v: { ...V, mine: 1 } });
  const again = await taken(server, { ...CONTACT, v: { ...V, mine: 2 } });
  assert.match(again._rev, /^3-/, "made anew over its tombstone");
  const [row] = await server.bulk([{ _id, _rev: again._rev, _deleted: true, v: { ...V, mine: 3 } }]);
  assert.equal(row.error, undefined);
  const note = await taken(server, NOTE);
  assert.equal((await server.admin("DELETE", `${encodeURIComponent(note._id)}?rev=${note._rev}`)).status, 200);
});

test("what stands there already is a conflict, before the rules are asked", async (t) => {
  const server = await serveRules(t);
  const id = `picture:${DIGEST}`;
  const attach = (rev = "") => server.anna("PUT", `${encodeURIComponent(id)}/full${rev}`, Buffer.from("x"), { "content-type": "image/png" });
  assert.equal((await attach()).status, 201);
  assert.equal((await attach()).status, 409);
  assert.equal((await attach(`?rev=1-${"0".repeat(32)}`)).status, 409);
  const event = await taken(server, EVENT);
  const other = { ...EVENT, kind: "other" };
  assert.equal((await server.put(other)).status, 409);
  const rows = await server.bulk([other, { ...other, _rev: `1-${"0".repeat(32)}` }, { ...other, _rev: event._rev }]);
  assert.deepEqual(rows.map((row) => row.error), ["conflict", "conflict", "forbidden"]);
});

test("leaves that a merge contains are buried with the winner's version vector", async (t) => {
  const { anna, admin, put, bulk } = await serveRules(t);
  const { _rev: base } = await taken({ put }, CONTACT);
  const rev = `2-${"0".repeat(32)}`;
  const leaf = { ...CONTACT, v: { ...V, other: 1 }, _rev: rev, _revisions: { start: 2, ids: ["0".repeat(32), base.slice(2)] } };
  const { json: winner } = await put({ ...CONTACT, _rev: base, v: { ...V, other: 1, mine: 1 } });
  await admin("POST", "_bulk_docs", { docs: [leaf], new_edits: false });
  const [refused] = await bulk([{ _id: CONTACT._id, _rev: rev, _deleted: true }]);
  assert.equal(refused.error, "forbidden");
  const [buried] = await bulk([{ _id: CONTACT._id, _rev: rev, _deleted: true, v: { ...V, other: 1, mine: 1 } }]);
  assert.equal(buried.error, undefined);
  const { json } = await anna("GET", `${encodeURIComponent(CONTACT._id)}?conflicts=true`);
  assert.deepEqual([json._rev, json._conflicts], [winner.rev, undefined]);
});

test("pictures are one JPEG or PNG within their limit, and never change", async (t) => {
  const { anna, bulk, put } = await serveRules(t);
  const upload = (path, bytes, type) => anna("PUT", path, new Uint8Array(bytes), { "content-type": type });
  const refused = async (path, bytes, type, reason) => {
    const { status, json } = await upload(path, bytes, type);
    assert.equal(status, 403, `${path} ${type}`);
    assert.match(json.reason, reason);
  };
  await refused(`picture:${DIGEST}/full`, 10, "image/svg+xml", /one of image\/jpeg, image\/png/);
  await refused(`picture:${DIGEST}/full`, 10, "text/html", /one of/);
  await refused(`picture:${DIGEST}/full`, 2_621_441, "image/png", /at most 2621440 bytes/);
  await refused(`picture:${DIGEST}/other`, 10, "image/png", /one attachment, full/);
  await refused(`thumb:${DIGEST}/thumb`, 131_073, "image/png", /at most 131072 bytes/);
  await refused(`contact:${U}/full`, 10, "image/png", /no attachments/);
  assert.equal((await upload(`picture:${DIGEST}/full`, 2_621_440, "image/png")).status, 201);
  assert.equal((await upload(`thumb:${DIGEST}/thumb`, 3000, "image/jpeg")).status, 201);
  const { json: { _rev } } = await anna("GET", `picture:${DIGEST}`);
  await refused(`picture:${DIGEST}/full?rev=${_rev}`, 10, "image/png", /never changes/);
  const inline = (id, content_type, bytes) => ({ _id: `thumb:${id.repeat(64)}`, _attachments: { thumb: { content_type, data: Buffer.alloc(bytes).toString("base64") } } });
  await refuses({ put, bulk }, /one of image/, inline("a", "text/html", 10));
  await refuses({ put, bulk }, /at most/, inline("a", "image/png", 140_000));
  await refuses({ put, bulk }, /one attachment/, { _id: `thumb:${"a".repeat(64)}` });
  await taken({ put }, inline("a", "image/png", 3000));
  assert.equal((await bulk([inline("b", "image/jpeg", 3000)]))[0].error, undefined);
  const [gone] = await bulk([{ _id: `picture:${DIGEST}`, _rev, _deleted: true, v: { mine: 1 } }]);
  assert.equal(gone.error, undefined);
});

test("files are kept under types that no browser runs", async (t) => {
  const { anna } = await serveRules(t);
  const upload = async (bytes, type) => (await anna("PUT", `file:${DIGEST}/file`, new Uint8Array(bytes), { "content-type": type })).status;
  for (const type of ["text/html", "image/svg+xml", "application/pdf", "application/xhtml+xml", "text/javascript"]) assert.equal(await upload(10, type), 403, type);
  assert.equal(await upload(20 * 1024 * 1024 + 1, "application/octet-stream"), 403);
  assert.equal(await upload(20 * 1024 * 1024, "application/octet-stream"), 201);
});

test("replication is held to the rules too", async (t) => {
  const { anna } = await serveRules(t);
  const rev = { _rev: `1-${"a".repeat(32)}` };
  const docs = [{ ...CONTACT, ...rev }, { ...NOTE, ...rev, pinned: "yes" }, { _id: "invoice:1", ...rev }];
  const { json } = await anna("POST", "_bulk_docs", { docs, new_edits: false });
  assert.deepEqual(json.map((row) => [row.id, row.error]), [[NOTE._id, "forbidden"], ["invoice:1", "forbidden"]]);
  const there = docs.map(async ({ _id }) => (await anna("GET", encodeURIComponent(_id))).status);
  assert.deepEqual(await Promise.all(there), [200, 404, 404]);
});

test("users write no design documents, and keep their local ones", async (t) => {
  const { anna, admin, bulk } = await serveRules(t);
  assert.equal((await anna("PUT", "_design/mine", { views: {} })).status, 403);
  assert.equal((await bulk([{ _id: "_design/mine" }]))[0].error, "forbidden");
  assert.equal((await admin("PUT", "_design/mine", { views: {} })).status, 201);
  assert.equal((await anna("PUT", "_local/device", { epoch: "x" })).status, 201);
});

test("a gateway works under the rules as a member: out, back in, from strangers, with files", async (t) => {
  const { url, anna, put } = await serveRules(t);
  const provider = new Echo();
  const gateway = run({ url, database: "team", user: "anna", password: passwordOf("anna"), provider, pause: { first: 20, longest: 100 }, log: () => {} });
  t.after(() => gateway.stop());
  await taken({ put }, CONTACT);
  const { _id } = await taken({ put }, { ...MESSAGE, held_until: undefined });
  await until("it is delivered", async () => (await anna("GET", encodeURIComponent(_id))).json.state === "delivered");
  const files = [{ name: "a.html", type: "text/html", content: Buffer.from("<p>") }];
  provider.say({ kind: "message", id: "1", channel: "sms", from: "+4915100000000", body: "Hello", attachments: files });
  const said = async () => (await anna("GET", "_all_docs?include_docs=true")).json.rows.map(({ doc }) => doc);
  const docs = await until("the stranger is there", async () => {
    const all = await said();
    return all.some((doc) => doc.body === "Hello") && all.filter((doc) => doc.direction === "in").length === 2 ? all : undefined;
  });
  assert.equal(docs.filter((doc) => doc._id.startsWith("contact:")).length, 2);
  assert.equal(docs.filter((doc) => doc._id.startsWith("file:")).length, 1);
});
