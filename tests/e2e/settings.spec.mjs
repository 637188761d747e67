// The settings page: custom fields of every kind from their making to their end, the form for a new contact, people, and
// what is stored over a reload.
import { expect, test } from "./fixtures.mjs";
import { COLLINS, add, choose, fill, open, openForm, row, save } from "./app.mjs";
import { addField, section, toast } from "./settings.mjs";
import { contacts, stored } from "./stored.mjs";

/** Every kind: how its box is filled in, and what a row of the list then shows. */
const KINDS = [
  { kind: "Text", name: "Nickname", type: "Bee", shown: "Bee" },
  { kind: "Long text", name: "Story", type: "Once\nupon a time", shown: "Once upon a time" },
  { kind: "Number", name: "Seats", type: "12.5", shown: "12.5" },
  { kind: "Money", name: "Fee", currency: "eur", label: "Fee (EUR)", type: "1500", shown: "1500" },
  { kind: "Date", name: "Renewal", type: "2026-03-01", shown: "2026-03-01" },
  { kind: "One choice", name: "Plan", choices: "Gold\nSilver", choose: "Gold", shown: "Gold" },
  { kind: "Several choices", name: "Interests", choices: "Art\nMusic", check: ["Art", "Music"], shown: "Art, Music" },
  { kind: "Checkbox", name: "Signed", check: ["Signed"], shown: "Yes" },
  { kind: "Web address", name: "Blog", type: "example.com/b", shown: "https://example.com/b" },
  { kind: "Phone", name: "Fax", type: "020 7946 0958", shown: "020 7946 0958" },
  { kind: "Email", name: "Invoices to", type: "bills@example.com", shown: "bills@example.com" },
];

const undo = (page) => page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
const fields = async (page) => (await stored(page)).docs.filter(({ id }) => id.startsWith("field:"));
const settings = async (page) => (await stored(page)).docs.find(({ id }) => id === "settings:workspace");

async function goTo(page, name) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

for (const { kind, name, type, choose: chosen, check, shown, label = name, ...made } of KINDS) {
  test(`a custom field of the kind ${kind}: made, filled in, a column, filtered by, renamed, removed, restored, purged`, async ({ page }) => {
    await open(page, "settings");
    await addField(page, { name, kind, ...made });
    await goTo(page, "Contacts");
    const form = await openForm(page);
    await fill(form, { "First name": "Bea" });
    await form.getByRole("button", { name: "More fields" }).click();
    if (type) await form.getByLabel(label, { exact: true }).fill(type);
    if (chosen) await form.getByRole("combobox", { name: label }).selectOption(chosen);
    for (const box of check ?? []) await form.getByRole("checkbox", { name: box }).check();
    await save(page, "Bea");
    await add(page, "Nobody", "Else");

    await page.getByRole("button", { name: "Columns" }).click();
    const columns = page.getByRole("dialog", { name: "Columns" });
    await columns.getByRole("checkbox", { name, exact: true }).check();
    await columns.getByRole("button", { name: "Done" }).click();
    await expect(row(page, "Bea").getByText(shown, { exact: true })).toBeVisible();

    await page.getByRole("button", { name: "Filter", exact: true }).click();
    const filter = page.getByRole("dialog", { name: "Filter" });
    await filter.getByRole("combobox", { name: "Field" }).selectOption(name);
    await filter.getByRole("combobox", { name: "Operator" }).selectOption(kind === "Checkbox" ? "is on" : "is not empty");
    await filter.getByRole("button", { name: "Apply" }).click();
    await expect(row(page, "Bea")).toBeVisible();
    await expect(row(page, "Nobody Else")).toHaveCount(0);

    await goTo(page, "Settings");
    const custom = section(page, "Custom fields");
    await custom.getByRole("button", { name: `Edit ${name}` }).click();
    await custom.getByRole("textbox", { name: "Name", exact: true }).fill(`${name} now`);
    await custom.getByRole("textbox", { name: "Name", exact: true }).blur();
    await expect(toast(page, `“${name} now” was changed.`)).toBeVisible();
    const value = Object.values((await contacts(page)).find(({ first_name }) => first_name === "Bea").custom)[0];
    await custom.getByRole("button", { name: `Remove ${name} now` }).click();
    await expect(custom.getByText(`${name} now`)).toHaveCount(0);
    await page.reload();
    const removed = section(page, "Removed fields");
    await removed.getByRole("button", { name: `Restore ${name} now` }).click();
    await expect(custom.getByText(`${name} now`)).toBeVisible();
    await expect(removed).toHaveCount(0);
    const kept = (await contacts(page)).find(({ first_name }) => first_name === "Bea");
    expect(Object.values(kept.custom)).toEqual([value]);

    await custom.getByRole("button", { name: `Remove ${name} now` }).click();
    await removed.getByRole("button", { name: `Purge ${name} now` }).click();
    const question = page.getByRole("dialog", { name: "Purge this field?" });
    await expect(question.getByText("its value in 1 contact")).toBeVisible();
    await question.getByRole("button", { name: "Keep it" }).click();
    await removed.getByRole("button", { name: `Purge ${name} now` }).click();
    await question.getByRole("button", { name: "Purge", exact: true }).click();
    await expect(toast(page, "was purged. 1 contact was changed.")).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Custom fields" })).toBeVisible();
    await expect(removed).toHaveCount(0);
    expect((await contacts(page)).find(({ first_name }) => first_name === "Bea").custom).toBeUndefined();
  });
}

