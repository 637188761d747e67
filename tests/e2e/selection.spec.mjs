// Selecting contacts and changing them at once, with Undo; and what another tab sees of it.
import { expect, test } from "./fixtures.mjs";
import { open, row } from "./app.mjs";
import { openSample } from "./sample.mjs";
import { contacts } from "./stored.mjs";

const bar = (page) => page.getByRole("toolbar", { name: "Selection" });
const box = (page, name) => page.getByRole("checkbox", { name: `Select ${name}`, exact: true });
const toast = (page, text) => page.getByRole("status").getByText(text);

test("contacts are selected one by one, as a range and all at once", async ({ page }) => {
  await openSample(page);
  await expect(bar(page)).toHaveCount(0);
  await box(page, "Ben Castillo").click();
  await box(page, "Farid Haddad").click({ modifiers: ["Shift"] });
  const names = await page.getByRole("row").evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label")));
  const between = names.indexOf("Farid Haddad") - names.indexOf("Ben Castillo") + 1;
  await expect(bar(page)).toContainText(`${between} selected`);
  await expect(row(page, "Dmitri Volkov")).toHaveAttribute("aria-selected", "true");
  await box(page, "Dmitri Volkov").click();
  await expect(bar(page)).toContainText(`${between - 1} selected`);
  await page.getByRole("checkbox", { name: "Select all 48" }).click();
  await expect(bar(page)).toContainText("48 selected");
  await bar(page).getByRole("button", { name: "Clear selection" }).click();
  await expect(bar(page)).toHaveCount(0);
});

test("the selection stays while one searches, and says who is out of sight", async ({ page }) => {
  await openSample(page);
  await box(page, "Ben Castillo").click();
  await page.getByRole("searchbox").fill("rossi");
  await expect(bar(page)).toContainText("1 selected");
  await expect(bar(page)).toContainText("1 not in this list");
});

test("a tag is added to many and removed again, each with an undo that restores exactly", async ({ page }) => {
  await openSample(page);
  const before = await plain(page);
  await page.getByRole("checkbox", { name: "Select all 48" }).click();
  await ask(page, "Add tag", "Tag", "newsletter");
  await expect(toast(page, "Tag “newsletter” added to 48 contacts.")).toBeVisible();
  expect((await contacts(page)).every(({ tags }) => tags.at(-1) === "newsletter")).toBe(true);
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(toast(page, "Undone.")).toBeVisible();
  expect(await plain(page)).toEqual(before);
  const tagged = before.filter(({ tags }) => tags?.includes("vip")).length;
  await ask(page, "Remove tag", "Tag", "VIP");
  await expect(toast(page, `Tag “VIP” removed from ${tagged} contacts.`)).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect.poll(() => plain(page)).toEqual(before);
});

test("a field is set for the selected ones only", async ({ page }) => {
  await openSample(page);
  await box(page, "Ben Castillo").click();
  await box(page, "Grace Lin").click();
  await bar(page).getByRole("button", { name: "Set field" }).click();
  const dialog = page.getByRole("dialog", { name: "Set field" });
  await dialog.getByRole("combobox", { name: "Field" }).selectOption("Contact type");
  await dialog.getByRole("textbox", { name: "Value" }).fill("Supplier");
  await dialog.getByRole("button", { name: "Set field" }).click();
  await expect(toast(page, "Field set for 2 contacts.")).toBeVisible();
  const set = (await contacts(page)).filter(({ contact_type }) => contact_type === "Supplier");
  expect(set.map(({ last_name }) => last_name)).toEqual(expect.arrayContaining(["Castillo", "Lin"]));
});

test("deleting moves to Trash, and undo brings back, also after the list was left", async ({ page }) => {
  await openSample(page);
  const before = await plain(page);
  await box(page, "Ben Castillo").click();
  await bar(page).getByRole("button", { name: "Delete" }).click();
  await expect(toast(page, "1 contact moved to Trash.")).toBeVisible();
  await expect(row(page, "Ben Castillo")).toHaveCount(0);
  await expect(bar(page)).toHaveCount(0);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(toast(page, "Undone.")).toBeVisible();
  await page.getByRole("link", { name: "Contacts" }).click();
  await expect(row(page, "Ben Castillo")).toBeVisible();
  expect(await plain(page)).toEqual(before);
});

