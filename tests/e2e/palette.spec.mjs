// The commands: found as one types, by keyboard and by mouse, from every page; and the table of keys.
import { expect, test } from "./fixtures.mjs";
import { open, openForm, row } from "./app.mjs";
import { facesAreThere, openSample } from "./sample.mjs";

const palette = (page) => page.getByRole("dialog", { name: "Commands", exact: true });
const box = (page) => palette(page).getByRole("combobox", { name: "Search commands" });
const option = (page, name) => palette(page).getByRole("option", { name });
const active = (page) => palette(page).getByRole("option", { selected: true });

test("Ctrl and K opens it anywhere, also while typing, and closes it; the focus goes back", async ({ page }) => {
  await openSample(page);
  const search = page.getByRole("searchbox", { name: "Search contacts" });
  await search.fill("am");
  await openPalette(page);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("am");
  for (const name of ["Conversations", "Duplicates", "Settings"]) {
    const link = page.getByRole("link", { name });
    await link.click();
    await openPalette(page);
    await page.keyboard.press("Control+k");
    await expect(palette(page)).toHaveCount(0);
    await expect(link).toBeFocused();
  }
});

test("it stays away from other dialogs, and a click beside it closes it", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await expect(form).toHaveCount(0);
  await expect(palette(page)).toHaveCount(0);
  await openPalette(page);
  await page.mouse.click(20, 400);
  await expect(palette(page)).toHaveCount(0);
});

test("with nothing typed it offers lists and actions; keys go through them", async ({ page }) => {
  await openSample(page);
  await openPalette(page);
  const groups = palette(page).getByRole("group");
  await expect(groups).toHaveCount(3);
  for (const [at, name] of ["Lists", "Actions", "Pages"].entries()) {
    await expect(groups.nth(at)).toHaveAccessibleName(name);
  }
  const names = await palette(page).getByRole("option").allTextContents();
  const first = names[0].trim();
  await expect(active(page)).toHaveText(first);
  await page.keyboard.press("ArrowUp");
  await expect(active(page)).toHaveText("Settings");
  await page.keyboard.press("ArrowDown");
  await expect(active(page)).toHaveText(first);
  await page.keyboard.press("ArrowDown");
  await expect(active(page)).toHaveText(names[1].trim());
  await page.keyboard.press("End");
  await expect(active(page)).toHaveText("Settings");
  await expect(active(page)).toBeInViewport();
  await page.keyboard.press("Home");
  await expect(active(page)).toHaveText(first);
  const told = await box(page).getAttribute("aria-activedescendant");
  expect(told).toBe(await active(page).getAttribute("id"));
  // What would change nothing is not offered.
  await expect(option(page, "Show faces")).toHaveCount(1);
  await expect(option(page, "Show rows")).toHaveCount(0);
  await expect(option(page, "Clear selection")).toHaveCount(0);
  await expect(option(page, "Save list")).toHaveCount(0);
});