test("contacts follow when a choice is renamed and removed, and Undo brings them back", async ({ page }) => {
  await open(page, "settings");
  await addField(page, { name: "Plan", kind: "One choice", choices: "Gold\nSilver" });
  await goTo(page, "Contacts");
  const form = await openForm(page);
  await fill(form, { "First name": "Bea" });
  await form.getByRole("button", { name: "More fields" }).click();
  await form.getByRole("combobox", { name: "Plan" }).selectOption("Gold");
  await save(page, "Bea");
  const plan = async () => Object.values((await contacts(page))[0].custom ?? {})[0];

  await goTo(page, "Settings");
  const custom = section(page, "Custom fields");
  await custom.getByRole("button", { name: "Edit Plan" }).click();
  await custom.getByRole("textbox", { name: "Name of Gold" }).fill("Silver");
  await custom.getByRole("textbox", { name: "Name of Gold" }).press("Enter");
  await expect(custom.getByRole("alert")).toHaveText("There is already a choice “Silver”. Choose another name.");
  await custom.getByRole("textbox", { name: "Name of Gold" }).fill("Top");
  await custom.getByRole("textbox", { name: "Name of Gold" }).press("Enter");
  await expect(toast(page, "“Gold” is now “Top”. 1 contact was changed.")).toBeVisible();
  expect(await plan()).toBe("Top");
  await undo(page);
  await expect(toast(page, "Undone.")).toBeVisible();
  expect(await plan()).toBe("Gold");
  expect((await fields(page))[0].choices.map(({ name }) => name)).toEqual(["Gold", "Silver"]);
  await custom.getByRole("button", { name: "Remove Gold" }).click();
  await expect(toast(page, "Choice “Gold” was removed. 1 contact was changed.")).toBeVisible();
  expect(await plan()).toBeUndefined();
  await undo(page);
  await expect.poll(plan).toBe("Gold");
});

test("custom fields are refused in place, and moved by buttons and keys", async ({ page }) => {
  await open(page, "settings");
  await addField(page, { name: "First" });
  await addField(page, { name: "Second", folder: "Contract" });
  const custom = section(page, "Custom fields");
  await custom.getByRole("button", { name: "Add custom field" }).click();
  const dialog = page.getByRole("dialog", { name: "Add custom field" });
  const refused = async (sentence) => {
    await dialog.getByRole("button", { name: "Add field" }).click();
    await expect(dialog.getByRole("alert")).toHaveText(sentence);
  };
  await refused("Enter a name for this field.");
  await dialog.getByRole("textbox", { name: "Name" }).fill("first");
  await refused("There is already a field “First”. Choose another name.");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Third");
  await dialog.getByRole("combobox", { name: "Kind" }).selectOption("Money");
  await refused("Enter a currency by its three letters, such as EUR.");
  await dialog.getByRole("combobox", { name: "Kind" }).selectOption("One choice");
  await refused("Add something to choose from.");
  await dialog.getByRole("textbox", { name: "Choices" }).fill("a\nb, c");
  await refused("Write choices without commas: a comma stands between several of them.");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  const names = () => custom.getByRole("list", { name: "Custom fields" }).locator("b").allTextContents();
  expect(await names()).toEqual(["First", "Second"]);
  await custom.getByRole("button", { name: "Move Second up" }).click();
  await expect.poll(names).toEqual(["Second", "First"]);
  await expect(custom.getByRole("button", { name: "Move Second up" })).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(names).toEqual(["First", "Second"]);
  await page.reload();
  await expect.poll(names).toEqual(["First", "Second"]);
});