test("a tag that cannot be kept is refused in the dialog, which stays", async ({ page }) => {
  await openSample(page);
  await box(page, "Ben Castillo").click();
  await bar(page).getByRole("button", { name: "Add tag" }).click();
  const dialog = page.getByRole("dialog", { name: "Add tag" });
  await dialog.getByRole("button", { name: "Add tag" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Type a tag.");
  await dialog.getByRole("combobox", { name: "Tag" }).fill("a, b");
  await dialog.getByRole("button", { name: "Add tag" }).click();
  await expect(dialog.getByRole("alert")).toContainText("leave out the comma");
});

test("two tabs stay equal", async ({ page, context }) => {
  await openSample(page);
  const other = await context.newPage();
  await open(other);
  await expect(row(other, "Ben Castillo")).toBeVisible();
  await box(page, "Ben Castillo").click();
  await ask(page, "Add tag", "Tag", "seen in both");
  await expect(row(other, "Ben Castillo")).toContainText("seen in both");
  await box(other, "Ben Castillo").click();
  await bar(other).getByRole("button", { name: "Delete" }).click();
  await expect(row(page, "Ben Castillo")).toHaveCount(0);
  await expect(bar(page)).toHaveCount(0);
  await other.getByRole("link", { name: "Settings" }).click();
  await other.getByRole("button", { name: "Remove sample contacts" }).click();
  const sure = other.getByRole("dialog");
  if (await sure.count()) await sure.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("heading", { name: "Put faces to names" })).toBeVisible();
});

/** Opens a dialog of the bar, fills it in and confirms. */
async function ask(page, name, label, text) {
  await bar(page).getByRole("button", { name }).click();
  const dialog = page.getByRole("dialog", { name });
  await dialog.getByRole("combobox", { name: label }).fill(text);
  await dialog.getByRole("button", { name }).click();
  await expect(dialog).toHaveCount(0);
}

/** The stored contacts without the marks of edits, which an undo does not take back. */
async function plain(page) {
  return (await contacts(page)).map(({ v, ...rest }) => rest);
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("a row that is held is selected, then a tap selects more, and opens again when nobody is", async ({ page }) => {
    await openSample(page);
    const devtools = await page.context().newCDPSession(page);
    const touch = (type, ...touchPoints) => devtools.send("Input.dispatchTouchEvent", { type, touchPoints });
    const middle = async (name) => {
      // Waits until nothing scrolls any more.
      await row(page, name).click({ trial: true });
      const { x, y, width, height } = await row(page, name).boundingBox();
      return { x: x + width / 2, y: y + height / 2 };
    };
    const tools = page.getByRole("toolbar", { name: "Selection" });

    // A finger that scrolls holds nothing.
    const start = await middle("Ben Castillo");
    await touch("touchStart", start);
    for (let by = 20; by <= 120; by += 20) await touch("touchMove", { ...start, y: start.y - by });
    // Lies still before it leaves, so that the list does not run on.
    await page.waitForTimeout(200);
    await touch("touchMove", { ...start, y: start.y - 120 });
    await touch("touchEnd");
    await expect(tools).toHaveCount(0);
    const at = await middle("Chiara Rossi");
    await touch("touchStart", at);
    await expect(tools).toContainText("1 selected");
    await touch("touchEnd");
    await expect(row(page, "Chiara Rossi")).toHaveAttribute("aria-selected", "true");
    await expect(page).toHaveURL(/contacts$/);

    const other = await middle("Danuta Kowalska");
    await page.touchscreen.tap(other.x, other.y);
    await expect(tools).toContainText("2 selected");
    await row(page, "Danuta Kowalska").getByRole("link").tap();
    await expect(tools).toContainText("1 selected");
    await tools.getByRole("button", { name: "Clear selection" }).tap();
    await expect(tools).toHaveCount(0);
    await page.touchscreen.tap(other.x, other.y);
    await expect(page.getByRole("heading", { name: "Danuta Kowalska", level: 1 })).toBeVisible();
  });
});
