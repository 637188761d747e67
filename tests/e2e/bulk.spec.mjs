// A change of thousands: confirmed at once, there after a reload at any moment, kept by edits that come before it was
// written everywhere, seen in other tabs, and taken back exactly.
import { expect, test } from "./fixtures.mjs";
import { isDeepStrictEqual } from "node:util";
import { seed } from "../bench/data/people.mjs";
import { open, openContact, row } from "./app.mjs";
import { contacts } from "./stored.mjs";

const COUNT = 6_000;
const ALL = COUNT.toLocaleString("en");

const bar = (page) => page.getByRole("toolbar", { name: "Selection" });
const toast = (page, text) => page.getByRole("status").getByText(text);

test("what was confirmed is there after a reload at once, and an edit meanwhile is kept", async ({ page }) => {
  await openCrowd(page);
  await tagEverybody(page, "newsletter");
  expect(await waiting(page), "not every document has it when it is confirmed").toBe(true);
  await page.reload();
  await expectTagged(page, "newsletter");
  const name = await page.getByRole("row").nth(1).getAttribute("aria-label");
  await openContact(page, name);
  await page.getByRole("textbox", { name: "Company", exact: true }).fill("Edited & Sons");
  await page.getByRole("textbox", { name: "Company", exact: true }).blur();
  await expect(toast(page, "Saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Company", exact: true })).toHaveValue("Edited & Sons");
  await expect.poll(() => waiting(page), { timeout: 30_000 }).toBe(false);
  const stored = await contacts(page);
  expect(stored.length).toBe(COUNT);
  expect(stored.filter(({ tags }) => tags.filter((tag) => tag === "newsletter").length === 1).length).toBe(COUNT);
  expect(stored.filter(({ company }) => company === "Edited & Sons").map(({ first_name, last_name }) => `${first_name} ${last_name}`)).toEqual([name]);
});

test("an undo restores exactly, also before the change was written everywhere", async ({ page }) => {
  await openCrowd(page);
  const before = await plain(page);
  await tagEverybody(page, "newsletter");
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(toast(page, "Undone.")).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await page.getByRole("searchbox", { name: "Search contacts" }).fill("newsletter");
  await expect(page.getByRole("heading", { name: "Nobody matches" })).toBeVisible();
  await expect.poll(() => waiting(page), { timeout: 30_000 }).toBe(false);
  expect(isDeepStrictEqual(await plain(page), before), "every contact is as it was").toBe(true);
});

test("a second change while the first one is being written has both", async ({ page }) => {
  await openCrowd(page);
  await tagEverybody(page, "first");
  await bar(page).getByRole("button", { name: "Delete" }).click();
  await expect(toast(page, `${ALL} contacts moved to Trash.`)).toBeVisible({ timeout: 30_000 });
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect(toast(page, "Undone.")).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => waiting(page), { timeout: 60_000 }).toBe(false);
  const stored = await contacts(page);
  expect(stored.filter(({ tags, deleted_at }) => tags.at(-1) === "first" && !deleted_at).length).toBe(COUNT);
});

test("another tab shows it, and writes it on when the first is closed", async ({ page, context }) => {
  await openCrowd(page);
  const other = await context.newPage();
  await open(other);
  await expect(row(other, /./).first()).toBeVisible();
  await tagEverybody(page, "seen in both");
  await expectTagged(other, "seen in both");
  await page.close();
  await expect.poll(() => waiting(other), { timeout: 30_000 }).toBe(false);
  expect((await contacts(other)).every(({ tags }) => tags.at(-1) === "seen in both")).toBe(true);
});

test("a journal that cannot be read is said and left as it is", async ({ page }) => {
  await openCrowd(page);
  const damaged = '{"version":99}';
  await meta(page, damaged);
  await page.reload();
  await expect(toast(page, /A change of many contacts .* cannot be read/)).toBeVisible();
  await tagEverybody(page, "all the same");
  expect((await contacts(page)).every(({ tags }) => tags.at(-1) === "all the same")).toBe(true);
  expect(await meta(page)).toBe(damaged);
});

/** The app with thousands of contacts. */
async function openCrowd(page) {
  await open(page);
  await seed(page, COUNT);
  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Search contacts" })).toHaveAttribute("placeholder", new RegExp(ALL));
}

async function tagEverybody(page, tag) {
  await page.getByRole("checkbox", { name: `Select all ${ALL}` }).click();
  await bar(page).getByRole("button", { name: "Add tag" }).click();
  const dialog = page.getByRole("dialog", { name: "Add tag" });
  await dialog.getByRole("combobox", { name: "Tag" }).fill(tag);
  await dialog.getByRole("button", { name: "Add tag" }).click();
  await expect(toast(page, `Tag “${tag}” added to ${ALL} contacts.`)).toBeVisible({ timeout: 30_000 });
}

async function expectTagged(page, tag) {
  await page.getByRole("searchbox", { name: "Search contacts" }).fill(tag);
  await expect(page.getByText(`${ALL} contacts found`)).toBeAttached({ timeout: 15_000 });
  await page.getByRole("searchbox", { name: "Search contacts" }).fill("");
}

/** The stored contacts without the marks of edits, which an undo does not take back, and without empty fields. */
async function plain(page) {
  const isEmpty = (value) => value === "" || (Array.isArray(value) && value.length === 0);
  const stored = (await contacts(page)).map(({ v, ...rest }) => rest);
  return JSON.parse(JSON.stringify(stored, (_, value) => (isEmpty(value) ? undefined : value)));
}

/** Whether something is saved that not all documents have. */
async function waiting(page) {
  return (await meta(page)) !== undefined;
}

/** What the store says about the journal, or, with a text, what it shall say. */
function meta(page, text) {
  return page.evaluate(async (text) => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const db = await done(indexedDB.open("visage"));
    const store = db.transaction("meta", "readwrite").objectStore("meta");
    if (text) await done(store.put(text, "journal"));
    const found = await done(store.get("journal"));
    db.close();
    return found;
  }, text);
}
