// What a server does not take, and what it wants less of: the rest arrives, one is named with the server's words, and
// nothing is sent again before somebody has changed it.
import { add, open, openContact, row } from "./app.mjs";
import { write } from "./inbox.mjs";
import { contacts } from "./stored.mjs";
import { NETWORK, connect, expect, fillConnect, status, test } from "./sync.mjs";

test.beforeEach(({ expected }) => expected(NETWORK));

const id = (at) => `contact:${String(at).padStart(8, "0")}-0000-4000-8000-000000000000`;
const at = "2026-01-02T03:04:05.000Z";
const person = (first_name, rest = {}) => ({ first_name, last_name: "Imported", created_at: at, updated_at: at, last_activity_at: at, ...rest });
const fifty = Array.from({ length: 50 }, (_, place) => [id(place + 1), person(`Person${place + 1}`)]);

/** The requests that wrote documents since the faults were set. */
async function writes(server) {
  return (await server.faults.report()).log.filter(({ method, path }) => method === "POST" && path.includes("_bulk_docs"));
}

/** A connected device with fifty contacts that the server has not seen, and no way there until `heal`. */
async function waiting(device, server, docs = fifty) {
  const page = await device();
  await open(page);
  await write(page, docs);
  await page.reload();
  await open(page);
  return page;
}

test("one of fifty is refused by the database: 49 are there, one is named with the reason, and waits for an edit", async ({ server, device }) => {
  await server.admin("/_design/rules", { method: "PUT", json: {
    validate_doc_update: "function (doc) { if (doc.first_name === 'Person7') throw { forbidden: 'No sevens here.' }; }",
  } });
  const page = await waiting(device, server);
  await server.faults.set({ rules: [] });
  const part = await fillConnect(page, server);
  await expect(status(page, /^Needs attention/)).toContainText("1 not taken", { timeout: 20_000 });
  await expect(part.getByRole("region", { name: "Not taken by the server" })).toContainText("Person7 Imported“No sevens here.”");
  expect((await server.documents("contact:")).length).toBe(49);
  const before = (await writes(server)).length;
  // Others change things, so that rounds go on; what was refused is not in them.
  await server.add(id(51), person("Person51"));
  await page.getByRole("link", { name: "Contacts" }).click();
  const search = page.getByRole("searchbox", { name: "Search contacts" });
  await search.fill("Person51");
  await expect(row(page, "Person51 Imported")).toBeVisible({ timeout: 20_000 });
  await add(page, "Grace", "Hopper");
  await expect.poll(async () => (await server.documents("contact:")).length).toBe(51);
  expect((await writes(server)).length - before).toBeLessThanOrEqual(2);
  await search.fill("Person7");
  await openContact(page, "Person7 Imported");
  await page.getByRole("textbox", { name: "First name", exact: true }).fill("Person8");
  await page.getByRole("textbox", { name: "First name", exact: true }).blur();
  await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 20_000 });
  expect((await server.documents("contact:")).length).toBe(52);
});

test("one document is too large: it is named, the others are there, and what comes later goes together again", async ({ server, device }) => {
  const page = await waiting(device, server, [...fifty, [id(60), person("Large", { background: "x".repeat(9_000_000) })]]);
  const part = await fillConnect(page, server);
  await expect(status(page, /^Needs attention/)).toContainText("1 not taken", { timeout: 40_000 });
  await expect(part.getByRole("region", { name: "Not taken by the server" })).toContainText("Large Imported");
  expect((await server.documents("contact:")).length).toBe(50);
  await server.faults.set({ rules: [] });
  await write(page, Array.from({ length: 80 }, (_, place) => [id(place + 100), person(`Later${place}`)]));
  await part.getByRole("button", { name: "Sync now" }).click();
  await expect.poll(async () => (await server.documents("contact:")).length, { timeout: 40_000 }).toBe(130);
  expect((await writes(server)).length, "requests for 80 documents").toBeLessThan(20);
});

test("a server that asks for less at once gets it, each document once, and later more again", async ({ server, device }) => {
  const page = await waiting(device, server);
  await server.faults.set({ rules: [{ fault: "answer", status: 413, method: "POST", path: "_bulk_docs", count: 3 }] });
  await fillConnect(page, server);
  await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 30_000 });
  expect((await server.documents("contact:")).length).toBe(50);
  expect(await server.conflicts()).toEqual([]);
  await server.faults.set({ rules: [] });
  await write(page, Array.from({ length: 160 }, (_, place) => [id(place + 100), person(`Later${place}`)]));
  await page.getByRole("button", { name: "Sync now" }).click();
  await expect.poll(async () => (await server.documents("contact:")).length, { timeout: 40_000 }).toBe(210);
  expect((await writes(server)).length, "requests for 160 documents").toBeLessThan(12);
});

for (const status_ of [429, 503]) {
  test(`a server that says ${status_} and when to come back is left alone until then, whatever is typed meanwhile`, async ({ server, device }) => {
    const page = await device();
    await open(page);
    await connect(page, server);
    await page.getByRole("link", { name: "Contacts" }).click();
    await server.faults.set({ rules: [{ fault: "answer", status: status_, retryAfter: 8, path: "/_" , count: 1 }] });
    await add(page, "Grace", "Hopper");
    await expect(status(page, /^Offline/)).toBeVisible({ timeout: 20_000 });
    for (const name of ["One", "Two", "Three"]) await add(page, name, "More");
    await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 30_000 });
    const { log } = await server.faults.report();
    const asked = log.filter(({ path }) => path.includes("/_") && !path.includes("_all_docs"));
    const struck = asked.findIndex(({ fault }) => fault === "answer");
    expect(asked[struck + 1].ms - asked[struck].ms, "milliseconds until it was asked again").toBeGreaterThanOrEqual(7_800);
    expect((await server.documents("contact:")).length).toBe(4);
  });
}

test("a database that says 410 or 404 takes nothing from the device, and is not asked without end", async ({ server, device }) => {
  const page = await device();
  await open(page);
  await add(page, "Grace", "Hopper");
  await connect(page, server);
  for (const answer of [404, 410, 415]) {
    await server.faults.set({ rules: [{ fault: "answer", status: answer, path: "/_" }] });
    await page.getByRole("region", { name: "Sync" }).getByRole("button", { name: "Sync now" }).click();
    await expect(status(page, /^Needs attention/)).toBeVisible({ timeout: 20_000 });
    await expect.poll(async () => (await contacts(page)).length).toBe(1);
    await page.waitForTimeout(3_000);
    expect((await server.faults.report()).requests, `requests in three seconds of ${answer}`).toBeLessThan(12);
    await server.faults.heal();
    await page.getByRole("region", { name: "Sync" }).getByRole("button", { name: "Sync now" }).click();
    await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 20_000 });
  }
});