test("contacts are found with face and company, those whose name begins with it first, and opened", async ({ page }) => {
  await openSample(page);
  await openPalette(page);
  await page.keyboard.type("cast");
  await expect(palette(page).getByRole("group").first()).toHaveAccessibleName("Contacts");
  await expect(active(page)).toContainText("Ben Castillo");
  await expect(active(page).locator("[aria-label$='Ben Castillo']")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Ben Castillo", level: 1 })).toBeVisible();
  await expect(palette(page)).toHaveCount(0);
  await openPalette(page);
  await page.keyboard.type("a");
  const people = palette(page).getByRole("group", { name: "Contacts" }).getByRole("option");
  await expect(people).toHaveCount(8);
  const begin = (await people.locator("bdi:first-child").allTextContents()).filter(Boolean).map((name) => /(^|\s)[aáàâäåā]/i.test(name));
  expect(begin[0]).toBe(true);
});

test("pages and lists are gone to, by keyboard and by mouse", async ({ page }) => {
  await openSample(page);
  await choose(page, "sett", "Settings");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement.tagName), { message: "the page has the focus" }).toBe("MAIN");
  await choose(page, "", "All");
  await expect(page.getByRole("grid", { name: "Contacts" })).toBeVisible();
  await page.getByRole("button", { name: "Add smart list" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Key accounts");
  await page.getByRole("dialog").getByRole("button", { name: "Save list" }).click();
  await page.getByRole("dialog", { name: "Filter" }).getByRole("button", { name: "Cancel" }).click();
  await choose(page, "", "All");
  await expect(page.getByRole("tab", { name: "All" })).toHaveAttribute("aria-selected", "true");
  await page.getByRole("link", { name: "Duplicates" }).click();
  await openPalette(page);
  await page.keyboard.type("key acc");
  await option(page, "Key accounts").click();
  await expect(page.getByRole("tab", { name: "Key accounts" })).toHaveAttribute("aria-selected", "true");
});

test("actions are done, from another page too", async ({ page }) => {
  await openSample(page);
  await page.getByRole("link", { name: "Settings" }).click();
  await choose(page, "filter", "Edit filter");
  await expect(page.getByRole("dialog", { name: "Filter" })).toBeVisible();
  await expect(page.getByRole("grid", { name: "Contacts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await choose(page, "columns", "Choose columns");
  await page.getByRole("dialog", { name: "Columns" }).getByRole("button", { name: "Done" }).click();
  await choose(page, "smart list", "Add smart list");
  await expect(page.getByRole("dialog", { name: "Add smart list" })).toBeVisible();
  await page.keyboard.press("Escape");
  await choose(page, "select", "Select all");
  await expect(page.getByRole("toolbar", { name: "Selection" })).toContainText("48 selected");
  await choose(page, "clear", "Clear selection");
  await expect(page.getByRole("toolbar", { name: "Selection" })).toHaveCount(0);
  await choose(page, "faces", "Show faces");
  await expect(page.getByRole("list", { name: "Contacts" })).toBeVisible();
  await choose(page, "save", "Save list");
  await expect(page.getByRole("dialog", { name: "Add smart list" })).toBeVisible();
  await page.keyboard.press("Escape");
  await choose(page, "rows", "Show rows");
  await expect(page.getByRole("grid", { name: "Contacts" })).toBeVisible();
  await choose(page, "search", "Search contacts");
  await expect(page.getByRole("searchbox", { name: "Search contacts" })).toBeFocused();
  await choose(page, "dark", "Dark theme");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await choose(page, "theme", "Light theme");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await choose(page, "system", "System theme");
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  await choose(page, "new", "Add contact");
  await expect(page.getByRole("dialog", { name: "Add contact" })).toBeVisible();
});

test("a dialog opened from it gives the focus back to where it was before", async ({ page }) => {
  await openSample(page);
  const search = page.getByRole("searchbox", { name: "Search contacts" });
  await search.focus();
  await choose(page, "filter", "Edit filter");
  await expect(page.getByRole("dialog", { name: "Filter" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(search).toBeFocused();
});

test("also a dialog that is closed as soon as it is there", async ({ page }) => {
  await openSample(page);
  const search = page.getByRole("searchbox", { name: "Search contacts" });
  await search.focus();
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      const dialog = document.querySelector("dialog[aria-label=Filter]");
      if (dialog) {
        observer.disconnect();
        dialog.dispatchEvent(new Event("cancel", { cancelable: true }));
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
  await choose(page, "filter", "Edit filter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(search).toBeFocused();
});

test("what matches nothing is said", async ({ page }) => {
  await openSample(page);
  await openPalette(page);
  await page.keyboard.type("zzzz");
  await expect(palette(page).getByRole("status")).toHaveText("Nothing matches “zzzz”. Try part of a name, of a list, or of what you want to do.");
  await expect(palette(page).getByRole("option")).toHaveCount(0);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(palette(page)).toBeVisible();
  await box(page).fill("");
  await expect(option(page, "Add contact")).toBeVisible();
});

test("a question mark shows all keys, and the commands do too", async ({ page }) => {
  await openSample(page);
  const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await page.keyboard.press("?");
  await expect(keys.getByRole("row", { name: "Add a contact" })).toContainText("C");
  await expect(keys.getByRole("row", { name: "Open the commands" })).toContainText("K");
  await page.keyboard.press("c");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await choose(page, "shortcuts", "Keyboard shortcuts");
  await expect(keys).toBeVisible();
  await keys.getByRole("button", { name: "Close" }).click();
  await expect(keys).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Search contacts" }).focus();
  await page.keyboard.type("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

for (const [state, reach] of Object.entries({
  "the commands": openPalette,
  "the commands with contacts": async (page) => {
    await openPalette(page);
    await page.keyboard.type("a");
    await expect(active(page)).toBeVisible();
  },
  "the commands without a match": async (page) => {
    await openPalette(page);
    await page.keyboard.type("zzzz");
    await expect(palette(page).getByRole("status")).toContainText("Nothing matches");
  },
  "the table of keys": async (page) => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  },
})) {
  test(`axe: ${state}, light and dark, wide and narrow`, async ({ accessible, page }) => {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await openSample(page);
    await facesAreThere(page);
    await reach(page);
    await accessible(page);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await accessible(page);
    await page.setViewportSize({ width: 390, height: 700 });
    await accessible(page);
    const dialog = await page.getByRole("dialog").boundingBox();
    expect(dialog.x).toBeGreaterThanOrEqual(0);
    expect(dialog.x + dialog.width).toBeLessThanOrEqual(390);
    expect(dialog.y + dialog.height).toBeLessThanOrEqual(700);
  });
}

async function openPalette(page) {
  await page.keyboard.press("Control+k");
  await expect(box(page)).toBeFocused();
}

/** Opens the commands, types, and takes an option with the keyboard. */
async function choose(page, typed, name) {
  await openPalette(page);
  await page.keyboard.type(typed);
  for (let presses = 0; presses < 40; presses += 1) {
    if ((await active(page).getByText(name, { exact: true }).count()) > 0) break;
    await page.keyboard.press("ArrowDown");
  }
  await expect(active(page)).toContainText(name);
  await page.keyboard.press("Enter");
  await expect(palette(page)).toHaveCount(0);
}
