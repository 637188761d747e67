// The record of a contact: all its fields, notes, tasks, activity, pictures it had, and the way through the list.
import { COLLINS, HOPPER, add, choose, drop, face, fill, open, openContact, openForm, paste, row, save, undo, usePicture } from "./app.mjs";
import { seed } from "../bench/data/people.mjs";
import { expect, test } from "./fixtures.mjs";
import { rules } from "./settings.mjs";
import { contacts, stored } from "./stored.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const FIELDS = {
  "First name": "Grace", "Last name": "Hopper", "Email": "grace@example.com", "Phone": "+1 202 555 0143", "Company": "Navy",
  "Job title": "Rear admiral", "Tags": "vip, fair", "Owner": "Jonas", "Source": "Web form", "Street": "1 Navy Yard",
  "City": "Washington", "Region": "DC", "Postal code": "20374", "Country": "USA", "Timezone": "America/New_York",
  "Website": "https://example.com", "Birthday": "1906-12-09",
};

test("a record with every field filled is the same after a reload", async ({ page }) => {
  await record(page);
  for (const [name, text] of Object.entries(FIELDS)) await type(page, name, text);
  await field(page, "Contact type", "combobox").selectOption("Partner");
  await page.getByRole("button", { name: "Add another email" }).click();
  await type(page, "Email 2", "hopper@navy.example");
  await page.getByRole("button", { name: "Add phone number" }).click();
  await type(page, "Phone 2", "+44 20 7946 0958");
  await field(page, "Label", "combobox").selectOption("Work");
  await expect(field(page, "Label 2", "combobox").getByRole("option", { name: "Work" })).toBeDisabled();
  await field(page, "Label 2", "combobox").selectOption("Home");
  await page.getByRole("button", { name: "Primary: Email 2" }).click();
  for (const who of ["Jonas", "Ana"]) {
    await type(page, "Followers", who);
    await expect(page.getByRole("list", { name: "Followers" }).getByText(who)).toBeVisible();
  }
  await page.getByRole("tab", { name: "DND", exact: true }).click();
  await page.getByRole("checkbox", { name: "SMS" }).check();
  await page.getByRole("checkbox", { name: "Messages from this contact" }).check();
  await expect(page.getByRole("checkbox", { name: "All channels" })).toHaveJSProperty("indeterminate", true);
  await expect.poll(async () => (await contacts(page))[0].dnd).toEqual(["sms", "inbound"]);

  const [before] = await contacts(page);
  expect(before).toMatchObject({
    first_name: "Grace", contact_type: "Partner", followers: ["Jonas", "Ana"], timezone: "America/New_York",
    emails: [{ address: "grace@example.com" }, { address: "hopper@navy.example", primary: true }],
    phones: [{ number: "+1 202 555 0143", e164: "+12025550143", label: "work", primary: true }, { e164: "+442079460958", label: "home" }],
  });
  await page.reload();
  // The tab was left open.
  await expect(page.getByRole("checkbox", { name: "SMS" })).toBeChecked();
  await page.getByRole("tab", { name: "All fields" }).click();
  for (const [name, text] of Object.entries(FIELDS)) await expect(field(page, name)).toHaveValue(text);
  await expect(field(page, "Email 2")).toHaveValue("hopper@navy.example");
  await expect(field(page, "Label 2", "combobox")).toHaveValue("Home");
  await expect(page.getByRole("button", { name: "Primary: Email 2" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText(/^Local time: /)).toBeVisible();
  expect((await contacts(page))[0]).toEqual(before);
});

test("two changes of one part in one moment are both kept, and each is undone by itself", async ({ page }) => {
  await record(page);
  await page.getByRole("tab", { name: "DND", exact: true }).click();
  const box = (name) => page.getByRole("checkbox", { name });
  await expect(box("SMS")).toBeVisible();
  // Before the first is stored.
  await page.getByRole("tabpanel", { name: "DND" }).evaluate((panel) => {
    const named = (name) => [...panel.querySelectorAll("label")].find((label) => label.textContent.includes(name)).querySelector("input");
    for (const name of ["SMS", "Messages from this contact"]) named(name).click();
  });
  await expect.poll(async () => (await contacts(page))[0].dnd).toEqual(["sms", "inbound"]);
  await expect(box("SMS")).toBeChecked();
  await undo(page);
  await expect.poll(async () => (await contacts(page))[0].dnd).toEqual(["sms"]);
});

test("what is typed while the text before it is being stored stays in the box", async ({ page }) => {
  await record(page);
  const company = field(page, "Company");
  await company.evaluate((box) => {
    const write = (text) => { box.value = text; box.dispatchEvent(new InputEvent("input", { bubbles: true })); };
    write("Navy");
    box.dispatchEvent(new Event("change", { bubbles: true }));
    write("Army");
  });
  await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
  await expect.poll(async () => (await contacts(page))[0].company).toBe("Navy");
  await expect(company).toHaveValue("Army");
  await company.focus();
  await company.dispatchEvent("change");
  await expect.poll(async () => (await contacts(page))[0].company).toBe("Army");
  await expect(company).toHaveValue("Army");
});

test("a contact has room for 11 emails and 11 phones, each once, and says so in place", async ({ page }) => {
  await record(page);
  await type(page, "Email", "one@example.com");
  await type(page, "Phone", "+39 06 5550 0001");
  for (let at = 2; at <= 11; at += 1) {
    await page.getByRole("button", { name: "Add another email" }).click();
    await type(page, `Email ${at}`, `mail${at}@example.com`);
    await page.getByRole("button", { name: "Add phone number" }).click();
    await type(page, `Phone ${at}`, `+39 06 5550 00${10 + at}`);
  }
  await expect(page.getByText("A contact has room for 11 emails.")).toBeVisible();
  await expect(page.getByText("A contact has room for 11 phones.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add another email" })).toHaveCount(0);

  await type(page, "Email 3", "ONE@example.com");
  await expect(field(page, "Email 3")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("alert").getByText("This contact already has one@example.com.")).toBeVisible();
  await type(page, "Email 3", "no address");
  await expect(page.getByRole("alert").getByText("Enter an email address such as")).toBeVisible();
  await type(page, "Email 3", "");
  await expect(page.getByRole("button", { name: "Add another email" })).toBeVisible();
  await page.getByRole("button", { name: "Remove Phone 11" }).click();
  await expect(page.getByRole("button", { name: "Add phone number" })).toBeVisible();
  const [{ emails, phones }] = await contacts(page);
  expect([emails.length, phones.length]).toEqual([10, 10]);
});

test("notes are written, found, pinned, changed and deleted; one that is left while typing is kept", async ({ page }) => {
  await record(page);
  await tab(page, "Notes");
  for (const [title, text] of [["Doors", "See https://example.com/map"], ["Mornings", "Never before nine"], ["Coffee", "Black"], ["Dogs", "Two"]]) {
    await page.getByRole("button", { name: "Add note" }).click();
    await fill(page, { "Title": title, "Note": text });
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
  }
  const notes = page.getByRole("list", { name: "Notes" }).getByRole("listitem");
  await expect(page.getByRole("link", { name: "https://example.com/map" })).toHaveAttribute("rel", /noopener/);
  await page.getByRole("textbox", { name: "Search notes" }).fill("nine");
  await expect(notes).toHaveCount(1);
  await page.getByRole("textbox", { name: "Search notes" }).fill("");
  await act(page, notes.filter({ hasText: "Mornings" }), "Pin note");
  await expect(notes.first()).toContainText("Mornings");
  await expect(page.getByRole("complementary", { name: "Agenda" })).toContainText("Never before nine");

  await act(page, notes.filter({ hasText: "Coffee" }), "Edit note");
  await fill(page, { "Note": "With milk" });
  // Leaves the page without having saved.
  await page.getByRole("link", { name: "Back to contacts" }).click();
  await openContact(page, "Grace Hopper");
  await expect(notes.filter({ hasText: "With milk" })).toBeVisible();
  await act(page, notes.filter({ hasText: "Dogs" }), "Delete note");
  await expect(notes).toHaveCount(3);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(notes).toHaveCount(4);
  await page.getByRole("button", { name: "Add note" }).click();
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByRole("alert")).toContainText("Enter a title or a text for this note.");
});

