// A field that is left: what was typed is seen at once, is called saved when it is, and is not shown where it could not be.
import { expect, test } from "./fixtures.mjs";
import { add, open, openContact } from "./app.mjs";
import { contacts, hold } from "./stored.mjs";

const heading = (page, name) => page.getByRole("heading", { name, level: 1 });
const firstName = (page) => page.getByRole("textbox", { name: "First name", exact: true });
const saved = (page) => page.getByRole("status").getByText("Saved.");

test.beforeEach(async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper");
  await openContact(page, "Grace Hopper");
});

test("what was typed is seen before the disk has it, and called saved only then", async ({ page }) => {
  const letGo = await hold(page);
  await firstName(page).fill("Grayce");
  await firstName(page).blur();
  await expect(heading(page, "Grayce Hopper")).toBeVisible();
  await expect(saved(page)).toHaveCount(0);
  await letGo();
  await expect(saved(page)).toBeVisible();
  await expect(heading(page, "Grayce Hopper")).toBeVisible();
  expect((await contacts(page))[0].first_name).toBe("Grayce");
});

test("what could not be stored is not shown, and stays in its box", async ({ page }) => {
  await page.evaluate(() => {
    const own = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...values) {
      if (String(values[0]?.id).startsWith("contact:")) throw new DOMException("The disk is full.", "QuotaExceededError");
      return own.apply(this, values);
    };
  });
  await firstName(page).fill("Grayce");
  await firstName(page).blur();
  await expect(page.getByRole("alert").filter({ hasText: /full|space/i })).toBeVisible();
  await expect(heading(page, "Grace Hopper")).toBeVisible();
  await expect(firstName(page)).toHaveValue("Grayce");
  await expect(saved(page)).toHaveCount(0);
  expect((await contacts(page))[0].first_name).toBe("Grace");
});
