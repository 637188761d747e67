// How much is asked of a network that is not there, or does not answer: little, and in time.
import { COLLINS, add, choose, open, openContact, row } from "./app.mjs";
import { NETWORK, connect, expect, status, test } from "./sync.mjs";
import { timed, within } from "./within.mjs";

test.beforeEach(({ expected }) => {
  expected(NETWORK);
  expected(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/);
});

/** A device that is up to date, on the page of its contacts. */
async function connected(device, server) {
  const page = await device();
  await open(page);
  await connect(page, server);
  await page.getByRole("link", { name: "Contacts" }).click();
  return page;
}

/** Requests of the app that the server has seen since the faults were set; preflights are none. */
async function asked(server) {
  return (await server.faults.report()).log;
}

test("a connection that comes and goes 20 times in 10 seconds brings no storm, and what waits is exact", async ({ server, device }) => {
  const page = await connected(device, server);
  await server.faults.set({ rules: [] });
  let requests = 0;
  page.on("request", (request) => requests += request.url().startsWith(server.url) ? 1 : 0);
  await page.context().setOffline(true);
  for (const name of ["One", "Two", "Three"]) await add(page, name, "Waiting");
  await expect(status(page)).toContainText("3 changes waiting", { timeout: 10_000 });
  requests = 0;
  for (let turn = 0; turn < 20; turn += 1) {
    await page.context().setOffline(turn % 2 === 1);
    await page.waitForTimeout(500);
  }
  await page.context().setOffline(false);
  expect(requests, "requests in ten seconds").toBeLessThanOrEqual(60);
  await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 30_000 });
  expect((await server.documents("contact:")).length).toBe(3);
  await server.faults.set({ rules: [] });
  await page.waitForTimeout(5_000);
  expect((await asked(server)).filter(({ path }) => !path.includes("_changes")).length, "requests when all is done").toBeLessThanOrEqual(2);
});

test("a server that only fails is asked less than once a second, and then less and less", async ({ server, device }) => {
  const page = await connected(device, server);
  await server.faults.set({ rules: [{ fault: "answer", status: 500, path: "/_" }] });
  await add(page, "Grace", "Hopper");
  await expect(status(page, /^Offline/)).toBeVisible({ timeout: 20_000 });
  await page.waitForTimeout(30_000);
  expect((await asked(server)).length, "requests in thirty seconds").toBeLessThan(30);
  await server.faults.heal();
  // Something waits, so that the next try is never long away.
  await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 30_000 });
  expect((await server.documents("contact:")).length).toBe(1);
});

for (const [what, path] of Object.entries({ "what is written": "_bulk_docs", "a picture": "/picture:", "changes": "_changes" })) {
  test(`a server that does not answer ${what} is given up in time, and asked again`, async ({ server, device }) => {
    const page = await connected(device, server);
    await server.faults.set({ rules: [{ fault: "hang", path, count: 1 }] });
    await add(page, "Grace", "Hopper");
    const from = Date.now();
    if (what === "a picture") {
      await openContact(page, "Grace Hopper");
      await choose(page.getByRole("region", { name: "Profile" }), COLLINS);
      await expect.poll(async () => (await server.documents("picture:")).length, { timeout: 60_000 }).toBe(1);
    }
    await expect.poll(async () => (await server.documents("contact:")).length, { timeout: 40_000 }).toBe(1);
    await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 40_000 });
    // The app's patience, the next try, and the machine's; a picture has besides what it takes over 4 kB a second.
    const upload = what === "a picture" ? 40_000 : 0;
    expect(Date.now() - from).toBeLessThan(24_000 + upload);
  });
}

test("while the server does not answer one tab, another device and this device's screen go on", async ({ server, device }) => {
  const [here, there] = [await connected(device, server), await connected(device, server)];
  await server.faults.set({ rules: [{ fault: "hang", path: "_bulk_docs", count: 1 }] });
  await add(here, "Grace", "Hopper");
  await expect.poll(async () => (await asked(server)).some(({ fault }) => fault === "hang")).toBe(true);
  await add(there, "Ada", "Lovelace");
  await expect.poll(async () => (await server.documents("contact:")).length).toBe(1);
  await within(3_000, "somebody added while the server does not answer", (turn) => timed(() => add(here, "Rosa", `Parks ${turn}`)));
  for (const page of [here, there]) {
    for (const name of ["Grace Hopper", "Ada Lovelace", "Rosa Parks 0"]) await expect(row(page, name)).toBeVisible({ timeout: 40_000 });
  }
});
