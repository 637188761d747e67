// Who is deleted for good takes the face along: from this device, from the server and from every other device, unless
// somebody else has the same.
import { COLLINS, add, choose, face, merge, openContact, open, row, select, selection } from "./app.mjs";
import { contact, documents, idOf } from "./inbox.mjs";
import { ABSENT, GONE, answer, connected, expect, go, test, upToDate } from "./sync.mjs";

const [GRACE, ADA] = ["Grace Hopper", "Ada Lovelace"];
const DESK = { viewport: { width: 1440, height: 900 } };
const ARRIVES = { timeout: 15_000 };

test.beforeEach(({ expected }) => {
  expected(ABSENT);
  expected(GONE);
});

test("the face goes with the last contact that has it, here, on the server and on the other device", async ({ server, device }) => {
  const [here, other] = await devices(server, device);
  await give(here, GRACE);
  await expect(face(row(other, GRACE), GRACE)).toBeVisible(ARRIVES);
  await expect.poll(() => pictures(other)).toHaveLength(1);
  await expect.poll(() => onServer(server), ARRIVES).toHaveLength(2);
  await erase(here, GRACE);
  await expect.poll(() => pictures(here)).toEqual([]);
  await expect.poll(() => onServer(server), ARRIVES).toEqual([]);
  await expect.poll(() => pictures(other), ARRIVES).toEqual([]);
  for (const page of [here, other]) {
    await upToDate(page);
    await expect.poll(() => noted(page)).toEqual([]);
  }
});

test("a face that somebody else has stays with them", async ({ server, device }) => {
  const [here, other] = await devices(server, device);
  for (const name of [GRACE, ADA]) await give(here, name);
  await expect(face(row(other, ADA), ADA)).toBeVisible(ARRIVES);
  await erase(here, GRACE);
  await expect.poll(() => noted(here)).toEqual([]);
  await upToDate(here);
  expect(await pictures(here)).toHaveLength(1);
  expect(await onServer(server)).toHaveLength(2);
  await other.reload();
  await expect(face(row(other, ADA), ADA)).toBeVisible();
});

test("who gives it to somebody else meanwhile, without a connection, puts it back for everybody", async ({ server, device }) => {
  const [here, other] = await devices(server, device);
  await give(here, GRACE);
  await expect(face(row(other, GRACE), GRACE)).toBeVisible(ARRIVES);
  await other.context().setOffline(true);
  await give(other, ADA);
  await erase(here, GRACE);
  await expect.poll(() => onServer(server), ARRIVES).toEqual([]);
  await other.context().setOffline(false);
  await expect.poll(() => onServer(server), ARRIVES).toHaveLength(2);
  await expect(face(row(here, ADA), ADA)).toBeVisible(ARRIVES);
  await expect.poll(() => pictures(here), ARRIVES).toHaveLength(1);
  await upToDate(other);
  expect(await pictures(other)).toHaveLength(1);
});

for (const [who, gone] of [
  ["on the other device", async (server, other) => erase(other, GRACE)],
  ["by another client that does not say what it deletes", async (server) => {
    const [{ _id, _rev }] = (await server.documents("contact:")).filter(({ first_name }) => first_name === "Grace");
    await server.admin(`/${encodeURIComponent(_id)}`, { method: "PUT", json: { _rev, _deleted: true } });
  }],
]) {
  test(`who is deleted for good here and meanwhile ${who} is gone, and nothing waits`, async ({ server, device }) => {
    const [here, other] = await devices(server, device);
    await here.context().setOffline(true);
    await erase(here, GRACE);
    await gone(server, other);
    await expect.poll(async () => (await server.documents("contact:")).length, ARRIVES).toBe(1);
    await here.context().setOffline(false);
    await upToDate(here);
    for (const page of [here, other]) await expect(row(page, GRACE)).toHaveCount(0);
    expect((await server.documents("contact:")).map(({ first_name }) => first_name)).toEqual(["Ada"]);
    expect(await waiting(here)).toEqual([]);
  });
}

