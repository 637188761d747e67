// The way in of the example gateway, against the strict server: whose a message is, its place, and that it is stored once.
import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import test from "node:test";
import { PHONE, faulty, talk } from "./gateway/testing.mjs";
import { until } from "./testing.mjs";

let count = 0;

/** A talk in which messages come in: `comes` says one and waits until the gateway has heard it. */
async function listen(t, options) {
  const talking = await talk(t);
  talking.start(options);
  const heard = () => until("all was heard", () => !talking.provider.next());
  const say = (event) => {
    count += 1;
    talking.provider.say({ kind: "message", id: `in ${count}`, channel: "sms", from: PHONE, body: "Hello", ...event });
  };
  const comes = async (event) => {
    say(event);
    await heard();
    return talking.all("message");
  };
  return { ...talking, say, heard, comes };
}

const contactOf = ({ _id }) => _id.split(":")[1];

test("a message finds its contact by any phone, however it is written, and by email without case", async (t) => {
  const { uuid, contact, comes, get } = await listen(t);
  const { _rev } = await get(`contact:${uuid}`);
  await contact({ _rev, phones: [{ number: "030 1", primary: true }, { number: "+49 (151) 234-567 89" }, { number: "0151 9", e164: "+491519" }],
    emails: [{ address: "first@example.com" }, { address: "Ama@Example.com" }] });
  for (const event of [{ from: PHONE }, { from: "+491519" }, { channel: "email", from: "ama@example.COM", subject: "Hi" }]) {
    const last = (await comes(event)).at(-1);
    assert.deepEqual([contactOf(last), last.from, last.direction, "state" in last], [uuid, event.from, "in", false]);
  }
});

test("the contact whose primary address it is comes before one that has it among others, and one in Trash does not count", async (t) => {
  const { contact, comes } = await listen(t);
  const [a, b, c] = [1, 2, 3].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);
  const email = (...addresses) => ({ emails: addresses.map((address) => ({ address })) });
  await contact({ ...email("x@example.com"), deleted_at: "2026-03-01T09:30:00.000Z" }, a);
  await contact(email("other@example.com", "x@example.com"), b);
  await contact(email("x@example.com"), c);
  assert.equal(contactOf((await comes({ channel: "email", from: "x@example.com" })).at(-1)), c);
});

test("whoever is unknown becomes a contact, once", async (t) => {
  const { say, heard, all } = await listen(t);
  say({ from: "+441632960001", name: "Kofi" });
  say({ from: "+441632960001" });
  say({ channel: "email", from: "new@example.com" });
  await heard();
  const [phone, ...others] = (await all("contact")).filter((doc) => doc.phones?.[0].number === "+441632960001");
  assert.equal(others.length, 0);
  assert.deepEqual(phone.phones, [{ number: "+441632960001", e164: "+441632960001", primary: true }]);
  assert.deepEqual([phone.first_name, phone.v], ["Kofi", { "gateway:echo": 1 }]);
  const email = (await all("contact")).find((doc) => doc.emails);
  assert.deepEqual(email.emails, [{ address: "new@example.com", primary: true }]);
  const messages = await all("message");
  assert.deepEqual(messages.filter((doc) => contactOf(doc) === contactOf(phone)).map(({ _id }) => _id.split(":")[2].slice(0, 8)), ["00000001", "00000002"]);
});

test("a merged contact's messages come to the one it was merged into, after all that both have", async (t) => {
  const { uuid, contact, get, queue, comes } = await listen(t);
  const [merged, before] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
  await contact({ emails: [{ address: "old@example.com" }], merged_into: before }, before.replace(/2$/, "3"));
  await contact({ emails: [{ address: "old@example.com" }], merged_into: merged }, before);
  await contact({ merged_into: uuid }, merged);
  const { _rev, ...rest } = await get(`contact:${uuid}`);
  await contact({ ...rest, _rev, aliases: [merged, before] });
  await queue(3, { state: "sent" });
  await queue(41, { state: "sent", contact: merged });
  const last = (await comes({ channel: "email", from: "old@example.com" })).find((doc) => doc.direction === "in");
  assert.match(last._id, new RegExp(`^message:${uuid}:00000042-`));
});

test("contacts that were merged into each other do not hang the gateway", async (t) => {
  const { contact, comes } = await listen(t);
  const [a, b] = [1, 2].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);
  await contact({ emails: [{ address: "round@example.com" }], merged_into: b }, a);
  await contact({ merged_into: a }, b);
  assert.equal((await comes({ channel: "email", from: "round@example.com" })).length, 1);
});

test("from whom nothing may come in, nothing is stored, not even from Trash", async (t) => {
  const { uuid, contact, get, comes, all } = await listen(t);
  const { _rev, ...rest } = await get(`contact:${uuid}`);
  const { _rev: next } = await contact({ ...rest, _rev, dnd: ["inbound"] });
  assert.deepEqual(await comes({}), []);
  await contact({ ...rest, _rev: next, dnd: ["inbound"], deleted_at: "2026-03-01T09:30:00.000Z" });
  assert.deepEqual(await comes({}), []);
  assert.equal((await all("contact")).length, 1);
});

test("a message that the provider says twice is stored once, and so is one that the network sends twice", async (t) => {
  const { comes } = await listen(t, { fetch: faulty(async (method, doc, go) => {
    if (doc?.direction === "in" && doc.body === "twice") await go();
    return go();
  }) });
  await comes({ id: "one" });
  await comes({ id: "other" });
  assert.equal((await comes({ id: "one" })).length, 2);
  assert.equal((await comes({ body: "twice" })).length, 3);
});

test("a message whose write failed is said again, and is stored once", async (t) => {
  let lost = 0;
  const { comes } = await listen(t, { fetch: faulty(async (method, doc, go) => {
    const response = await go();
    if (doc?.direction !== "in" || lost > 1) return response;
    lost += 1;
    throw new TypeError("connection reset");
  }) });
  assert.equal((await comes({})).length, 1);
  assert.equal(lost, 1, "the second time it was found");
});

test("files come before the message that names them, once for the same content", async (t) => {
  const order = [];
  const { comes, url, all } = await listen(t, { fetch: (address, options) => {
    if (options.method === "PUT") order.push(new URL(address).pathname.split("/")[2].split("%3A")[0].split(":")[0]);
    return fetch(address, options);
  } });
  const content = Buffer.from("%PDF-1.7 not really");
  const digest = createHash("sha256").update(content).digest("hex");
  const file = { name: "offer.pdf", type: "application/pdf", content };
  const [message] = await comes({ attachments: [file] });
  assert.deepEqual(message.attachments, [{ name: "offer.pdf", type: "application/pdf", bytes: content.length, digest }]);
  assert.deepEqual(order, ["file", "message"]);
  await comes({ attachments: [{ ...file, name: "again.pdf" }] });
  assert.equal((await all("file")).length, 1);
  const stored = await fetch(`${url}/team/file:${digest}/file`);
  assert.equal(stored.headers.get("content-type"), "application/octet-stream");
  assert.deepEqual(Buffer.from(await stored.arrayBuffer()), content);
});

test("what is no message's id does not count for the next number", async (t) => {
  const { uuid, put, comes } = await listen(t);
  await put({ _id: `message:${uuid}:zzz`, channel: "sms", direction: "out" });
  await put({ _id: `message:${randomUUID()}:00000099-0000000000000000`, channel: "sms", direction: "in" });
  assert.ok((await comes({})).some(({ _id }) => _id.startsWith(`message:${uuid}:00000001-`)));
});