test("two changes at the same moment are both made", async ({ page }) => {
  await open(page, "settings");
  const layout = section(page, "Add contact");
  const boxes = ["Show Street", "Show Job title"].map((name) => layout.getByRole("checkbox", { name }));
  const before = [];
  for (const box of boxes) before.push(await box.isChecked());
  const handle = await boxes[1].elementHandle();
  await boxes[0].evaluate((first, second) => { first.click(); second.click(); }, handle);
  for (const [at, box] of boxes.entries()) await expect(box).toBeChecked({ checked: !before[at] });
  const shown = async () => (await settings(page))?.form?.map(({ field }) => field) ?? [];
  await expect.poll(async () => (await shown()).includes("street") && !(await shown()).includes("job_title")).toBe(true);
  await page.reload();
  for (const [at, box] of boxes.entries()) await expect(box).toBeChecked({ checked: !before[at] });
});

test("the form shows what the layout says, in its order, and refuses what is required and empty", async ({ page }) => {
  await open(page, "settings");
  await addField(page, { name: "Badge", required: true });
  const layout = section(page, "Add contact");
  await layout.getByRole("checkbox", { name: "Show Street" }).click();
  await layout.getByRole("checkbox", { name: "Show Job title" }).click();
  await layout.getByRole("checkbox", { name: "Require Company" }).check();
  await expect(layout.getByRole("checkbox", { name: "Require Badge" })).toBeDisabled();
  await layout.getByRole("button", { name: "Move Company up" }).click();
  const preview = layout.getByRole("img", { name: /^Preview of Add contact/ });
  await expect(preview).toHaveAccessibleName(
    "Preview of Add contact: First name, Last name, Email, Company (required), Phone, Contact type, Tags, Badge (required), Street",
  );
  await page.reload();
  await expect(preview).toHaveAccessibleName(/Email, Company \(required\), Phone/);

  await goTo(page, "Contacts");
  const form = await openForm(page);
  await expect(form.getByRole("textbox", { name: "Job title" })).toHaveCount(0);
  const order = await form.getByRole("textbox").evaluateAll((boxes) => boxes.map((box) => box.labels[0].firstChild.textContent));
  expect(order).toEqual(["First name", "Last name", "Email", "Company", "Phone", "Tags", "Badge", "Street"]);
  await fill(form, { "First name": "Bea" });
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(form.getByRole("alert")).toHaveText([
    "Fill in “Company”: a new contact needs it.",
    "Fill in “Badge”: a new contact needs it.",
  ]);
  await expect(form.getByRole("textbox", { name: "Company" })).toBeFocused();
  await fill(form, { Company: "Acme", Badge: "7" });
  await save(page, "Bea");
  await expect(row(page, "Bea")).toBeVisible();
});

test("followers and do not disturb are placed in the form, and followers can be required", async ({ page }) => {
  await open(page, "settings");
  const layout = section(page, "Add contact");
  await layout.getByRole("checkbox", { name: "Show Do not disturb" }).click();
  await expect(toast(page, "“Do not disturb” is shown now.")).toBeVisible();
  await layout.getByRole("checkbox", { name: "Show Followers" }).click();
  await layout.getByRole("checkbox", { name: "Require Followers" }).check();
  // Nobody has to close a channel.
  await expect(layout.getByRole("checkbox", { name: "Require Do not disturb" })).toHaveCount(0);
  await goTo(page, "Contacts");
  const form = await openForm(page);
  const closed = form.getByRole("group", { name: "Do not disturb" });
  await closed.getByRole("checkbox", { name: "SMS" }).check();
  await fill(form, { "First name": "Bea" });
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(form.getByRole("alert")).toHaveText("Fill in “Followers”: a new contact needs it.");
  await fill(form, { Followers: "Ana" });
  await form.getByRole("button", { name: "More fields" }).click();
  await expect(closed).toHaveCount(1);
  await save(page, "Bea");
  await expect(row(page, "Bea")).toBeVisible();
  expect((await contacts(page)).map(({ followers, dnd }) => ({ followers, dnd }))).toEqual([{ followers: ["Ana"], dnd: ["sms"] }]);
});

