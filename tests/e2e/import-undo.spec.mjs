// An import is stopped, wherever one is meanwhile, and taken back as a whole with all that it has made.
import { expect, test } from "./fixtures.mjs";
import { open } from "./app.mjs";
import { bring, button, choose, counts, many, run } from "./import.mjs";
import { contacts, stored } from "./stored.mjs";

const BADGES = "First Name,Badge\nGrace,12\nAna,7\n";
const link = (page, name) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name });
const lists = (page) => page.getByRole("tablist", { name: "Smart lists" });
const undone = (page) => page.getByRole("status").getByText(/^The import was undone/);
const field = async (page) => (await stored(page)).docs.find(({ id }) => id.startsWith("field:"));

/** Brings a table in of which one column becomes a custom field, with a list of who came. */
async function bringBadges(page) {
  await bring(page, "badges.csv", BADGES);
  await page.getByRole("textbox", { name: "Tag for all of them" }).fill("fair");
  await page.getByRole("checkbox", { name: "Save a Smart List of them" }).check();
  await run(page);
}

test("an import that is stopped keeps what came in, and is undone later", async ({ page }) => {
  await bring(page, "many.csv", many(20_000));
  await button(page, "Import contacts").click();
  await button(page, "Stop").click();
  await expect(page.getByRole("heading", { name: "The import was stopped" })).toBeVisible();
  const { added } = await counts(page);
  expect(added).toBeLessThan(20_000);
  expect((await contacts(page)).length).toBe(added);
  await open(page, "import");
  await button(page, "Undo the import of many.csv").click();
  // Thousands of contacts, stored one by one.
  await expect(page.getByRole("status").getByText("The import was undone.")).toBeVisible({ timeout: 60_000 });
  expect(await contacts(page)).toEqual([]);
});

test("an import is shown with the contacts when its page is left, and stopped there", async ({ page }) => {
  await bring(page, "many.csv", many(20_000));
  await button(page, "Import contacts").click();
  await link(page, "Contacts").click();
  const progress = page.getByRole("group", { name: "Progress" });
  await expect(progress.getByText("Importing…")).toBeVisible();
  await expect(progress.getByText(/^[1-9][\d,]* read$/)).toBeVisible();
  await button(progress, "Stop").click();
  await expect(progress).toBeHidden();
  await expect(page.getByRole("status").getByText(/^The import of many\.csv was stopped: [\d,]+ added, 0 updated\.$/)).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "The import was stopped" })).toBeVisible();
  const { added } = await counts(page);
  expect(added).toBeLessThan(20_000);
  expect((await contacts(page)).length).toBe(added);
});

test("an Undo that is stopped leaves the rest to be undone later", async ({ page }) => {
  await bring(page, "many.csv", many(3_000));
  await run(page);
  await button(page, "Undo import").click();
  await link(page, "Contacts").click();
  const progress = page.getByRole("group", { name: "Progress" });
  await expect(progress.getByText("Undoing the import…")).toBeVisible();
  await button(progress, "Stop").click();
  await expect(page.getByRole("status").getByText(/^Stopped\. What is left/)).toBeVisible();
  const left = (await contacts(page)).length;
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(3_000);
  await open(page, "import");
  await button(page, "Undo the import of many.csv").click();
  await expect(undone(page)).toBeVisible({ timeout: 30_000 });
  expect(await contacts(page)).toEqual([]);
});

test("the custom fields and the list that an import has made go with its Undo", async ({ page }) => {
  await bringBadges(page);
  await link(page, "Contacts").click();
  await expect(lists(page).getByRole("tab", { name: "badges", exact: true })).toBeVisible();
  await page.goBack();
  await button(page, "Undo import").click();
  await expect(undone(page)).toBeVisible();
  expect((await field(page)).removed_at).toBeTruthy();
  await link(page, "Contacts").click();
  await expect(lists(page).getByRole("tab", { name: "All", exact: true })).toBeVisible();
  await expect(lists(page).getByRole("tab", { name: "badges", exact: true })).toHaveCount(0);
});

test("what somebody has made use of since stays", async ({ page }) => {
  await bringBadges(page);
  // Somebody else comes in with a badge, and the list gets another name.
  await button(page, "Import another file").click();
  await choose(page, "more.csv", "First Name,Badge\nBen,3\n");
  await run(page);
  await link(page, "Contacts").click();
  await lists(page).getByRole("tab", { name: "badges", exact: true }).click();
  await button(page, "List actions").click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("dialog", { name: "Rename list" }).getByRole("textbox", { name: "Name" }).fill("Fair");
  await page.keyboard.press("Enter");
  await expect(lists(page).getByRole("tab", { name: "Fair", exact: true })).toBeVisible();
  await open(page, "import");
  await button(page, "Undo the import of badges.csv").click();
  await expect(undone(page)).toBeVisible();
  expect((await field(page)).removed_at).toBeUndefined();
  expect((await contacts(page)).map(({ first_name }) => first_name)).toEqual(["Ben"]);
  await link(page, "Contacts").click();
  await expect(lists(page).getByRole("tab", { name: "Fair", exact: true })).toBeVisible();
});
