// Everything by keyboard alone: the focus is where one expects it, and comes back.
import { expect, test } from "./fixtures.mjs";
import { HOPPER, add, face, fill, open, openForm, paste, position, row } from "./app.mjs";
import { tabTo } from "./keyboard.mjs";
import { expectFace } from "./pixels.mjs";
import { openSample } from "./sample.mjs";
import { contacts } from "./stored.mjs";

/** Which row of the list has the focus, from 1 for its head. */
const focusedRow = (page) => page.evaluate(() => Number(document.activeElement.closest("[role=row]")?.getAttribute("aria-rowindex")));

test("a contact with a positioned picture is added, found, opened, edited, undone, and the theme changed", async ({ page }) => {
  await open(page);
  await page.keyboard.press("c");
  const form = page.getByRole("dialog", { name: "Add contact" });
  await expect(form).toBeVisible();
  await paste(page, HOPPER);
  await expect(position(page).getByRole("application")).toBeFocused();
  await page.keyboard.press("+");
  await page.keyboard.press("Shift+ArrowLeft");
  await tabTo(page, position(page).getByRole("button", { name: "Use picture" }));
  await page.keyboard.press("Enter");
  await expect(position(page)).toHaveCount(0);
  await expect.poll(() => form.evaluate((dialog) => dialog.contains(document.activeElement)), { message: "the focus is back in the form" }).toBe(true);
  await tabTo(page, form.getByRole("textbox", { name: "First name" }));
  await page.keyboard.type("Grace");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Hopper");
  await page.keyboard.press("Enter");
  await expect(form).toHaveCount(0);
  await add(page, "Ada", "Lovelace");

  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search contacts" })).toBeFocused();
  await page.keyboard.type("hop");
  await expect(row(page, "Ada Lovelace")).toHaveCount(0);
  const side = 512 / 1.1;
  await expectFace(face(row(page, "Grace Hopper"), "Grace Hopper"), HOPPER, { x: 256 - side / 2 + 256 - side / 2, y: 88 / 3 + 256 - side / 2, side });
  await tabTo(page, row(page, "Grace Hopper").getByRole("link"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Grace Hopper" })).toBeVisible();
  await tabTo(page, page.getByRole("textbox", { name: "Company" }));
  await page.keyboard.type("US Navy");
  await page.keyboard.press("Tab");
  await expect.poll(async () => (await contacts(page)).some(({ company }) => company === "US Navy")).toBe(true);
  await tabTo(page, page.getByRole("status").getByRole("button", { name: "Undo" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Company" })).toHaveValue("");

  await tabTo(page, page.getByRole("link", { name: "Settings" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("radio", { name: "As the system has it" }));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
});

test("whoever goes on at once when a dialog is closed stays there", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  const search = page.getByRole("searchbox", { name: "Search contacts" });
  const cancel = await form.getByRole("button", { name: "Cancel" }).elementHandle();
  await search.evaluate(async (search, cancel) => {
    cancel.click();
    // Before the next frame is drawn, as a key that is pressed on a slow machine comes.
    while (cancel.isConnected) await null;
    search.focus();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, cancel);
  await expect(search).toBeFocused();
});

test("arrows, Home, End and Page Down move through the list, which draws what is needed", async ({ page }) => {
  await openSample(page);
  const grid = page.getByRole("grid", { name: "Contacts" });
  const at = () => focusedRow(page);
  await tabTo(page, grid.getByRole("link").first());
  for (const [key, expected] of [["ArrowDown", 3], ["ArrowDown", 4], ["ArrowUp", 3], ["End", 49], ["ArrowDown", 49], ["Home", 2], ["ArrowUp", 2]]) {
    await page.keyboard.press(key);
    await expect.poll(at, { message: `after ${key}` }).toBe(expected);
  }
  await page.keyboard.press("PageDown");
  await expect.poll(at).toBeGreaterThan(6);
  await page.keyboard.press("PageUp");
  await expect.poll(at).toBe(2);
  // One stop for the whole list: the next Tab leaves it.
  await page.keyboard.press("Tab");
  await expect.poll(at).not.toBe(3);
  await page.keyboard.press("Shift+Tab");
  await expect.poll(at).toBe(2);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Contacts");
});

test("the focus stays on its row when the list has come to rest, and a page up from anywhere", async ({ page }) => {
  await openSample(page);
  const grid = page.getByRole("grid", { name: "Contacts" });
  const at = () => focusedRow(page);
  const rowAt = (index) => grid.locator(`[aria-rowindex="${index}"]`);
  await tabTo(page, grid.getByRole("link").first());
  await page.keyboard.press("End");
  // The rows above it are drawn a moment later.
  await expect(rowAt(37)).toBeAttached();
  await expect.poll(at).toBe(49);
  for (let up = 0; up < 8; up += 1) {
    await page.keyboard.press("End");
    await expect.poll(at).toBe(49);
    for (let press = 0; press < up; press += 1) await page.keyboard.press("ArrowUp");
    await expect.poll(at).toBe(49 - up);
    await page.keyboard.press("PageUp");
    await expect.poll(at, { message: `a page above ${49 - up}` }).toBeLessThan(49 - up);
    await page.keyboard.press("PageUp");
    await expect.poll(at, { message: `two pages above ${49 - up}` }).toBeLessThan(40 - up);
    expect(await at()).toBeGreaterThan(1);
  }
});

test("after a dialog the focus is back where it was", async ({ page }) => {
  await open(page);
  await add(page, "Ada", "Lovelace");
  const button = page.getByRole("button", { name: "Add contact", exact: true });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Add contact" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await row(page, "Ada Lovelace").getByRole("link").click();
  const menu = page.getByRole("button", { name: "More actions" });
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Take photo" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
});

test("Escape and Cancel leave an untouched form at once, and ask for one with something in it", async ({ page }) => {
  await open(page);
  const question = page.getByRole("dialog", { name: "Discard this contact?" });
  for (const leave of [(form) => form.page().keyboard.press("Escape"), (form) => form.getByRole("button", { name: "Cancel" }).click()]) {
    const untouched = await openForm(page);
    await leave(untouched);
    await expect(untouched).toHaveCount(0);
    const form = await openForm(page);
    await fill(form, { "First name": "Rosa" });
    await leave(form);
    await expect(question.getByRole("button", { name: "Keep editing" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(question).toHaveCount(0);
    await expect(form.getByRole("textbox", { name: "First name" })).toHaveValue("Rosa");
    await leave(form);
    await question.getByRole("button", { name: "Discard" }).click();
    await expect(form).toHaveCount(0);
  }
  expect(await contacts(page)).toEqual([]);
});

test("Escape empties the search; shortcuts stay out of the way of typing", async ({ page }) => {
  await open(page);
  await add(page, "Ada", "Lovelace");
  const search = page.getByRole("searchbox", { name: "Search contacts" });
  await page.keyboard.press("/");
  await page.keyboard.type("c/c");
  await expect(search).toHaveValue("c/c");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(search).toHaveValue("");
  // Nor does it come back with the address, which follows the keys a moment later.
  await page.keyboard.type("ada");
  await expect(page).toHaveURL(/\?q=ada$/);
  await page.keyboard.type("x");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/contacts$/);
  await expect(search).toHaveValue("");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
});

test("what was said stays while somebody goes through the page by keys, and goes afterwards", async ({ page }) => {
  await openSample(page);
  await page.getByRole("checkbox", { name: /^Select / }).nth(1).click();
  await page.getByRole("button", { name: "Delete" }).click();
  const said = page.getByRole("status").getByText("1 contact moved to Trash.");
  await expect(said).toBeVisible();
  await page.getByRole("button", { name: "Add contact", exact: true }).focus();
  const from = Date.now();
  while (Date.now() - from < 11_000) {
    await page.keyboard.press("Tab");
    await page.waitForTimeout(200);
    await page.keyboard.press("Shift+Tab");
    await page.waitForTimeout(200);
    await expect(said).toBeVisible();
  }
  await expect(said).toHaveCount(0, { timeout: 15_000 });
});