test("without a server too, with what a merge has kept; and what was left when the page was closed goes with the next start", async ({ page }) => {
  await page.setViewportSize(DESK.viewport);
  await open(page);
  await add(page, "Grace", "Hopper");
  await add(page, "Ada", "Lovelace");
  for (const name of [GRACE, ADA]) await give(page, name);
  await select(page, GRACE, ADA);
  await selection(page).getByRole("button", { name: "Merge" }).click();
  await merge(page);
  expect(await documents(page, "merge:")).toHaveLength(1);
  expect(await pictures(page)).toHaveLength(1);
  // As if the page had been closed before it could look.
  await page.addInitScript(() => {
    const own = IDBObjectStore.prototype.delete;
    IDBObjectStore.prototype.delete = function (key) {
      if (this.name === "pictures" && sessionStorage.getItem("closed") === null) throw new DOMException("closed", "AbortError");
      return own.call(this, key);
    };
  });
  await page.reload();
  await expect(row(page, /Hopper|Lovelace/)).toHaveCount(1);
  await erase(page, await row(page, GRACE).count() ? GRACE : ADA);
  expect(await documents(page, "merge:")).toEqual([]);
  expect(await pictures(page)).toHaveLength(1);
  await page.evaluate(() => sessionStorage.setItem("closed", "over"));
  await page.reload();
  await expect.poll(() => pictures(page)).toEqual([]);
});

/** Two devices with the same two contacts. */
async function devices(server, device) {
  await server.seed([contact(idOf(1), GRACE), contact(idOf(2), ADA)]);
  const pages = [await connected(device, server, DESK), await connected(device, server, DESK)];
  for (const page of pages) await expect(row(page, GRACE)).toBeVisible();
  return pages;
}

/** Gives a contact the picture on its page, and goes back to the list. */
async function give(page, name) {
  await openContact(page, name);
  const profile = page.getByRole("region", { name: "Profile" });
  await choose(profile, COLLINS);
  await expect(face(profile, name)).toBeVisible();
  await go(page, "Contacts");
}

async function erase(page, name) {
  const tab = (name) => page.getByRole("tablist", { name: "Smart lists" }).getByRole("tab", { name, exact: true });
  await select(page, name);
  await selection(page).getByRole("button", { name: "Delete" }).click();
  await tab("Trash").click();
  await select(page, name);
  await selection(page).getByRole("button", { name: "Delete for good" }).click();
  await answer(page, "Delete for good?", "Delete for good");
  await expect(page.getByRole("heading", { name: "Trash is empty" })).toBeVisible();
  await tab("All").click();
}

/** The digests of the pictures in the store. */
const pictures = async (page) => (await entries(page, "pictures")).map(([key]) => key);
/** What is still to be done about pictures. */
const noted = async (page) => (await entries(page, "meta")).map(([key]) => key).filter((key) => /^(loose|gone|buried):/.test(key));
/** The ids of documents that are still to be sent. */
const waiting = async (page) => (await entries(page, "docs")).filter(([, { dirty }]) => dirty).map(([id]) => id);

/** What a store holds: keys, each with its record. */
function entries(page, store) {
  return page.evaluate(async (store) => {
    const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const db = await done(indexedDB.open("visage"));
    const from = db.transaction(store).objectStore(store);
    const [keys, records] = await Promise.all([done(from.getAllKeys()), done(from.getAll())]);
    db.close();
    // Pictures are many bytes, and only their names are asked for.
    return keys.map((key, at) => [key, { dirty: Boolean(records[at]?.dirty) }]);
  }, store);
}

/** The pictures and thumbnails that the server has. */
const onServer = async (server) => (await server.documents()).filter(({ _id }) => /^(picture|thumb):/.test(_id)).map(({ _id }) => _id);
