// Merging contacts: what is chosen, what is kept, what follows them, and the way back.
import { expect, test } from "./fixtures.mjs";
import { COLLINS, add, choose, comparison, face, fill, initials, merge, open, openContact, openForm, row, save, select, selection, undo } from "./app.mjs";
import { openSample } from "./sample.mjs";
import { rules } from "./settings.mjs";
import { contacts, stored } from "./stored.mjs";

const toast = (page, text) => page.getByRole("status").getByText(text);
const button = (page, name) => page.getByRole("button", { name, exact: true });

/** The stored contacts without the marks of edits, which an undo does not take back. */
async function plain(page) {
  return (await contacts(page)).map(({ v, ...rest }) => rest);
}

async function compare(page, ...names) {
  await select(page, ...names);
  await button(selection(page), "Merge").click();
  await expect(comparison(page)).toBeVisible();
}

test("two contacts become one, with what was chosen, and undo brings both back exactly", async ({ page }) => {
  await open(page);
  await add(page, "Chiara", "Rossi", { Email: "chiara@example.com", Company: "Rossi Legno", Tags: "vip" });
  await add(page, "C.", "Rossi", { Email: "c.rossi@example.com", Phone: "+39 06 5550 2210", Company: "Legno", Tags: "spring fair" });
  const before = await plain(page);
  await compare(page, "Chiara Rossi", "C. Rossi");
  const dialog = comparison(page);
  await dialog.getByRole("radio", { name: "Master: Chiara Rossi" }).check();
  await expect(dialog.getByRole("radio", { name: "Name: Chiara Rossi" })).toBeChecked();
  await expect(dialog.getByRole("radio", { name: "Phone: +39 06 5550 2210" })).toBeChecked();
  await dialog.getByRole("radio", { name: "Company: Legno", exact: true }).check();
  await expect(dialog.getByRole("row", { name: /^Company/ }).getByRole("cell").last()).toHaveText("Legno");
  await expect(dialog.getByRole("row", { name: /^Tags/ }).getByRole("cell").last()).toHaveText("vip, spring fair");
  await merge(page);
  await expect(page.getByRole("grid").getByRole("link")).toHaveCount(1);
  await page.reload();
  await openContact(page, "Chiara Rossi");
  await expect(page.getByRole("textbox", { name: "Company" })).toHaveValue("Legno");
  await expect(page.getByRole("textbox", { name: "Email 2" })).toHaveValue("c.rossi@example.com");
  const { docs } = await stored(page);
  const [record] = docs.filter(({ id }) => id.startsWith("merge:"));
  expect(Object.keys(record.contacts)).toHaveLength(2);
  const [gone] = (await contacts(page)).filter(({ merged_into }) => merged_into);
  expect(record.survivor).toBe(gone.merged_into);
  // The address of the one that was merged leads to the survivor.
  await page.goto(`./contacts/${gone.id.replace("contact:", "")}`);
  await expect(page).toHaveURL(new RegExp(`${gone.merged_into}$`));
  await expect(page.getByRole("heading", { name: "Chiara Rossi", level: 1 })).toBeVisible();
  await expect(page.getByText("Merged with C. Rossi")).toBeVisible();
  await button(page, "Undo merge").click();
  await expect(toast(page, "Undone.")).toBeVisible();
  await expect(page.getByText("Merge undone")).toBeVisible();
  expect(await plain(page)).toEqual(before);
  await open(page);
  await expect(page.getByRole("grid").getByRole("link")).toHaveCount(2);
});

test("what was edited since the merge stays with the survivor when it is undone", async ({ page }) => {
  await open(page);
  await add(page, "Chiara", "Rossi", { Email: "chiara@example.com", Company: "Rossi Legno", Tags: "vip" });
  await add(page, "C.", "Rossi", { Tags: "spring fair" });
  await compare(page, "Chiara Rossi", "C. Rossi");
  await expect(comparison(page).getByRole("radio", { name: "Master: Chiara Rossi" })).toBeChecked();
  await merge(page);
  await openContact(page, "Chiara Rossi");
  await page.getByRole("textbox", { name: "Company" }).fill("Hearth");
  await page.getByRole("textbox", { name: "Company" }).blur();
  await expect(toast(page, "Saved.")).toBeVisible();
  await expect(page.getByText("Company changed")).toBeVisible();
  await button(page, "Undo merge").click();
  await expect(toast(page, /^Undone/)).toBeVisible();
  const [one, other] = (await contacts(page)).sort((a, b) => a.first_name < b.first_name ? 1 : -1);
  expect([one.company, one.tags, one.aliases]).toEqual(["Hearth", ["vip"], undefined]);
  expect([other.tags, other.merged_into]).toEqual([["spring fair"], undefined]);
});

