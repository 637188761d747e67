// What may become of a database: made anew, put back to what it was, edited and emptied by others, or suddenly very full.
import { COLLINS, add, choose, face, open, openContact, row } from "./app.mjs";
import { ofDevice } from "./faults/stores.mjs";
import { ABSENT, GONE, NETWORK, connected, expect, go, status, test, upToDate } from "./sync.mjs";
import { timed, within } from "./within.mjs";

test.beforeEach(({ expected }) => [ABSENT, GONE, NETWORK].forEach(expected));

const contactId = (at) => `contact:${String(at).padStart(8, "0")}-0000-4000-8000-000000000000`;
const at = "2026-01-02T03:04:05.000Z";
const person = (first_name, rest = {}) => ({ first_name, last_name: "Imported", created_at: at, updated_at: at, last_activity_at: at, ...rest });
const company = (page) => page.getByRole("textbox", { name: "Company", exact: true });

async function type(page, text) {
  await company(page).fill(text);
  await company(page).press("Tab");
  await expect(page.getByRole("status").getByText("Saved.").last()).toBeVisible();
}

/** A device with Michael and his face, and with Grace, all of it on the server. */
async function two(device, server) {
  const page = await connected(device, server);
  await add(page, "Grace", "Hopper");
  await add(page, "Michael", "Collins");
  await openContact(page, "Michael Collins");
  await choose(page.getByRole("region", { name: "Profile" }), COLLINS);
  await expect.poll(async () => (await server.documents("contact:")).some(({ picture }) => picture)).toBe(true);
  await upToDate(page);
  return page;
}

test("a database that was made anew gets everything back, pictures too, and nothing is taken from the device", async ({ server, device }) => {
  const page = await two(device, server);
  const before = (await ofDevice(page)).map(({ id, body }) => [id, body.first_name, body.company]);
  await server.admin("", { method: "DELETE" });
  await server.make();
  await expect.poll(async () => (await server.documents("contact:")).length, { timeout: 60_000 }).toBe(2);
  await expect.poll(async () => (await server.documents("picture:")).length, { timeout: 20_000 }).toBe(1);
  await upToDate(page);
  expect((await ofDevice(page)).map(({ id, body }) => [id, body.first_name, body.company])).toEqual(before);
  const other = await connected(device, server);
  await expect(face(row(other, "Michael Collins"), "Michael Collins")).toBeVisible();
});

for (const [how, isOut] of [["while the device listens", false], ["while nobody reaches it", true]]) {
  test(`a database that was put back to an older state ${how} gets what it has forgotten, and keeps what it has`, async ({ server, device }) => {
    const page = await two(device, server);
    const putBack = await backup(server, page);
    await go(page, "Contacts");
    await add(page, "Rosa", "Parks");
    await openContact(page, "Grace Hopper");
    await type(page, "Navy");
    await expect.poll(async () => JSON.stringify(await server.documents("contact:"))).toContain("Navy");
    await upToDate(page);
    await page.context().setOffline(isOut);
    await putBack();
    await page.context().setOffline(false);
    await expect.poll(async () => (await server.documents("contact:")).map(({ first_name, company }) => [first_name, company]).sort(), { timeout: 60_000 })
      .toEqual([["Grace", "Navy"], ["Michael", undefined], ["Rosa", undefined]]);
    await upToDate(page);
    expect((await ofDevice(page)).filter(({ id }) => id.startsWith("contact:")).length).toBe(3);
  });
}

for (const [what, ahead] of [["right after it got something", 0], ["and has a newer mark of the device", 10]]) {
  test(`a database that was put back ${what} gets what it has forgotten within seconds`, async ({ server, device }) => {
    const page = await two(device, server);
    const putBack = await backup(server, page);
    await go(page, "Contacts");
    await openContact(page, "Grace Hopper");
    await server.faults.set({ rules: [{ fault: "delay", method: "PUT", path: "_local", milliseconds: 3_000 }] });
    await type(page, "Navy");
    await expect.poll(async () => JSON.stringify(await server.documents("contact:")), { timeout: 20_000 }).toContain("Navy");
    await putBack(ahead);
    await server.faults.heal();
    await expect.poll(async () => JSON.stringify(await server.documents("contact:")), { timeout: 30_000 }).toContain("Navy");
    await upToDate(page);
  });
}

