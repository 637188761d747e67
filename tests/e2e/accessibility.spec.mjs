// axe finds nothing in any state of the app, light and dark, narrow, and with large text.
import { expect, test } from "./fixtures.mjs";
import { HOPPER, add, choose, comparison, file, fill, open, openContact, openForm, position, select, selection } from "./app.mjs";
import { everywhere } from "./everywhere.mjs";
import { openSample, facesAreThere } from "./sample.mjs";
import { openSettings } from "./settings.mjs";

/** Each state: how to get there from a page that has never been open. */
const STATES = {
  "an empty workspace": (page) => open(page),
  "the sample list": async (page) => {
    await openSample(page);
    await facesAreThere(page);
  },
  "the wall of faces": async (page) => {
    await openSample(page);
    await page.getByRole("button", { name: "Faces", exact: true }).click();
    await facesAreThere(page);
  },
  "a search without a result": async (page) => {
    await openSample(page);
    await page.getByRole("searchbox", { name: "Search contacts" }).fill("zzzz");
    await expect(page.getByText("Nobody matches “zzzz”")).toBeVisible();
  },
  "the form for a new contact": async (page) => {
    await open(page);
    await openForm(page);
  },
  "the form with errors in a field and at the picture": async (page) => {
    await open(page);
    const form = await openForm(page);
    await choose(form, file("notes.png", Buffer.from("Call back on Monday, please.\n")));
    await fill(form, { Email: "nobody" });
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await expect(form.getByRole("alert")).toHaveCount(2);
  },
  "the question before a form is left": async (page) => {
    await open(page);
    const form = await openForm(page);
    await fill(form, { "First name": "Rosa" });
    await form.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("dialog", { name: "Discard this contact?" })).toBeVisible();
  },
  "the dialog that positions a picture": async (page) => {
    await open(page);
    await choose(await openForm(page), HOPPER);
    await expect(position(page)).toBeVisible();
  },
  "a contact with picture, menu open": async (page) => {
    await openSample(page);
    const name = (await page.getByRole("row").nth(1).getByRole("link").textContent()).trim();
    await openContact(page, name);
    await page.getByRole("button", { name: "More actions" }).click();
    await expect(page.getByRole("menuitem").first()).toBeFocused();
  },
  "a contact after an edit, with its toast": async (page) => {
    await open(page);
    await add(page, "Rosa", "Parks");
    await openContact(page, "Rosa Parks");
    await page.getByRole("textbox", { name: "Company" }).fill("Montgomery Bus");
    await page.getByRole("textbox", { name: "Company" }).blur();
    await expect(page.getByRole("status").getByRole("button", { name: "Undo" })).toBeVisible();
  },
  "a contact with a pinned note and a form for another one": async (page) => {
    await openSample(page);
    await openContact(page, "Chiara Rossi");
    await page.getByRole("tab", { name: "Notes", exact: true }).click();
    await page.getByRole("button", { name: "Add note" }).click();
    await fill(page, { Title: "Mornings", Note: "See https://example.com" });
    await page.getByRole("radio", { name: "Yellow" }).check();
    await page.getByRole("button", { name: "Save note" }).click();
    await page.getByRole("button", { name: "Note actions" }).click();
    await page.getByRole("menuitem", { name: "Pin note" }).click();
    await page.getByRole("button", { name: "Add note" }).click();
  },
  "a contact with tasks": async (page) => {
    await openSample(page);
    await openContact(page, "Chiara Rossi");
    await page.getByRole("tab", { name: "Tasks", exact: true }).click();
    await page.getByRole("button", { name: "Add task" }).click();
    await page.getByRole("form", { name: "Task" }).getByLabel("Task", { exact: true }).fill("Old promise");
    await page.getByLabel("Due date").fill("2020-01-31");
    await page.getByRole("button", { name: "Save task" }).click();
    await expect(page.getByRole("list", { name: "Overdue" })).toBeVisible();
  },
  "a contact that must not be disturbed": async (page) => {
    await openSample(page);
    await openContact(page, "Chiara Rossi");
    await page.getByRole("tab", { name: "DND", exact: true }).click();
    await page.getByRole("checkbox", { name: "SMS" }).check();
    await page.getByRole("tab", { name: "Conversation", exact: true }).click();
  },
  "a list with a filter, changed, and somebody selected": async (page) => {
    await openSample(page);
    await page.getByRole("tab", { name: "VIP renewals", exact: true }).click();
    await page.getByRole("columnheader", { name: "Tags" }).getByRole("button").click();
    await page.getByRole("checkbox", { name: /^Select all/ }).click();
    await expect(page.getByRole("toolbar", { name: "Selection" })).toBeVisible();
    await expect(page.getByRole("button", { name: "List actions" })).toBeVisible();
  },
  "the filter editor with two groups and an error": async (page) => {
    await openSample(page);
    await page.getByRole("tab", { name: "VIP renewals", exact: true }).click();
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    const editor = page.getByRole("dialog", { name: "Filter" });
    await editor.getByRole("button", { name: "Add group" }).click();
    await editor.getByRole("combobox", { name: "Field" }).last().selectOption("Created");
    await editor.getByRole("button", { name: "Apply" }).click();
    await expect(editor.getByRole("alert")).toBeVisible();
  },
  "an address with a filter that is not understood": async (page) => {
    await openSample(page);
    await page.goto("./contacts?filter=foo%20is%20bar");
    await expect(page.getByRole("alert").getByText(/was left out/)).toBeVisible();
  },
  "columns": async (page) => {
    await openSample(page);
    await page.getByRole("button", { name: "Columns" }).click();
    await expect(page.getByRole("dialog", { name: "Columns" })).toBeVisible();
  },
  "the name of a new list": async (page) => {
    await openSample(page);
    await page.getByRole("button", { name: "Add smart list" }).click();
    await expect(page.getByRole("dialog", { name: "Add smart list" })).toBeVisible();
  },
  "a tag to add": async (page) => {
    await openSample(page);
    await page.getByRole("row").nth(2).getByRole("checkbox").click();
    await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Add tag" }).click();
    await expect(page.getByRole("dialog", { name: "Add tag" })).toBeVisible();
  },
  "contacts side by side": async (page) => {
    await openSample(page);
    await select(page, "Ben Castillo", "Chiara Rossi");
    await selection(page).getByRole("button", { name: "Merge" }).click();
    await expect(comparison(page)).toBeVisible();
  },
  "duplicates, strong and weak": async (page) => {
    await open(page);
    for (const last of ["Ek", "Ék"]) await add(page, "Zoe", last);
    for (const last of ["Lima", "Luz"]) await add(page, "Ana", last, { Email: "ana@example.com" });
    await page.getByRole("link", { name: "Duplicates" }).click();
    await expect(page.getByRole("article", { name: "Possible duplicates" })).toHaveCount(2);
  },
  "Trash": async (page) => {
    await openSample(page);
    await page.getByRole("row").nth(2).getByRole("checkbox").click();
    await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Delete" }).click();
    await page.getByRole("tab", { name: "Trash", exact: true }).click();
    await page.getByRole("row").nth(1).getByRole("checkbox").click();
    await expect(page.getByRole("button", { name: "Delete for good" })).toBeVisible();
  },
  "an unknown contact": (page) => open(page, "contacts/00000000-0000-4000-8000-000000000000"),
  "settings": (page) => open(page, "settings"),
  "settings with people, removed fields, and a field open with an error": async (page) => {
    await openSettings(page);
    await page.getByRole("textbox", { name: "Name of Gold" }).fill("Silver");
    await page.getByRole("textbox", { name: "Name of Gold" }).press("Enter");
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "the dialog for a custom field": async (page) => {
    await open(page, "settings");
    await page.getByRole("button", { name: "Add custom field" }).click();
    await page.getByRole("button", { name: "Add field" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "the form with several emails, more fields, and somebody who has one": async (page) => {
    await openSample(page);
    const form = await openForm(page);
    await fill(form, { Email: "ben.castillo@hearth.co" });
    await form.getByRole("button", { name: "Add another email" }).click();
    await form.getByRole("button", { name: "Add phone number" }).click();
    await form.getByRole("button", { name: "More fields" }).click();
    await expect(form.getByText("already has this email")).toBeVisible();
  },
  "conversations": (page) => open(page, "conversations"),
  "duplicates": (page) => open(page, "duplicates"),
  "an unknown address": (page) => open(page, "nowhere/at/all"),
  "memory only": async (page) => {
    await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
    await open(page);
    await expect(page.getByText("This browser keeps nothing for this page")).toBeVisible();
  },
  "the crash view": async (page, expected) => {
    expected(/rehearsed|unreachable|RuntimeError/);
    await open(page);
    await page.evaluate(() => window.dispatchEvent(new Event("visage:panic")));
    await expect(page.getByText("Visage has stopped")).toBeVisible();
  },
};

for (const [state, reach] of Object.entries(STATES)) {
  test(`axe: ${state}, light and dark, on a desk, a phone and a small one`, async ({ accessible, expected, page }) => {
    await everywhere(page, accessible, () => reach(page, expected));
  });
}

test("a row stays one line on every width", async ({ page }) => {
  await openSample(page);
  for (const width of [1280, 1000, 800, 390, 320]) {
    await page.setViewportSize({ width, height: 700 });
    const middles = await page.getByRole("row").nth(1).getByRole("gridcell").evaluateAll((cells) => cells
      .map((cell) => cell.getBoundingClientRect()).filter(({ width }) => width > 0).map(({ top, bottom }) => (top + bottom) / 2));
    expect(middles.length).toBeGreaterThan(1);
    expect(Math.max(...middles) - Math.min(...middles), `at ${width}`).toBeLessThan(8);
  }
});

test("axe sees what is wrong: a picture without a name", async ({ accessible, page }) => {
  await open(page);
  await page.evaluate(() => {
    const image = document.createElement("img");
    image.width = 10;
    document.querySelector("main").append(image);
  });
  await expect(accessible(page)).rejects.toThrow("image-alt");
});