test("messages, notes and tasks of all follow the survivor, and go back", async ({ page }) => {
  await openSample(page);
  await openContact(page, "Ben Castillo");
  await page.getByRole("tab", { name: "Notes", exact: true }).click();
  await button(page, "Add note").click();
  await fill(page, { Note: "Met at the fair" });
  await button(page, "Save note").click();
  await expect(toast(page, "Note added.")).toBeVisible();
  await page.getByRole("link", { name: "Contacts", exact: true }).click();
  const before = (await stored(page)).docs.filter(({ id }) => /^(message|note):/.test(id));
  await compare(page, "Ben Castillo", "Chiara Rossi");
  await comparison(page).getByRole("radio", { name: "Master: Chiara Rossi" }).check();
  const all = await comparison(page).getByRole("row", { name: /^Messages/ }).getByRole("cell").last().textContent();
  await merge(page);
  await openContact(page, "Chiara Rossi");
  await page.getByRole("tab", { name: "Notes", exact: true }).click();
  await expect(page.getByText("Met at the fair").first()).toBeVisible();
  await page.getByRole("tab", { name: "Conversation", exact: true }).click();
  await expect(page.getByRole("log", { name: "Messages" }).getByRole("paragraph").first()).toBeVisible();
  expect(parseInt(all)).toBeGreaterThan(1);
  expect((await stored(page)).docs.filter(({ id }) => /^(message|note):/.test(id))).toEqual(before);
  await page.getByRole("tab", { name: "Activity", exact: true }).click();
  await button(page, "Undo merge").click();
  await expect(toast(page, "Undone.")).toBeVisible();
  await page.getByRole("tab", { name: "Notes", exact: true }).click();
  await expect(page.getByText("Met at the fair")).toHaveCount(0);
});

test("two to ten contacts are merged, and otherwise it says why not", async ({ page }) => {
  await openSample(page);
  await select(page, "Ben Castillo");
  await button(selection(page), "Merge").click();
  await expect(toast(page, "Select 2 to 10 contacts to merge them: 1 is selected.")).toBeVisible();
  await expect(comparison(page)).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Select all 48" }).click();
  await button(selection(page), "Merge").click();
  await expect(toast(page, "Select 2 to 10 contacts to merge them: 48 are selected.")).toBeVisible();
});

test("a picture is chosen, and fills the face of a master without one", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper", { Company: "Navy", Email: "grace@example.com" });
  const form = await openForm(page);
  await choose(form, COLLINS);
  await fill(form, { "First name": "G.", "Last name": "Hopper" });
  await save(page, "G. Hopper");
  await compare(page, "Grace Hopper", "G. Hopper");
  await expect(comparison(page).getByRole("radio", { name: "Master: Grace Hopper" })).toBeChecked();
  await expect(comparison(page).getByRole("radio", { name: "Picture: that of G. Hopper" })).toBeChecked();
  await merge(page);
  await expect(face(row(page, "Grace Hopper"), "Grace Hopper")).toBeVisible();
  await undo(page);
  await expect(initials(row(page, "Grace Hopper"), "Grace Hopper")).toBeVisible();
  await expect(face(row(page, "G. Hopper"), "G. Hopper")).toBeVisible();
});

test("under classic rules a new contact with a picture is merged into an existing one, and the picture carries over", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper", { Email: "grace@example.com" });
  await rules(page, "Classic");
  await open(page);
  const form = await openForm(page);
  await choose(form, COLLINS);
  await fill(form, { "First name": "Grace", Email: "grace@example.com", Company: "Navy" });
  await expect(form.getByText("Grace Hopper already has this email.")).toBeVisible();
  await button(form, "Merge into it").click();
  await expect(comparison(page).getByRole("radio", { name: "Master: Grace Hopper" })).toBeChecked();
  await merge(page);
  await expect(face(row(page, "Grace Hopper"), "Grace Hopper")).toBeVisible();
  const [survivor] = (await contacts(page)).filter(({ aliases }) => aliases);
  expect([survivor.company, survivor.emails.length, survivor.picture.type]).toEqual(["Navy", 1, "image/jpeg"]);
});

test("an email that another contact has leads from the page of one to the comparison of both", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper", { Email: "grace@example.com" });
  await add(page, "Ana", "Lima");
  await openContact(page, "Ana Lima");
  await page.getByRole("textbox", { name: "Email", exact: true }).fill("grace@example.com");
  await button(page, "Merge into it").click();
  await expect(comparison(page).getByRole("radio", { name: "Master: Grace Hopper" })).toBeChecked();
  await merge(page);
  await expect(page.getByRole("heading", { name: "Grace Hopper", level: 1 })).toBeVisible();
});

test("eleven emails are kept, the others stay in the record of the merge", async ({ page }) => {
  await open(page);
  const many = async (name, count) => {
    const form = await openForm(page);
    await fill(form, { "First name": name, Email: `${name}1@example.com`.toLowerCase() });
    for (let at = 2; at <= count; at += 1) {
      await button(form, "Add another email").click();
      await fill(form, { [`Email ${at}`]: `${name}${at}@example.com`.toLowerCase() });
    }
    await button(form, "Save").click();
    await expect(form).toHaveCount(0);
  };
  await many("Ana", 7);
  await many("Ben", 6);
  await compare(page, "Ana", "Ben");
  await expect(comparison(page).getByText(/These stay behind.*ben5@example.com, ben6@example.com/)).toBeVisible();
  await merge(page);
  const { docs } = await stored(page);
  const [{ left, merged }] = docs.filter(({ id }) => id.startsWith("merge:"));
  expect([merged.emails.length, left.emails.map(({ address }) => address)]).toEqual([11, ["ben5@example.com", "ben6@example.com"]]);
});
