// The browser is killed in the middle of sync: opened again it goes on by itself where it was, with everything once.
import { rm } from "node:fs/promises";
import { platform } from "node:process";
import { COLLINS, add, choose, face, open, openContact, row } from "./app.mjs";
import { ofDevice } from "./faults/stores.mjs";
import { expect, test } from "./fixtures.mjs";
import { write } from "./inbox.mjs";
import { kill, openProfile, profile } from "./persistent.mjs";
import { USER, box, sendConnect, startServer, status, syncPart } from "./sync.mjs";

/** How long after the start it goes on, and how long until all is where it belongs, in milliseconds. */
const RESUMED = 10_000;
const DONE = 30_000;
/** A server that lets everybody in: Chromium writes cookies to its disk only twice a minute, and a kill loses later ones. */
const OPEN = { users: undefined, jwtSecret: undefined };

const contactId = (at) => `contact:${String(at).padStart(8, "0")}-0000-4000-8000-000000000000`;
const at = "2026-01-02T03:04:05.000Z";
const people = (count) => Array.from({ length: count }, (_, place) => [contactId(place + 1), {
  first_name: "Person", last_name: String(place + 1), created_at: at, updated_at: at, last_activity_at: at,
}]);

/** A browser on disk and a server of its own: `work({ page, server, again })`; `again` kills the browser and opens it again. */
async function onDisk(work, options = OPEN) {
  test.skip(platform !== "linux", "processes are found by /proc");
  const server = await startServer(options);
  const folder = await profile();
  let { context, page } = await openProfile(folder);
  const again = async () => {
    await kill(context, folder);
    await server.faults.heal();
    const { requests } = await server.faults.report();
    ({ context, page } = await openProfile(folder));
    const from = Date.now();
    await open(page);
    return { page, from, requests };
  };
  try {
    await open(page, "settings");
    await work({ page, server, again });
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    await server.stop();
  }
}

async function joined(page, server, fields = { "User name": "", Password: "" }) {
  await sendConnect(page, server, fields);
  await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 20_000 });
}

/** Waits until a request was struck. */
async function struck(server, count = 1) {
  await expect.poll(async () => (await server.faults.report()).log.filter(({ fault }) => fault).length, { intervals: [20], timeout: 20_000 }).toBeGreaterThanOrEqual(count);
}

/** Everything is where it belongs in time, once, and nothing waits. */
async function same({ page, from, requests, server, count }) {
  const first = async () => (await server.faults.report()).log.find(({ n, path }) => n > requests && /_local|_changes/.test(path));
  if (requests !== undefined) await expect.poll(first, { timeout: RESUMED, message: "it goes on by itself" }).toBeTruthy();
  await expect.poll(async () => (await server.documents("contact:")).length, { timeout: DONE, intervals: [200] }).toBe(count);
  await expect(status(page, /^Up to date/)).toBeVisible({ timeout: DONE });
  await expect.poll(async () => (await ofDevice(page)).filter(({ dirty }) => dirty).length, { timeout: DONE }).toBe(0);
  console.log(`goes on, and is done after ${Date.now() - from} ms`);
  expect(await server.conflicts()).toEqual([]);
  const own = (await ofDevice(page)).filter(({ id }) => id.startsWith("contact:"));
  expect(own.length).toBe(count);
  expect((await server.documents("contact:")).filter(({ lost }) => lost)).toEqual([]);
}

for (const when of ["before", "after"]) {
  test(`killed while what was changed is on its way, ${when} the server acted`, async ({}) => {
    await onDisk(async ({ page, server, again }) => {
      await joined(page, server);
      await server.faults.set({ rules: [{ fault: "hang", when, method: "POST", path: "_bulk_docs", nth: 2 }] });
      await write(page, people(250));
      await page.getByRole("button", { name: "Sync now" }).click();
      await struck(server);
      const reopened = await again();
      await same({ ...reopened, server, count: 250 });
    });
  });
}

test("killed while changes come in: the next start goes on after the last page, and reads the rest", async ({}) => {
  await onDisk(async ({ page, server, again }) => {
    await server.seed(people(2_400).slice(0, 1_200));
    await server.seed(people(2_400).slice(1_200));
    await server.faults.set({ rules: [{ fault: "hang", path: "_changes", nth: [4, 5, 6] }] });
    await sendConnect(page, server, { "User name": "", Password: "" });
    await struck(server);
    const read = (await ofDevice(page)).length;
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(2_400);
    const before = (await server.faults.report()).requests;
    const reopened = await again();
    await same({ ...reopened, server, count: 2_400 });
    const first = (await server.faults.report()).log.filter(({ n, path }) => n > before && path.includes("_changes"))[0];
    expect(first.path, "it does not begin anew").toMatch(/[?&]since=/);
  });
});

test("killed while a picture is on its way: it is there whole, and so is the contact", async ({}) => {
  await onDisk(async ({ page, server, again }) => {
    await joined(page, server);
    await page.getByRole("link", { name: "Contacts" }).click();
    await add(page, "Michael", "Collins");
    await server.faults.set({ rules: [{ fault: "hang", method: "PUT", path: "/picture:" }] });
    await openContact(page, "Michael Collins");
    await choose(page.getByRole("region", { name: "Profile" }), COLLINS);
    await expect(face(page.getByRole("region", { name: "Profile" }), "Michael Collins")).toBeVisible();
    await struck(server);
    const reopened = await again();
    await expect.poll(async () => (await server.documents("contact:"))[0]?.picture?.bytes, { timeout: DONE }).toBeTruthy();
    await same({ ...reopened, server, count: 1 });
    const [{ picture }] = await server.documents("contact:");
    const [{ _attachments }] = await server.documents("picture:");
    expect(_attachments.full.length).toBe(picture.bytes);
    await expect(face(row(reopened.page, "Michael Collins"), "Michael Collins")).toBeVisible();
  });
});

test("killed without staying signed in: what waits stays here until somebody signs in, and then goes once", async ({}) => {
  await onDisk(async ({ page, server, again }) => {
    await joined(page, server, {});
    await server.faults.set({ rules: [{ fault: "hang", when: "after", method: "POST", path: "_bulk_docs" }] });
    await page.getByRole("link", { name: "Contacts" }).click();
    await add(page, "Grace", "Hopper");
    await struck(server);
    const { page: reopened } = await again();
    await expect(row(reopened, "Grace Hopper")).toBeVisible();
    await expect(status(reopened, /^Needs attention/)).toBeVisible();
    await open(reopened, "settings");
    await box(syncPart(reopened), "Password").fill(USER.password);
    const from = Date.now();
    await syncPart(reopened).getByRole("button", { name: "Sign in", exact: true }).click();
    await same({ page: reopened, from, server, count: 1 });
  }, {});
});
