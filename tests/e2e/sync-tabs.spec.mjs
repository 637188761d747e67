// Two tabs of one browser: one of them syncs for both, both show the same, and the other takes over when it is gone.
import { add, open, row } from "./app.mjs";
import { contact, idOf } from "./inbox.mjs";
import { ABSENT, USER, answer, box, connected, expect, go, kept, status, syncPart, test, upToDate } from "./sync.mjs";
import { timed, within } from "./within.mjs";

test.beforeEach(({ expected }) => expected(ABSENT));

const TAKEN_OVER = { timeout: 10_000 };

/** The service worker may live in the process that crashes: parts of the app that the other tab fetches ahead in that moment are fetched when they are asked for. */
const CUT_OFF = /\.(wasm|bin|css) net::ERR_FAILED|ERR_FAILED .*\.(wasm|bin|css)|TypeError: Failed to fetch[^]*chunks/;

/** A tab that is in sync and leads, and another that it told so. */
async function twoTabs(device, server, prepare = async () => {}) {
  const leads = await device();
  await prepare(leads.context());
  await open(leads, "settings");
  await connectHere(leads, server);
  const follows = await leads.context().newPage();
  await open(follows);
  await expect(status(follows, /^Up to date/)).toBeVisible({ timeout: 10_000 });
  return [leads, follows];
}

async function connectHere(page, server) {
  for (const [name, text] of [["Server address", server.url], ["Database", "team"], ["User name", USER.name], ["Password", USER.password]]) {
    await box(syncPart(page), name).fill(text);
  }
  await syncPart(page).getByRole("button", { name: "Connect", exact: true }).click();
  await upToDate(page);
  await go(page, "Contacts");
}

const names = async (server) => (await server.documents("contact:")).map((doc) => doc.first_name).sort();
const listening = async (server) => (await server.log("GET", /_changes.*longpoll/)).filter(({ isOpen }) => isOpen).length;

/** Tabs without the browser's locks, as in some frames and in older browsers. */
const withoutLocks = (context) => context.addInitScript(() => { delete Navigator.prototype.locks; });

test("one of two tabs syncs, and both show the same", async ({ server, device }) => {
  const [leads, follows] = await twoTabs(device, server);
  await expect.poll(() => listening(server)).toBe(1);
  const met = (await server.log("GET", /_local/)).length;

  await server.seed([contact(idOf(1), "Ada Lovelace")]);
  for (const page of [leads, follows]) await expect(row(page, "Ada Lovelace")).toBeVisible();
  await add(follows, "Grace", "Hopper");
  await expect(row(leads, "Grace Hopper")).toBeVisible();
  await expect.poll(() => names(server)).toEqual(["Ada", "Grace"]);
  for (const page of [leads, follows]) await expect(status(page, /^Up to date/)).toBeVisible();

  const sent = await server.log("POST", /_bulk_docs/);
  // The seed is one of them; what the other tab wrote went once.
  expect(sent.length).toBe(2);
  await expect.poll(() => listening(server)).toBe(1);
  // Read once before the one that was sent, and by nobody who begins.
  expect((await server.log("GET", /_local/)).length).toBe(met + 1);
});

test("what is entered in one tab stands in the other within two seconds, whichever leads", async ({ server, device }) => {
  const [leads, follows] = await twoTabs(device, server);
  for (const [of, there] of [[leads, follows], [follows, leads]]) {
    const which = of === leads ? "leads" : "follows";
    await within(2_000, `from the tab that ${which}`, async (turn) => {
      await add(of, "Grace", `${which} ${turn}`);
      return timed(() => expect(row(there, `Grace ${which} ${turn}`)).toBeVisible());
    });
  }
});

test("both tabs show the same trouble and the same end of it", async ({ server, device, expected }) => {
  expected(/status of 401|answer 401/);
  const [leads, follows] = await twoTabs(device, server);
  await server.faults.set([{ fault: "answer", status: 401 }]);
  await add(follows, "Grace", "Hopper");
  await expect(status(leads, /^Needs attention/)).toBeVisible({ timeout: 5_000 });
  await expect(status(follows, /^Needs attention/)).toBeVisible();
  await server.faults.heal();
  // Whoever signs in does it for both, in the tab that does not lead, too.
  await go(follows, "Settings");
  await box(syncPart(follows), "Password").fill(USER.password);
  await syncPart(follows).getByRole("button", { name: "Sign in" }).click();
  for (const page of [follows, leads]) await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 5_000 });
  await expect.poll(() => names(server)).toEqual(["Grace"]);
  await expect.poll(() => listening(server)).toBe(1);
});

