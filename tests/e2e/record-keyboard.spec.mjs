// The record of a contact by keyboard alone: fields, do not disturb, notes, tasks, activity, and its picture.
import { expect, test } from "./fixtures.mjs";
import { HOPPER, add, open } from "./app.mjs";
import { tabTo } from "./keyboard.mjs";
import { contacts, stored } from "./stored.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const button = (place, name) => place.getByRole("button", { name, exact: true });
const box = (place, name) => place.getByRole("textbox", { name, exact: true });
const tab = (page, name) => page.getByRole("tab", { name, exact: true });
const of = async (page, prefix) => (await stored(page)).docs.filter(({ id }) => id.startsWith(prefix));

async function press(page, target, key = "Enter") {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

async function type(page, target, text) {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

/** Goes down the open menu to an item, and chooses it. */
async function chooseItem(page, name) {
  const item = page.getByRole("menuitem", { name });
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  const count = await page.getByRole("menuitem").count();
  for (let step = 0; step < count; step += 1) {
    if (await item.evaluate((item) => item === document.activeElement)) break;
    await page.keyboard.press("ArrowDown");
  }
  await expect(item).toBeFocused();
  await page.keyboard.press("Enter");
}

test.beforeEach(async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper", { Email: "grace@example.com" });
  await press(page, page.getByRole("grid", { name: "Contacts" }).getByRole("link", { name: "Grace Hopper" }));
  await expect(page.getByRole("heading", { name: "Grace Hopper", level: 1 })).toBeVisible();
});

test("emails, followers and do not disturb", async ({ page }) => {
  await press(page, button(page, "Add another email"));
  await type(page, box(page, "Email 2"), "hopper@navy.example");
  await page.keyboard.press("Tab");
  await press(page, button(page, "Primary: Email 2"));
  await expect.poll(async () => (await contacts(page))[0].emails.map(({ address, primary }) => [address, !!primary])).toEqual([
    ["grace@example.com", false], ["hopper@navy.example", true]]);
  await type(page, box(page, "Followers"), "Ana");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Followers" }).getByText("Ana")).toBeVisible();
  await press(page, page.getByRole("list", { name: "Followers" }).getByRole("button", { name: /Ana/ }));
  await expect.poll(async () => (await contacts(page))[0].followers ?? []).toEqual([]);
  await press(page, tab(page, "All fields"), "ArrowRight");
  await expect(tab(page, "DND")).toHaveAttribute("aria-selected", "true");
  await press(page, page.getByRole("checkbox", { name: "SMS" }), "Space");
  await expect.poll(async () => (await contacts(page))[0].dnd).toEqual(["sms"]);
  await press(page, button(page.getByRole("status"), "Undo").last());
  await expect.poll(async () => (await contacts(page))[0].dnd ?? []).toEqual([]);
});

test("a note is written, pinned and deleted", async ({ page }) => {
  await press(page, tab(page, "Activity"), "ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(tab(page, "Notes")).toHaveAttribute("aria-selected", "true");
  await press(page, button(page, "Add note"));
  await type(page, box(page, "Title"), "Doors");
  await type(page, box(page, "Note"), "At the back");
  await press(page, button(page, "Save note"));
  const note = page.getByRole("list", { name: "Notes" }).getByRole("listitem");
  await expect(note).toContainText("At the back");
  await press(page, note.getByRole("button", { name: /actions$/ }));
  await chooseItem(page, "Pin note");
  await expect(page.getByRole("complementary", { name: "Agenda" })).toContainText("At the back");
  expect((await of(page, "note:"))[0]).toMatchObject({ title: "Doors", pinned: true });
});

test("a task is set, ticked off and taken back", async ({ page }) => {
  await press(page, tab(page, "Activity"), "End");
  await expect(tab(page, "Tasks")).toHaveAttribute("aria-selected", "true");
  await press(page, button(page, "Add task"));
  const form = page.getByRole("form", { name: "Task" });
  await type(page, box(form, "Task"), "Call her");
  await press(page, button(page, "Save task"));
  await expect(form).toHaveCount(0);
  await press(page, page.getByRole("list", { name: "No date" }).getByRole("checkbox", { name: "Call her" }), "Space");
  await expect(page.getByRole("list", { name: "Done" })).toContainText("Call her");
  await press(page, button(page.getByRole("status"), "Undo").last());
  await expect(page.getByRole("list", { name: "No date" })).toContainText("Call her");
});

test("the picture is chosen, positioned, looked at and removed", async ({ page }) => {
  // Awaited from now on: the browser is told so by and by, and a key pressed in the same moment can be quicker.
  const choosing = page.waitForEvent("filechooser");
  await press(page, page.getByRole("region", { name: "Profile" }).getByRole("button", { name: /picture/i }).first());
  await (await choosing).setFiles(HOPPER);
  const position = page.getByRole("dialog", { name: "Position picture" });
  await expect(position.getByRole("application")).toBeFocused();
  await page.keyboard.press("+");
  await press(page, button(position, "Use picture"));
  await expect(page.getByRole("status").getByText("Picture set.")).toBeVisible();
  await press(page, button(page, "More actions"));
  await chooseItem(page, "View full picture");
  const full = page.getByRole("dialog").filter({ has: page.getByRole("img") });
  await expect(full).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(full).toHaveCount(0);
  await press(page, button(page, "More actions"));
  await chooseItem(page, "Remove picture");
  await expect.poll(async () => (await contacts(page))[0].picture).toBeUndefined();
});