test("contact types are added, renamed with their contacts, moved and removed", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await fill(form, { "First name": "Bea" });
  await form.getByRole("combobox", { name: "Contact type" }).selectOption("Lead");
  await save(page, "Bea");
  await goTo(page, "Settings");
  const types = section(page, "Contact types");
  await types.getByRole("textbox", { name: "New contact type" }).fill("Donor");
  await page.keyboard.press("Enter");
  await expect(toast(page, "Contact type “Donor” was added.")).toBeVisible();
  await types.getByRole("textbox", { name: "New contact type" }).fill("donor ");
  await page.keyboard.press("Enter");
  await expect(types.getByRole("alert")).toHaveText("There is already “Donor”. Choose another name.");
  await types.getByRole("textbox", { name: "Name of Lead" }).fill("Prospect");
  await types.getByRole("textbox", { name: "Name of Lead" }).press("Enter");
  await expect(toast(page, "“Lead” is now “Prospect”. 1 contact was changed.")).toBeVisible();
  expect((await contacts(page))[0].contact_type).toBe("Prospect");
  await types.getByRole("button", { name: "Move Prospect down" }).click();
  await expect.poll(async () => (await settings(page)).contact_types.slice(0, 2)).toEqual(["Customer", "Prospect"]);
  await types.getByRole("button", { name: "Remove Prospect" }).click();
  await expect(toast(page, "Contact type “Prospect” was removed. 1 contact was changed.")).toBeVisible();
  expect((await contacts(page))[0].contact_type ?? "").toBe("");
  await undo(page);
  await expect.poll(async () => (await contacts(page))[0].contact_type).toBe("Prospect");
});

test("picture rules, the country and your name and picture are stored over a reload", async ({ page }) => {
  await open(page, "settings");
  await page.getByRole("radio", { name: "Classic" }).check();
  await expect(page.getByRole("radio", { name: "Classic" })).toHaveAccessibleDescription(/not shown on its page/);
  await page.getByRole("combobox", { name: "Country" }).selectOption({ label: "United Kingdom" });
  await page.getByRole("textbox", { name: "Your name" }).fill("Rosa");
  await page.getByRole("textbox", { name: "Your name" }).press("Enter");
  await expect(toast(page, "You are Rosa now.")).toBeVisible();
  await choose(page.getByRole("main"), COLLINS);
  await expect(page.getByRole("img", { name: "Your picture" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("radio", { name: "Classic" })).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Country" })).toHaveValue("United Kingdom");
  await expect(page.getByRole("textbox", { name: "Your name" })).toHaveValue("Rosa");
  await expect(page.getByRole("img", { name: "Your picture" })).toBeVisible();
  const { docs, pictures } = await stored(page);
  const { picture_rules, country, people } = docs.find(({ id }) => id === "settings:workspace");
  expect([picture_rules, country, people[0].name]).toEqual(["classic", "GB", "Rosa"]);
  expect([...pictures.keys()].some((digest) => digest.endsWith(people[0].picture.digest))).toBe(true);
  await page.getByRole("button", { name: "Remove your picture" }).click();
  await expect(page.getByRole("img", { name: "Your initials" })).toHaveText("R");
  await undo(page);
  await expect(page.getByRole("img", { name: "Your picture" })).toBeVisible();
});

test("people are added, renamed with the contacts they own and follow, and removed", async ({ page }) => {
  await open(page, "settings");
  const people = page.getByRole("list", { name: "People" });
  await page.getByRole("textbox", { name: "New person" }).fill("Ana");
  await page.keyboard.press("Enter");
  await expect(toast(page, "Ana was added.")).toBeVisible();
  await goTo(page, "Contacts");
  const form = await openForm(page);
  await fill(form, { "First name": "Bea" });
  await form.getByRole("button", { name: "More fields" }).click();
  await form.getByLabel("Owner", { exact: true }).fill("Ana");
  await form.getByRole("textbox", { name: "Followers" }).pressSequentially("An");
  await form.getByRole("listbox", { name: "Suggestions" }).getByRole("option", { name: "Ana" }).click();
  await form.getByRole("checkbox", { name: "SMS" }).check();
  await save(page, "Bea");
  expect((await contacts(page))[0]).toMatchObject({ owner: "Ana", followers: ["Ana"], dnd: ["sms"] });
  await goTo(page, "Settings");
  await people.getByRole("textbox", { name: "Name of Ana" }).fill("Anna");
  await people.getByRole("textbox", { name: "Name of Ana" }).press("Enter");
  await expect(toast(page, "Ana is now Anna. 1 contact was changed.")).toBeVisible();
  expect((await contacts(page))[0]).toMatchObject({ owner: "Anna", followers: ["Anna"] });
  await undo(page);
  await expect.poll(async () => (await contacts(page))[0].owner).toBe("Ana");
  await people.getByRole("button", { name: "Remove Ana" }).click();
  await expect(toast(page, "Ana was removed")).toBeVisible();
  await expect(people.getByRole("listitem")).toHaveCount(0);
  await undo(page);
  await expect(people.getByRole("listitem")).toHaveCount(1);
});