/** Keeps what the server has, with the mark of the device; returns what puts the database back to it. */
async function backup(server, page) {
  const answer = await server.admin("/_all_docs?include_docs=true&attachments=true");
  const docs = (await answer.json()).rows.map(({ doc }) => doc);
  const mark = await localMark(server, page);
  return async (ahead = 0) => {
    await server.admin("", { method: "DELETE" });
    await server.make();
    await server.admin("/_bulk_docs", { method: "POST", json: { docs, new_edits: false } });
    await server.admin(`/${mark._id}`, { method: "PUT", json: { epoch: mark.epoch, count: mark.count + ahead } });
  };
}

/** The mark that the device has left on the server. */
async function localMark(server, page) {
  const device = await page.evaluate(async () => {
    const db = await new Promise((resolve) => { const request = indexedDB.open("visage"); request.onsuccess = () => resolve(request.result); });
    const request = db.transaction("meta").objectStore("meta").get("device");
    const found = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    db.close();
    return found;
  });
  const answer = await server.admin(`/_local/visage-${device}`);
  return answer.json();
}

test("whoever is deleted elsewhere for good while edited here stays, with the edit", async ({ server, device }) => {
  const [here, there] = [await connected(device, server), await connected(device, server)];
  await add(here, "Grace", "Hopper");
  await expect(row(there, "Grace Hopper")).toBeVisible();
  await openContact(here, "Grace Hopper");
  await here.context().setOffline(true);
  await type(here, "Navy");
  const [{ _id, _rev }] = await server.documents("contact:");
  expect((await server.admin(`/${encodeURIComponent(_id)}?rev=${_rev}`, { method: "DELETE" })).ok).toBe(true);
  await expect(row(there, "Grace Hopper")).toHaveCount(0, { timeout: 20_000 });
  await here.context().setOffline(false);
  await expect(row(there, "Grace Hopper")).toBeVisible({ timeout: 30_000 });
  await expect.poll(async () => (await server.documents("contact:")).map(({ company }) => company)).toEqual(["Navy"]);
  await upToDate(here);
  await expect(here.getByRole("heading", { name: "Grace Hopper" })).toBeVisible();
});

test("10,000 changes at once, one of 7 MB and one with a picture that is nowhere: the screen answers, and all come", async ({ server, device }) => {
  await within(400, "the longest task while 10,000 changes come", async (turn) => {
    if (turn) await server.empty();
    const page = await connected(device, server);
    const longest = await tenThousandCome(page, server);
    await page.context().close();
    return longest;
  });
});

/** Has 10,000 changes come to a device that is up to date. Returns the longest task meanwhile, in milliseconds. */
async function tenThousandCome(page, server) {
  const docs = Array.from({ length: 9_998 }, (_, place) => [contactId(place + 1), person(`Person${place + 1}`)]);
  docs.splice(4_000, 0, [contactId(20_001), person("Large", { background: "x".repeat(7_000_000) })]);
  docs.splice(6_000, 0, [contactId(20_002), person("Faceless", { picture: { digest: "ab".repeat(32), type: "image/png", width: 512, height: 512, bytes: 9_999, updated_at: at } })]);
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration); }).observe({ type: "longtask" });
  });
  // They would not let so large a contact in.
  await server.unrule();
  await server.faults.set({ rules: [{ fault: "hang", path: "_changes", count: 0 }] });
  await page.context().setOffline(true);
  for (let at = 0; at < docs.length; at += 1_000) await server.seed(docs.slice(at, at + 1_000));
  await page.context().setOffline(false);
  const search = page.getByRole("searchbox", { name: "Search contacts" });
  const took = await timed(async () => {
    await expect(search).toHaveAttribute("placeholder", /[1-9],\d{3}/, { timeout: 40_000 });
    await search.fill("Person1");
    await expect(row(page, /^Person1/).first()).toBeVisible();
    await search.fill("");
    await expect(search).toHaveAttribute("placeholder", /10,000/, { timeout: 60_000 });
    await upToDate(page);
  });
  const longest = await page.evaluate(() => window.longest);
  console.log(`10,000 changes are there after ${Math.round(took)} ms`);
  for (const name of ["Large", "Faceless"]) {
    await search.fill(name);
    await expect(row(page, `${name} Imported`)).toBeVisible();
  }
  expect((await ofDevice(page)).length).toBe(10_000);
  return longest;
}