test("tasks are set, ticked off, come again, and stand in the agenda", async ({ page }) => {
  await record(page);
  await tab(page, "Tasks");
  const today = await page.evaluate(() => { const now = new Date(); return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`; });
  await set(page, { "Task": "Water the plants", "Due date": today }, "Weekly");
  await set(page, { "Task": "Old promise", "Due date": "2020-01-31", "Due time": "14:30" });
  await set(page, { "Task": "Some day" });
  await expect(page.getByRole("list", { name: "Overdue" })).toContainText("Old promise");
  await expect(page.getByRole("list", { name: "Today", exact: true })).toContainText("Water the plants");
  await expect(page.getByRole("list", { name: "No date" })).toContainText("Some day");
  const due = page.getByRole("list", { name: "Due tasks" });
  await expect(due.getByRole("listitem")).toHaveCount(3);

  await due.getByRole("checkbox", { name: "Water the plants" }).click();
  await expect(page.getByRole("list", { name: "Done" })).toContainText("Water the plants");
  await expect(page.getByRole("list", { name: "Later" })).toContainText("Water the plants");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByRole("list", { name: "Later" })).toHaveCount(0);
  await expect(page.getByRole("list", { name: "Today", exact: true })).toContainText("Water the plants");
  await act(page, page.getByRole("list", { name: "No date" }).getByRole("listitem"), "Edit task");
  await page.getByRole("textbox", { name: "Task", exact: true }).fill("");
  await page.getByRole("button", { name: "Save task" }).click();
  await expect(page.getByRole("alert")).toContainText("Enter what is to be done.");
  await page.getByRole("textbox", { name: "Task", exact: true }).fill("One day");
  await page.getByLabel("Assignee").selectOption("You");
  await page.getByRole("button", { name: "Save task" }).click();
  await expect(page.getByRole("list", { name: "No date" })).toContainText("You");
  await page.reload();
  await expect(page.getByRole("list", { name: "No date" })).toContainText("One day");
  await expect(page.getByRole("tab", { name: "Tasks" })).toHaveAccessibleDescription("3");
});

test("the activity tells who changed what, from what to what, and can be narrowed", async ({ page }) => {
  await record(page);
  await type(page, "Company", "Navy");
  await type(page, "Company", "Army");
  const activity = page.getByRole("tabpanel", { name: "Activity" });
  const item = activity.getByRole("listitem");
  await expect(item.first()).toContainText("Company changed");
  await expect(item.first()).toContainText(/Navy.*Army/);
  await expect(item.first()).toContainText(/^.*You/);
  await expect(item.last()).toContainText("Contact created");
  await expect(activity.getByRole("heading", { name: "Today" })).toBeVisible();
  await activity.getByRole("combobox", { name: "Show" }).selectOption("Pictures");
  await expect(activity).toContainText("Nothing has happened yet.");
  await activity.getByRole("combobox", { name: "Show" }).selectOption("Changes");
  await expect(item).toHaveCount(3);
});

test("a picture is replaced three times, and the first is used again", async ({ page }) => {
  await record(page);
  const profile = page.getByRole("region", { name: "Profile" });
  const digests = [];
  for (const [at, picture] of [HOPPER, COLLINS, HOPPER].entries()) {
    await choose(profile, picture);
    if (picture === HOPPER) {
      // Another part of it each time, so that it is another picture.
      await page.getByRole("slider", { name: "Zoom" }).press(at === 0 ? "Home" : "End");
      await usePicture(page);
    }
    await expect.poll(async () => (await contacts(page))[0].picture?.digest).not.toBe(digests.at(-1));
    digests.push((await contacts(page))[0].picture.digest);
  }
  expect(new Set(digests).size).toBe(3);
  const activity = page.getByRole("tabpanel", { name: "Activity" });
  await expect(activity.getByText("Picture replaced")).toHaveCount(2);
  await activity.getByRole("listitem").filter({ hasText: "Picture replaced" }).last().getByRole("button", { name: "Use again" }).click();
  await expect(face(profile, "Grace Hopper")).toBeVisible();
  await expect.poll(async () => (await contacts(page))[0].picture.digest).toBe(digests[0]);
  const { docs, pictures } = await stored(page);
  const { picture } = docs.find(({ id }) => id.startsWith("contact:"));
  const { full } = pictures.get(picture.digest);
  expect(picture).toMatchObject({ type: full.type, width: full.width, height: full.height, bytes: full.bytes.length });
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "View full picture" }).click();
  await expect(page.getByRole("dialog", { name: "Full picture" }).getByRole("img")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect.poll(async () => (await contacts(page))[0].picture.digest).toBe(digests[2]);
});

test("under classic picture rules the page shows no picture and offers no change, and the rows take none", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await choose(form, COLLINS);
  await fill(form, { "First name": "Grace", "Last name": "Hopper" });
  await save(page, "Grace Hopper");
  await rules(page, "Classic");
  await expect(face(row(page, "Grace Hopper"), "Grace Hopper")).toBeVisible();
  const [{ picture }] = await contacts(page);
  await drop(face(row(page, "Grace Hopper"), "Grace Hopper"), HOPPER.path);
  await usePicture(page);
  await expect(page.getByText("The picture stays as it is")).toBeVisible();
  await openContact(page, "Grace Hopper");
  await expect(page.getByRole("img")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Change picture" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "More actions" })).toHaveCount(0);
  await paste(page, COLLINS);
  expect((await contacts(page))[0].picture).toEqual(picture);
  // The form still takes one.
  await page.getByRole("link", { name: "Back to contacts" }).click();
  await expect((await openForm(page)).getByRole("button", { name: "Personal Logo" })).toBeVisible();
  await page.keyboard.press("Escape");
  await rules(page, "Open");
  await openContact(page, "Grace Hopper");
  await expect(face(page.getByRole("region", { name: "Profile" }), "Grace Hopper")).toBeVisible();
  await expect(page.getByRole("button", { name: "Change picture" })).toBeVisible();
});

test("the arrow keys go through a filtered list, and a contact that leaves it keeps its place", async ({ page }) => {
  await open(page);
  await seed(page, 1_000);
  await open(page, `contacts?filter=${encodeURIComponent("type is lead")}`);
  const grid = page.getByRole("grid", { name: "Contacts" });
  const count = Number(await grid.getAttribute("aria-rowcount")) - 1;
  const name = async (at) => (await grid.getByRole("row").nth(at).getByRole("link").textContent());
  const [first, second, third] = [await name(1), await name(2), await name(3)];
  await grid.getByRole("row").nth(1).getByRole("link").click();
  const title = page.getByRole("heading", { level: 1 });
  await expect(page.getByText(`1 of ${count} · All`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Previous contact" })).toBeDisabled();
  await page.keyboard.press("ArrowRight");
  await expect(title).toHaveText(second);
  await field(page, "Contact type", "combobox").selectOption("Partner");
  await expect(page.getByText("Not in All")).toBeVisible();
  await page.getByRole("button", { name: "Next contact" }).click();
  await expect(title).toHaveText(third);
  await expect(page.getByText(`2 of ${count - 1} · All`)).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(title).toHaveText(first);
  // In a box the arrows move the caret.
  await field(page, "City").focus();
  await page.keyboard.press("ArrowRight");
  await expect(title).toHaveText(first);
  // Back leads to the list.
  await page.goBack();
  await expect(grid).toBeVisible();
});

test("panels are as wide as they were made, and a change from another tab takes no typed text away", async ({ context, page }) => {
  await record(page);
  const line = page.getByRole("separator", { name: "Width of the profile" });
  await line.focus();
  const before = Number(await line.getAttribute("aria-valuenow"));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(line).toHaveAttribute("aria-valuenow", String(before + 32));
  await page.reload();
  await expect(line).toHaveAttribute("aria-valuenow", String(before + 32));

  await field(page, "Company").fill("Half a w");
  const other = await context.newPage();
  await other.goto(page.url());
  await type(other, "Company", "Elsewhere");
  await type(other, "City", "Rome");
  await expect(field(page, "City")).toHaveValue("Rome");
  await expect(field(page, "Company")).toHaveValue("Half a w");
  await page.getByRole("heading", { level: 1 }).click();
  await expect(field(other, "Company")).toHaveValue("Half a w");
});

test("on a phone one bar of tabs has everything", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await record(page);
  await expect(page.getByRole("tablist")).toHaveCount(1);
  for (const [name, words] of [["Activity", "Contact created"], ["Conversation", "No messages yet"], ["Notes", "No notes yet"], ["Tasks", "No tasks yet"], ["DND", "may be written to"]]) {
    await tab(page, name);
    await expect(page.getByRole("tabpanel", { name })).toContainText(words);
  }
  const wider = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
});

/** A contact of one's own, on its page. */
async function record(page) {
  await open(page);
  await add(page, "Grace", "Hopper");
  await openContact(page, "Grace Hopper");
}

function field(page, name, role = "textbox") {
  return page.getByRole("tabpanel", { name: "All fields" }).getByRole(role, { name, exact: true });
}

/** Types into a field and leaves it. */
async function type(page, name, text) {
  await field(page, name).fill(text);
  await field(page, name).press("Tab");
}

function tab(page, name) {
  return page.getByRole("tab", { name, exact: true }).click();
}

async function act(page, entry, action) {
  await entry.getByRole("button", { name: /actions$/ }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

/** Sets a task. */
async function set(page, fields, repeat) {
  await page.getByRole("button", { name: "Add task" }).click();
  for (const [name, text] of Object.entries(fields)) await page.getByRole("form", { name: "Task" }).getByLabel(name, { exact: true }).fill(text);
  if (repeat) await page.getByLabel("Repeat").selectOption(repeat);
  await page.getByRole("button", { name: "Save task" }).click();
  await expect(page.getByRole("form", { name: "Task" })).toHaveCount(0);
}
