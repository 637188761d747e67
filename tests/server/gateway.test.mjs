// The way out of the example gateway, against the strict server: each message once, in order, and never against a person's word.
import assert from "node:assert/strict";
import test from "node:test";
import { PHONE, faulty, talk } from "./gateway/testing.mjs";
import { until } from "./testing.mjs";

test("a message is claimed, sent, delivered, and an echo comes in", async (t) => {
  const { uuid, queue, start, reaches, all, provider } = await talk(t);
  const { _id: id } = await queue(1);
  const states = [];
  start({ fetch: faulty((method, doc, go) => {
    if (method === "PUT" && doc?._id === id) states.push([doc.state, doc.claimed_by]);
    return go();
  }) });
  const delivered = await reaches(id, "delivered");
  assert.deepEqual(states.map(([state]) => state), ["sending", "sent", "delivered"]);
  assert.ok(states.every(([, name]) => name === "gateway:echo"));
  assert.deepEqual(delivered.v, { app: 1, "gateway:echo": 3 });
  const echo = await until("the echo", async () => (await all("message")).find((doc) => doc.direction === "in"));
  assert.match(echo._id, new RegExp(`^message:${uuid}:00000002-[0-9a-f]{16}$`));
  assert.deepEqual([echo.channel, echo.from, echo.body, "state" in echo], ["sms", PHONE, "words 1", false]);
  assert.match(echo.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual([...provider.out.keys()], [id]);
});

test("a message that comes while the gateway waits goes at once", async (t) => {
  const { queue, start, reaches } = await talk(t);
  start();
  await reaches((await queue(1))._id, "delivered");
  await reaches((await queue(7))._id, "delivered");
});

test("one conversation goes in the order of ids, whatever the order of writing and the clocks", async (t) => {
  const { queue, start, reaches, sent } = await talk(t);
  for (const seq of [4, 2, 5, 1, 3]) await queue(seq, { created_at: `2026-03-0${6 - seq}T00:00:00.000Z` });
  const last = await queue(6);
  start();
  await reaches(last._id, "delivered");
  assert.deepEqual(sent(), [1, 2, 3, 4, 5, 6].map((seq) => `words ${seq}`));
});

test("the conversation of a merged contact is one, in the order of its numbers", async (t) => {
  const { uuid, contact, queue, start, reaches, sent } = await talk(t);
  const merged = "00000000-0000-4000-8000-000000000001";
  await contact({ first_name: "Ama too", merged_into: uuid }, merged);
  await queue(2);
  await queue(1, { contact: merged });
  await queue(3, { contact: merged });
  const last = await queue(4);
  start();
  await reaches(last._id, "delivered");
  assert.deepEqual(sent(), [1, 2, 3, 4].map((seq) => `words ${seq}`));
});

test("a message waits for an earlier one that another gateway has, and only in its conversation and channel", async (t) => {
  const { queue, put, start, reaches, get, sent } = await talk(t);
  const other = await queue(1, { state: "sending", claimed_by: "gateway:other", attempt: 1 });
  const later = await queue(2);
  const email = await queue(3, { channel: "email", to: "ama@example.com" });
  const elsewhere = await queue(9, { contact: "00000000-0000-4000-8000-000000000002" });
  start();
  await reaches(email._id, "delivered");
  await reaches(elsewhere._id, "delivered");
  assert.equal((await get(later._id)).state, "queued");
  await put({ ...other, state: "sent" });
  await reaches(later._id, "delivered");
  assert.ok(!sent().includes("words 1"));
});

test("a message that was cancelled before it was claimed never goes, also when the gateway had seen it", async (t) => {
  const { put, queue, start, reaches, sent } = await talk(t);
  const early = await queue(1);
  await put({ ...early, state: "cancelled" });
  const late = await queue(2);
  // Between the gateway's look and its claim a person cancels.
  start({ fetch: faulty(async (method, doc, go) => {
    if (method === "PUT" && doc?._id === late._id && doc.state === "sending") await put({ ...late, state: "cancelled" }).catch(() => {});
    return go();
  }) });
  const next = await queue(3);
  await reaches(next._id, "delivered");
  await reaches(early._id, "cancelled");
  await reaches(late._id, "cancelled");
  assert.deepEqual(sent(), ["words 3"]);
});

test("two gateways at once deliver each message once", async (t) => {
  const { queue, start, reaches, provider } = await talk(t);
  const handed = [];
  const send = provider.send.bind(provider);
  provider.send = (message) => {
    handed.push(message._id);
    return send(message);
  };
  const ids = [];
  for (let seq = 1; seq <= 12; seq += 1) {
    ids.push((await queue(seq, { contact: `00000000-0000-4000-8000-00000000000${seq % 3}` }))._id);
  }
  let refused = 0;
  let claims = 0;
  let both;
  const met = new Promise((resolve) => { both = resolve; });
  const counting = faulty(async (method, doc, go) => {
    if (method === "PUT" && doc?.state === "sending") {
      claims += 1;
      if (claims === 2) both();
      // Their first claims meet, and are for the same message.
      await met;
    }
    const response = await go();
    if (method === "PUT" && doc?.state === "sending" && response.status === 409) refused += 1;
    return response;
  });
  start({ name: "gateway:one", fetch: counting });
  start({ name: "gateway:two", fetch: counting });
  for (const id of ids) await reaches(id, "delivered");
  assert.deepEqual(handed.sort(), ids.sort());
  assert.ok(refused > 0, "one of them was refused");
});

test("a message that is refused fails with a reason, holds up nothing, and goes after a Retry", async (t) => {
  const { put, queue, start, reaches, provider } = await talk(t);
  const first = await queue(1, { body: "fail, please" });
  const nowhere = await queue(2, { to: "+99912" });
  const next = await queue(3);
  start();
  assert.match((await reaches(first._id, "failed")).reason, /does not like these words/);
  assert.equal((await reaches(nowhere._id, "failed")).reason, "There is nobody at +99912.");
  await reaches(next._id, "delivered");
  const { reason, claimed_by, ...failed } = await reaches(first._id, "failed");
  assert.ok(reason && claimed_by);
  await put({ ...failed, body: "better words", state: "queued" });
  const again = await reaches(first._id, "delivered");
  assert.deepEqual([again.attempt, "reason" in again], [2, false]);
  assert.deepEqual([...provider.out.keys()], [next._id, `${first._id}#2`], "an attempt has a key of its own");
});

test("a Retry of two devices goes once", async (t) => {
  const { put, queue, start, reaches, provider, get } = await talk(t);
  const { _id: id } = await queue(1, { body: "fail" });
  start();
  const failed = await reaches(id, "failed");
  const retry = { ...failed, body: "words", state: "queued" };
  const answers = await Promise.all([put(retry), put(retry)]);
  assert.equal(answers.filter(({ _rev }) => _rev).length, 1, "the other one gets 409 and leaves it");
  await reaches(id, "delivered");
  assert.deepEqual([provider.out.size, (await get(id)).attempt], [1, 2]);
});

test("what the provider says late counts, and takes nothing back", async (t) => {
  const { put, queue, start, reaches, provider } = await talk(t);
  const { _id: id } = await queue(1, { body: "fail" });
  start();
  const failed = await reaches(id, "failed");
  await put({ ...failed, state: "cancelled" });
  provider.say({ kind: "read", key: id });
  await reaches(id, "read");
  provider.say({ kind: "delivered", key: id });
  provider.say({ kind: "failed", key: id, reason: "too late" });
  await until("all was heard", () => !provider.next());
  assert.equal((await reaches(id, "read")).reason, undefined);
});

test("fields that the gateway does not know survive, at every depth", async (t) => {
  const { queue, start, reaches } = await talk(t);
  const own = {
    by: "0f9c", subject: "About", acme_no: 12, acme: { list: [1, { deep: null }], empty: "" },
    attachments: [{ name: "a.pdf", type: "application/pdf", bytes: 3, digest: "ab", acme: true }],
    v: { app: 3, other: 9 },
  };
  const { _id: id } = await queue(1, own);
  start();
  const doc = await reaches(id, "delivered");
  for (const name of ["by", "subject", "acme_no", "acme", "attachments"]) assert.deepEqual(doc[name], own[name], name);
  assert.deepEqual(doc.v, { app: 3, other: 9, "gateway:echo": 3 });
});

test("comments, incoming messages, other channels and finished messages are left alone", async (t) => {
  const { queue, queued, put, start, reaches, get, sent } = await talk(t);
  const { state, to, ...comment } = queued(1, { channel: "comment" });
  assert.ok(state && to);
  const left = [
    await put(comment),
    await queue(2, { channel: "comment" }),
    await queue(3, { direction: "in" }),
    await queue(4, { channel: "pigeon" }),
    ...await Promise.all(["sent", "delivered", "read", "failed", "cancelled"].map((done, at) => queue(5 + at, { state: done }))),
  ];
  const last = await queue(20);
  start();
  await reaches(last._id, "delivered");
  for (const doc of left) assert.equal((await get(doc._id))._rev, doc._rev, `${doc.channel} ${doc.direction} ${doc.state}`);
  assert.deepEqual(sent(), ["words 20"]);
});

test("who must not be disturbed, or is in Trash, or has no address, gets nothing", async (t) => {
  const { contact, queue, start, reaches, sent } = await talk(t);
  const [quiet, gone] = ["00000000-0000-4000-8000-000000000004", "00000000-0000-4000-8000-000000000005"];
  await contact({ first_name: "Q", dnd: ["sms"] }, quiet);
  await contact({ first_name: "G", deleted_at: "2026-03-01T09:30:00.000Z" }, gone);
  const disturbing = await queue(1, { contact: quiet });
  const email = await queue(2, { contact: quiet, channel: "email", to: "q@example.com" });
  const trashed = await queue(1, { contact: gone });
  const nowhere = await queue(1, { to: undefined });
  start();
  assert.equal((await reaches(disturbing._id, "failed")).reason, "The contact must not be disturbed by SMS.");
  assert.equal((await reaches(trashed._id, "failed")).reason, "The contact is in Trash.");
  assert.equal((await reaches(nowhere._id, "failed")).reason, "The message names no address to go to.");
  await reaches(email._id, "delivered");
  assert.deepEqual(sent(), ["words 2"]);
});

test("a message in conflict waits until the conflict is resolved", async (t) => {
  const { call, queue, start, reaches, get, sent } = await talk(t);
  const doc = await queue(1);
  const later = await queue(2);
  // As a second server writes it: the same message, claimed there.
  const edit = (digit, fields) => {
    const revision = digit.repeat(32);
    return { ...doc, ...fields, _rev: `2-${revision}`, _revisions: { start: 2, ids: [revision, doc._rev.slice(2)] } };
  };
  const foreign = edit("0", { state: "sending", claimed_by: "gateway:there", attempt: 1 });
  const second = edit("f", { note: "a later edit" });
  await call("POST", "/team/_bulk_docs", { docs: [second, foreign], new_edits: false });
  const other = await queue(1, { contact: "00000000-0000-4000-8000-000000000006", body: "elsewhere" });
  start();
  await reaches(other._id, "delivered");
  assert.equal((await get(later._id)).state, "queued");
  assert.deepEqual(sent(), ["elsewhere"]);
  await call("DELETE", `/team/${encodeURIComponent(doc._id)}?rev=${foreign._rev}`);
  await reaches(later._id, "delivered");
  assert.deepEqual(sent().sort(), ["elsewhere", "words 1", "words 2"]);
});

test("a database that is made again is read anew", async (t) => {
  const { call, queue, start, reaches, sent } = await talk(t);
  start();
  await reaches((await queue(1))._id, "delivered");
  await call("DELETE", "/team");
  await call("PUT", "/team");
  await reaches((await queue(2))._id, "delivered");
  assert.deepEqual(sent(), ["words 1", "words 2"]);
});
