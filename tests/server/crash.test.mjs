// What goes wrong on the way out of the example gateway: it ends somewhere, answers are lost, the provider does not answer.
import assert from "node:assert/strict";
import test from "node:test";
import { faulty, talk } from "./gateway/testing.mjs";
import { never, until } from "./testing.mjs";

/** Each place in which a gateway can end: before or after a write of a document, or in the midst of its provider. */
const CRASHES = {
  "before the claim": { before: (doc) => doc.state === "sending" },
  "after the claim": { after: (doc) => doc.state === "sending" },
  "before the provider has it": { provider: "before" },
  "after the provider has it": { provider: "after" },
  "before it is written as sent": { before: (doc) => doc.state === "sent" },
  "after it is written as sent": { after: (doc) => doc.state === "sent" },
  "before it is written as delivered": { before: (doc) => doc.state === "delivered" },
  "after it is written as delivered": { after: (doc) => doc.state === "delivered" },
  "before the echo is stored": { before: (doc) => doc.direction === "in" },
  "after the echo is stored": { after: (doc) => doc.direction === "in" },
};

for (const [place, crash] of Object.entries(CRASHES)) {
  test(`a gateway that ends ${place} goes on after its start, and nothing goes twice`, async (t) => {
    const { queue, start, reaches, all, provider, sent } = await talk(t);
    const { _id: id } = await queue(1);
    let handed = 0;
    // It hangs there for good, as a process that was killed.
    await new Promise((reached) => {
      const hang = () => {
        reached();
        return never();
      };
      const send = async (message) => {
        handed += 1;
        if (crash.provider === "before") return hang();
        const outcome = await provider.send(message);
        return crash.provider === "after" ? hang() : outcome;
      };
      const before = {
        send,
        next: () => provider.next(),
        heard: (event) => provider.heard(event),
        onEvent: (wake) => provider.onEvent(wake),
      };
      start({ provider: before, fetch: faulty(async (method, doc, go) => {
        if (method === "PUT" && crash.before?.(doc)) return hang();
        const response = await go();
        return method === "PUT" && crash.after?.(doc) ? hang() : response;
      }) });
    });
    start();
    await reaches(id, "delivered");
    const last = await queue(5);
    await reaches(last._id, "delivered");
    await until("both echoes", async () => (await all("message")).length >= 4);
    assert.deepEqual(sent(), ["words 1", "words 5"]);
    assert.deepEqual((await all("message")).map((doc) => doc.body).sort(), ["words 1", "words 1", "words 5", "words 5"]);
    assert.equal((await reaches(id, "delivered")).attempt, 1);
    assert.ok(handed <= 1);
  });
}

test("a claim whose answer is lost is the gateway's own", async (t) => {
  const { queue, start, reaches, sent } = await talk(t);
  const { _id: id } = await queue(1);
  let lost = 0;
  start({ fetch: faulty(async (method, doc, go) => {
    const response = await go();
    if (method !== "PUT" || doc?.state !== "sending" || lost) return response;
    lost += 1;
    // The network sends it a second time, and only that answer arrives.
    return go();
  }) });
  assert.equal((await reaches(id, "delivered")).attempt, 1);
  assert.deepEqual([lost, sent()], [1, ["words 1"]]);
});

test("a provider that does not answer is asked again under the same key; other conversations go on", async (t) => {
  const { queue, start, reaches, provider, sent } = await talk(t);
  const stuck = await queue(1);
  const behind = await queue(2);
  const other = await queue(1, { contact: "00000000-0000-4000-8000-000000000003", body: "elsewhere" });
  const keys = [];
  let isDown = true;
  const send = provider.send.bind(provider);
  provider.send = async (message) => {
    if (message._id === stuck._id) {
      keys.push(message.key);
      if (isDown) throw new Error("the provider does not answer");
    }
    return send(message);
  };
  const log = [];
  start({ log: (line) => log.push(line) });
  await reaches(other._id, "delivered");
  await until("it was asked again", () => keys.length > 2);
  assert.equal((await reaches(stuck._id, "sending")).claimed_by, "gateway:echo");
  isDown = false;
  await reaches(behind._id, "delivered");
  assert.deepEqual([new Set(keys).size, sent()], [1, ["elsewhere", "words 1", "words 2"]]);
  assert.match(log[0], /the provider does not answer/);
});
