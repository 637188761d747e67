// Messages all the way: written here, synced, delivered by the example gateway, and answered.
import { add, openContact } from "./app.mjs";
import { entry, log, said, send, tab } from "./inbox.mjs";
import { ABSENT, DATABASE, GONE, NETWORK, USER, connected, expect, go, status, test as base, upToDate } from "./sync.mjs";
import { run } from "../server/gateway.mjs";
import { Echo, REFUSED } from "../server/gateway/echo.mjs";

const test = base.extend({
  /** `gateway(options)` starts the example beside the server, with a provider of which `out` is everything that went out. */
  gateway: async ({ server }, use) => {
    const running = [];
    await use((options) => {
      const provider = new Echo(options);
      running.push(run({ url: server.url, database: DATABASE, user: USER.name, password: USER.password, provider, log: () => {} }));
      return provider;
    });
    for (const { stop } of running) await stop();
  },
});

test.beforeEach(({ expected }) => [ABSENT, GONE, NETWORK].forEach(expected));
test.use({ viewport: { width: 1440, height: 900 } });

const PATIENT = { timeout: 30_000 };
const out = (provider) => [...provider.out.values()].map(({ body }) => body);
const standing = (page, text, state) => said(page, text).getByText(`· ${state}`, { exact: true });
const messages = async (server) => (await server.documents("message:")).map(({ body, direction, state }) => [body, direction, state]);

/** A device in sync, at the conversation of somebody with a phone. */
async function atGrace(device, server) {
  const page = await connected(device, server);
  await add(page, "Grace", "Hopper", { Phone: "+1 202 555 0101" });
  await openContact(page, "Grace Hopper");
  await page.getByRole("link", { name: "Message", exact: true }).click();
  await expect(log(page)).toBeVisible();
  return page;
}

test("a message waits until a gateway takes it, is delivered, and the answer comes in unread", async ({ server, device, gateway }) => {
  const page = await atGrace(device, server);
  await send(page, "Good morning");
  await expect(standing(page, "Good morning", "Waiting")).toBeVisible();
  await expect.poll(() => messages(server), PATIENT).toEqual([["Good morning", "out", "queued"]]);
  const provider = gateway();
  await expect(standing(page, "Good morning", "Delivered")).toBeVisible(PATIENT);
  await expect(said(page, "Good morning")).toHaveCount(2, PATIENT);
  expect(out(provider)).toEqual(["Good morning"]);
  expect(await messages(server)).toEqual([["Good morning", "out", "delivered"], ["Good morning", "in", undefined]]);
  await go(page, "Contacts");
  await go(page, "Conversations");
  await expect(entry(page, "Grace Hopper")).toContainText("Good morning");
  await expect(tab(page, "Unread")).toHaveAccessibleDescription("1");
});

test("what the gateway cannot deliver says why, and goes with Retry when it can", async ({ server, device, gateway }) => {
  const page = await atGrace(device, server);
  const refused = { ...REFUSED };
  const provider = gateway({ refused });
  await send(page, "fail, please");
  await expect(said(page, "fail, please")).toContainText(/Failed.*The echo does not like these words\./, PATIENT);
  expect(out(provider)).toEqual([]);
  refused.body = "something else";
  await said(page, "fail, please").getByRole("button", { name: "Retry" }).click();
  await expect(standing(page, "fail, please", "Delivered")).toBeVisible(PATIENT);
  expect(out(provider)).toEqual(["fail, please"]);
});

test("what is deleted while it waits never goes, and what is behind it does", async ({ server, device, gateway }) => {
  const page = await atGrace(device, server);
  await send(page, "Not this one");
  await expect.poll(() => messages(server), PATIENT).toHaveLength(1);
  await said(page, "Not this one").getByRole("button", { name: "Delete" }).click();
  await send(page, "But this one");
  await expect.poll(async () => (await messages(server)).map(([, , state]) => state), PATIENT).toEqual(["cancelled", "queued"]);
  const provider = gateway();
  await expect(standing(page, "But this one", "Delivered").first()).toBeVisible(PATIENT);
  expect(out(provider)).toEqual(["But this one"]);
});

test("twelve written without a connection go once each and in order, whatever the network loses", async ({ server, device, gateway }) => {
  const page = await atGrace(device, server);
  const provider = gateway();
  await page.context().setOffline(true);
  const all = Array.from({ length: 12 }, (_, at) => `Number ${at + 1}.`);
  for (const text of all) await send(page, text);
  await expect(status(page)).toContainText("waiting", { timeout: 15_000 });
  await server.faults.set({ seed: 3, rules: [
    { fault: "drop", when: "after", method: "POST", path: "_bulk_docs", count: 2 }, { fault: "duplicate", method: ["POST", "PUT"], path: "_bulk_docs|message:", count: 4 },
  ] });
  await page.context().setOffline(false);
  await expect(standing(page, "Number 12.", "Delivered")).toBeVisible(PATIENT);
  expect(out(provider)).toEqual(all);
  await upToDate(page);
  expect((await messages(server)).filter(([, direction]) => direction === "out")).toEqual(all.map((body) => [body, "out", "delivered"]));
  const other = await connected(device, server);
  await openContact(other, "Grace Hopper");
  await other.getByRole("link", { name: "Message", exact: true }).click();
  await expect(standing(other, "Number 12.", "Delivered")).toBeVisible(PATIENT);
});
