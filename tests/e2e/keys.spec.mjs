// Keys of the rows: from row to row, selecting on the way; and where they stay out of the way.
import { expect, test } from "./fixtures.mjs";
import { open, openForm } from "./app.mjs";
import { openSample } from "./sample.mjs";

const bar = (page) => page.getByRole("toolbar", { name: "Selection" });
const selected = (page) => page.getByRole("row", { selected: true });
const focused = (page) => page.evaluate(() => Number(document.activeElement.closest("[role=row]")?.getAttribute("aria-rowindex") ?? 0) - 1);

test("j and k go from row to row, from the first one on, and Enter opens", async ({ page }) => {
  await openSample(page);
  for (const [key, expected] of [["j", 1], ["j", 2], ["j", 3], ["k", 2], ["ArrowDown", 3], ["k", 2], ["k", 1], ["k", 1]]) {
    await page.keyboard.press(key);
    await expect.poll(() => focused(page), { message: `after ${key}` }).toBe(expected);
  }
  await page.keyboard.press("End");
  await expect.poll(() => focused(page)).toBe(48);
  await page.keyboard.press("j");
  await expect.poll(() => focused(page)).toBe(48);
  const name = await page.evaluate(() => document.activeElement.textContent.trim());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
});

test("scrolled away, j begins with the first row in view", async ({ page }) => {
  await openSample(page);
  await page.getByRole("grid", { name: "Contacts" }).evaluate((grid) => { grid.scrollTop = 52 * 10.5; });
  // Drawn when the app knows of it, which is with the next frame.
  await expect(page.getByRole("grid", { name: "Contacts" }).locator("[aria-rowindex='24']")).toBeAttached();
  await page.keyboard.press("j");
  await expect.poll(() => focused(page)).toBe(12);
});

test("x selects the row that has the focus, and takes it out again", async ({ page }) => {
  await openSample(page);
  await page.keyboard.press("x");
  await expect(bar(page)).toHaveCount(0);
  await page.keyboard.press("j");
  await expect.poll(() => focused(page)).toBe(1);
  await page.keyboard.press("x");
  await expect(bar(page)).toContainText("1 selected");
  await page.keyboard.press("j");
  await expect.poll(() => focused(page)).toBe(2);
  await page.keyboard.press("x");
  await expect(bar(page)).toContainText("2 selected");
  await page.keyboard.press("x");
  await expect(bar(page)).toContainText("1 selected");
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
});

test("with Shift the selection goes along, and back", async ({ page }) => {
  await openSample(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect.poll(() => focused(page)).toBe(2);
  for (const [key, from, to] of [["Shift+ArrowDown", 2, 3], ["Shift+j", 2, 4], ["Shift+J", 2, 5], ["Shift+ArrowUp", 2, 4], ["Shift+k", 2, 3], ["Shift+k", 2, 2], ["Shift+k", 1, 2]]) {
    await page.keyboard.press(key);
    await expect.poll(() => places(page), { message: `after ${key}` }).toEqual(Array.from({ length: to - from + 1 }, (_, at) => from + at));
  }
  // The keyboard goes on from where the mouse was.
  await page.keyboard.press("Escape");
  await page.getByRole("row").nth(6).getByRole("checkbox").click();
  await page.keyboard.press("Shift+ArrowDown");
  await expect.poll(() => places(page)).toEqual([6, 7]);
  await page.keyboard.press("j");
  await expect.poll(() => focused(page)).toBe(8);
  expect(await places(page)).toEqual([6, 7]);
});

test("Ctrl and A selects all that match, in the list only", async ({ page }) => {
  await openSample(page);
  await page.getByRole("searchbox").fill("vip");
  await expect(page.getByRole("row", { name: "Ben Castillo" }).or(page.getByRole("row").nth(1)).first()).toBeVisible();
  await page.keyboard.press("Control+a");
  await expect(bar(page)).toHaveCount(0);
  const count = Number(await page.getByRole("grid").getAttribute("aria-rowcount")) - 1;
  expect(count).toBeLessThan(48);
  await page.getByRole("row").nth(1).getByRole("link").focus();
  await page.keyboard.press("Control+a");
  await expect(bar(page)).toContainText(`${count} selected`);
  await page.keyboard.press("Control+a");
  await expect(bar(page)).toContainText(`${count} selected`);
});

test("Escape clears the selection only when nothing else takes it", async ({ page }) => {
  await openSample(page);
  await page.keyboard.press("j");
  await expect.poll(() => focused(page)).toBe(1);
  await page.keyboard.press("x");
  await expect(bar(page)).toContainText("1 selected");
  const form = await openForm(page);
  await page.keyboard.press("Escape");
  await expect(form).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Commands" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("searchbox").fill("a");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("searchbox")).toHaveValue("");
  await expect(bar(page)).toContainText("1 selected");
  await page.getByRole("row").nth(1).getByRole("link").focus();
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
});

test("keys do nothing while one types, in a dialog, or with other keys held", async ({ page }) => {
  await openSample(page);
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("xjk?");
  await expect(page.getByRole("searchbox")).toHaveValue("xjk?");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("searchbox")).toHaveValue("");
  await page.getByRole("row").nth(1).getByRole("link").focus();
  for (const key of ["Alt+j", "Control+j", "Alt+x", "Control+Shift+a", "Control+ArrowDown", "Alt+k", "Control+Alt+k"]) {
    await page.keyboard.press(key);
  }
  expect(await focused(page)).toBe(1);
  await expect(selected(page)).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await openForm(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("x");
  await expect(selected(page)).toHaveCount(0);
});

test("an empty list has no row to go to", async ({ page }) => {
  await open(page);
  for (const key of ["j", "k", "x", "Shift+ArrowDown", "Escape"]) await page.keyboard.press(key);
  await expect(page.getByRole("heading", { name: "Put faces to names" })).toBeVisible();
});

/** The places of the selected rows. */
async function places(page) {
  return selected(page).evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("aria-rowindex")) - 1).sort((a, b) => a - b));
}
