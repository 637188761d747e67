// A network that loses answers, sends twice, breaks off and answers with somebody else's page: each change arrives once,
// nobody is told of a conflict with oneself, and nothing is stored that is not the server's.
import { COLLINS, add, choose, face, open, openContact, row } from "./app.mjs";
import { contacts } from "./stored.mjs";
import { NETWORK, connect, expect, status, test } from "./sync.mjs";

test.beforeEach(({ expected }) => expected(NETWORK));

const BULK = { method: "POST", path: "_bulk_docs" };
const FAULTS = {
  "the answer is lost": [{ ...BULK, fault: "drop", when: "after", count: 4 }],
  "the request is lost": [{ ...BULK, fault: "drop", count: 4 }],
  "the request arrives twice": [{ ...BULK, fault: "duplicate" }],
  "the upload is cut off": [{ ...BULK, fault: "cut", bytes: 100, count: 4 }],
  "the answer is cut off": [{ ...BULK, fault: "truncate", bytes: 8, count: 2 }],
  "the server breaks after it acted": [{ ...BULK, fault: "answer", status: 500, when: "after", count: 2 }],
  "the server tells of a partial write": [{ ...BULK, fault: "partial", docs: 1, count: 2 }],
  "another answers in its place": [{ ...BULK, fault: "html", when: "after", count: 2 }],
};

for (const [what, rules] of Object.entries(FAULTS)) {
  test(`${what}: one of each, as it was typed, without a conflict`, async ({ server, device }) => {
    const page = await device();
    await open(page);
    await connect(page, server);
    await page.getByRole("link", { name: "Contacts" }).click();
    await server.faults.set({ seed: 1, rules });
    await add(page, "Grace", "Hopper");
    await openContact(page, "Grace Hopper");
    await page.getByRole("textbox", { name: "Company", exact: true }).fill("Navy");
    await page.getByRole("textbox", { name: "Company", exact: true }).blur();
    await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
    await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 30_000 });
    await expect.poll(async () => (await server.documents("contact:")).map(({ company, lost }) => [company, lost])).toEqual([["Navy", undefined]]);
    await server.faults.heal();
    const [own] = await contacts(page);
    expect(await plain(server, "contact:")).toEqual([own]);
    expect(await server.conflicts()).toEqual([]);
    const events = await server.documents("event:");
    expect(new Set(events.map(({ _id, _rev, v, ...event }) => JSON.stringify(event))).size, "nothing happened twice").toBe(events.length);
  });
}

const PORTALS = {
  "a page": { fault: "html" },
  "nothing": { fault: "empty" },
  "JSON of another program": { fault: "json" },
  "an empty page of changes that says nothing": { fault: "json", body: '{"results":[]}' },
  "a list": { fault: "json", body: "[]" },
};

for (const [what, rule] of Object.entries(PORTALS)) {
  test(`a network that answers everything with ${what} is called what it is, and moves nothing`, async ({ server, device }) => {
    const page = await device();
    await open(page);
    await connect(page, server);
    await page.getByRole("link", { name: "Contacts" }).click();
    await server.faults.set({ seed: 1, rules: [{ ...rule, path: "/_" }] });
    const before = await facts(page);
    await add(page, "Grace", "Hopper");
    await expect(status(page, /^Offline/)).toBeVisible({ timeout: 20_000 });
    await expect(status(page)).toContainText("1 change waiting");
    await server.add("contact:00000001-0000-4000-8000-000000000000", { first_name: "Ada", last_name: "Lovelace" });
    expect(await facts(page)).toEqual(before);
    expect((await contacts(page)).length).toBe(1);
    await server.faults.heal();
    await expect(row(page, "Ada Lovelace")).toBeVisible({ timeout: 30_000 });
    await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 30_000 });
    expect((await server.documents("contact:")).length).toBe(2);
  });
}

for (const [what, rule] of Object.entries({
  "is cut off": { fault: "cut", bytes: 10_000 }, "has no answer": { fault: "drop", when: "after" }, "is answered by a page": { fault: "html" },
})) {
  test(`a picture whose upload ${what} comes whole, before the contact that has it`, async ({ server, device }) => {
    const [here, there] = [await device(), await device()];
    await open(here);
    await connect(here, server);
    await connect(there, server);
    await here.getByRole("link", { name: "Contacts" }).click();
    await there.getByRole("link", { name: "Contacts" }).click();
    await server.faults.set({ seed: 1, rules: [{ ...rule, method: "PUT", path: "/picture:", count: 4 }] });
    await add(here, "Michael", "Collins");
    await openContact(here, "Michael Collins");
    await choose(here.getByRole("region", { name: "Profile" }), COLLINS);
    await expect(face(here.getByRole("main"), "Michael Collins").first()).toBeVisible();
    await expect.poll(async () => (await server.documents("contact:"))[0]?.picture?.digest, { timeout: 30_000 }).toBeTruthy();
    await expect(face(row(there, "Michael Collins"), "Michael Collins")).toBeVisible({ timeout: 20_000 });
    await expect(status(here, /^Up to date/)).toBeVisible({ timeout: 30_000 });
    const [{ picture }] = await server.documents("contact:");
    const [{ _attachments }] = await server.documents("picture:");
    expect(_attachments.full.length).toBe(picture.bytes);
  });
}

/** What the device knows of how far it has come. */
function facts(page) {
  return page.evaluate(async () => {
    const db = await new Promise((resolve) => { const request = indexedDB.open("visage"); request.onsuccess = () => resolve(request.result); });
    const request = db.transaction("meta").objectStore("meta").get("sync:since");
    const found = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    db.close();
    return found;
  });
}

async function plain(server, prefix) {
  return (await server.documents(prefix)).map(({ _id, _rev, ...doc }) => ({ id: _id, ...doc }));
}