test("Sync now and Disconnect in the tab that does not lead are for both", async ({ server, device }) => {
  const [leads, follows] = await twoTabs(device, server);
  await go(follows, "Settings");
  const before = (await server.log("GET", /_changes/)).length;
  await syncPart(follows).getByRole("button", { name: "Sync now" }).click();
  await expect.poll(async () => (await server.log("GET", /_changes/)).length).toBeGreaterThan(before);
  await syncPart(follows).getByRole("button", { name: "Disconnect" }).click();
  await answer(follows, "Disconnect this device?", "Disconnect");
  for (const page of [leads, follows]) await expect(status(page, /^Local only/)).toBeVisible();
  await expect.poll(() => listening(server)).toBe(0);
  await leads.reload();
  await expect(status(leads, /^Local only/)).toBeVisible();
});

test("Remove from this device in one tab leaves nothing in the other", async ({ server, device }) => {
  const [leads, follows] = await twoTabs(device, server);
  await add(leads, "Grace", "Hopper");
  await expect.poll(() => names(server)).toEqual(["Grace"]);
  await go(follows, "Settings");
  await syncPart(follows).getByRole("button", { name: "Remove from this device" }).click();
  await answer(follows, "Remove everything from this device?", "Remove");
  for (const page of [leads, follows]) await expect(status(page, /^Local only/)).toBeVisible({ timeout: 5_000 });
  await expect(leads.getByRole("main")).toBeVisible();
  await expect(row(leads, "Grace Hopper")).toHaveCount(0);
  for (const page of [leads, follows]) expect(await kept(page)).not.toContain("Hopper");
  await expect.poll(() => listening(server)).toBe(0);
  expect(await names(server)).toEqual(["Grace"]);
});

for (const [how, end] of [
  ["is closed", (page) => page.close()],
  ["crashes", crash],
]) {
  test(`the other tab takes over within ten seconds when the one that leads ${how}`, async ({ server, device, expected }) => {
    if (end === crash) expected(CUT_OFF);
    const [leads, follows] = await twoTabs(device, server);
    await end(leads);
    await server.seed([contact(idOf(1), "Ada Lovelace")]);
    await expect(row(follows, "Ada Lovelace")).toBeVisible(TAKEN_OVER);
    await add(follows, "Grace", "Hopper");
    await expect.poll(() => names(server)).toEqual(["Ada", "Grace"]);
    await upToDate(follows);
    await expect.poll(() => listening(server)).toBe(1);
  });
}

test("a tab that is loaded anew is told the password by the other, and nobody signs in again", async ({ server, device }) => {
  const [leads, follows] = await twoTabs(device, server);
  await leads.reload();
  await expect(status(leads, /^Up to date/)).toBeVisible({ timeout: 5_000 });
  await expect(status(follows, /^Up to date/)).toBeVisible();
  await add(leads, "Grace", "Hopper");
  await expect.poll(() => names(server)).toEqual(["Grace"]);
  await expect.poll(() => listening(server)).toBe(1);
});

test("without the browser's locks one tab syncs, too, and the other takes over", async ({ server, device, expected }) => {
  expected(CUT_OFF);
  const [leads, follows] = await twoTabs(device, server, withoutLocks);
  expect(await follows.evaluate(() => navigator.locks)).toBe(undefined);
  await expect.poll(() => listening(server)).toBe(1);
  await add(follows, "Grace", "Hopper");
  await expect.poll(() => names(server)).toEqual(["Grace"]);
  await expect(row(leads, "Grace Hopper")).toBeVisible();
  await expect.poll(() => listening(server)).toBe(1);
  await crash(leads);
  await server.seed([contact(idOf(1), "Ada Lovelace")]);
  await expect(row(follows, "Ada Lovelace")).toBeVisible(TAKEN_OVER);
});

test("two devices are no two tabs: each syncs", async ({ server, device }) => {
  const [here, there] = [await connected(device, server), await connected(device, server)];
  await expect.poll(() => listening(server)).toBe(2);
  await add(here, "Grace", "Hopper");
  await expect(row(there, "Grace Hopper")).toBeVisible({ timeout: 5_000 });
});

/** Ends the process of a tab, as running out of memory does. */
async function crash(page) {
  const session = await page.context().newCDPSession(page);
  const crashed = new Promise((resolve) => page.once("crash", resolve));
  // It has nobody left to answer.
  session.send("Page.crash").catch(() => {});
  await crashed;
}
