// The form for a new contact: several emails and phones, and who else has one.
import { expect, test } from "./fixtures.mjs";
import { HOPPER, add, choose, fill, open, openForm, row, save, usePicture } from "./app.mjs";
import { contacts } from "./stored.mjs";

const box = (form, name) => form.getByRole("textbox", { name, exact: true });

test("up to eleven emails and phones are kept, one of each primary, and no more are offered", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await fill(form, { "First name": "Bea" });
  for (const [name, button, value, full] of [
    ["Email", "Add another email", (at) => `bea${at}@example.com`, "A contact has room for 11 emails."],
    ["Phone", "Add phone number", (at) => `+44 20 7946 09${10 + at}`, "A contact has room for 11 phones."],
  ]) {
    for (let at = 1; at <= 11; at += 1) {
      if (at > 1) {
        await form.getByRole("button", { name: button }).click();
        await expect(box(form, `${name} ${at}`)).toBeFocused();
      }
      await box(form, at === 1 ? name : `${name} ${at}`).fill(value(at));
    }
    await expect(form.getByRole("button", { name: button })).toHaveCount(0);
    await expect(form.getByText(full)).toBeVisible();
  }
  const star = (name, group) => form.getByRole("group", { name: group, exact: true }).getByRole("button", { name });
  await expect(star("Primary email", "Email")).toHaveAttribute("aria-pressed", "true");
  await star("Primary email", "Email 3").click();
  await expect(star("Primary email", "Email")).toHaveAttribute("aria-pressed", "false");
  await star("Primary phone", "Phone 2").click();
  const label = (group) => form.getByRole("group", { name: group, exact: true }).getByRole("combobox", { name: "Label" });
  await label("Phone").selectOption("Mobile");
  await expect(label("Phone 2").getByRole("option")).toHaveText(["None", "Home", "Landline", "Work"]);
  await label("Phone 2").selectOption("Work");
  await save(page, "Bea");
  const [{ emails, phones }] = await contacts(page);
  expect(emails.map(({ address }) => address)).toEqual(Array.from({ length: 11 }, (_, at) => `bea${at + 1}@example.com`));
  expect(emails.findIndex(({ primary }) => primary)).toBe(2);
  expect(emails.filter(({ primary }) => primary)).toHaveLength(1);
  expect(phones).toHaveLength(11);
  expect(phones.slice(0, 2).map(({ label, primary }) => [label, primary ?? false])).toEqual([["mobile", false], ["work", true]]);
});

test("a line is taken away, those below it move up, and each is refused by itself", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await fill(form, { "First name": "Bea", Email: "one@example.com" });
  for (const [name, text] of [["Email 2", "two@example.com"], ["Email 3", "three"]]) {
    await form.getByRole("button", { name: "Add another email" }).click();
    await expect(box(form, name)).toBeFocused();
    await page.keyboard.type(text);
  }
  await form.getByRole("button", { name: "Remove email 2" }).click();
  await expect(box(form, "Email 2")).toHaveValue("three");
  await expect(box(form, "Email 3")).toHaveCount(0);
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(form.getByRole("group", { name: "Email 2" }).getByRole("alert")).toContainText("Enter an email address");
  await expect(box(form, "Email 2")).toBeFocused();
  await box(form, "Email 2").fill("ONE@example.com");
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(form.getByRole("group", { name: "Email 2" }).getByRole("alert")).toContainText("already has one@example.com");
  await form.getByRole("button", { name: "Remove email 2" }).click();
  await save(page, "Bea");
  expect((await contacts(page))[0].emails).toHaveLength(1);
});

test("while an email is typed that another contact has, the form says so and goes there", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await choose(form, HOPPER);
  await usePicture(page);
  await fill(form, { "First name": "Grace", "Last name": "Hopper", Email: "grace@example.com" });
  await save(page, "Grace Hopper");
  await openForm(page);
  await box(form, "Email").pressSequentially("GRACE@example.co");
  await expect(form.getByText("already has this email")).toHaveCount(0);
  await page.keyboard.type("m");
  await expect(form.getByText("Grace Hopper already has this email.")).toBeVisible();
  await expect(form.getByRole("img", { name: "Picture of Grace Hopper" })).toBeVisible();
  await form.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Grace Hopper", level: 1 })).toBeVisible();
  await expect(form).toHaveCount(0);
  expect(await contacts(page)).toHaveLength(1);
});

test("while a phone is typed that another contact has, the form says so, and asks before it is left", async ({ page }) => {
  await open(page);
  await add(page, "Ana", "Lima", { Phone: "+351 21 555 0199" });
  const form = await openForm(page);
  await fill(form, { "First name": "Anna", Phone: "00351215550199" });
  await expect(form.getByText("Ana Lima already has this phone.")).toBeVisible();
  await form.getByRole("button", { name: "Open", exact: true }).click();
  const question = page.getByRole("dialog", { name: "Discard this contact?" });
  await question.getByRole("button", { name: "Keep editing" }).click();
  await expect(box(form, "First name")).toHaveValue("Anna");
  await form.getByRole("button", { name: "Open", exact: true }).click();
  await question.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("heading", { name: "Ana Lima", level: 1 })).toBeVisible();
});

test("whoever is in Trash is not warned of, and the new contact can be saved all the same", async ({ page }) => {
  await open(page);
  await add(page, "Ana", "Lima", { Email: "ana@example.com" });
  await row(page, "Ana Lima").getByRole("checkbox").click();
  await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Delete" }).click();
  await expect(row(page, "Ana Lima")).toHaveCount(0);
  const form = await openForm(page);
  await fill(form, { "First name": "Ana", Email: "ana@example.com" });
  await expect(form.getByText("already has this email")).toHaveCount(0);
  await save(page, "Ana");
});

test("a new contact counts as something that has just happened", async ({ page }) => {
  await open(page);
  await add(page, "Ana", "Lima");
  const [contact] = await contacts(page);
  expect(contact.last_activity_at).toBe(contact.created_at);
  expect(Math.abs(Date.now() - Date.parse(contact.created_at))).toBeLessThan(60_000);
});

test("tags are completed from those that others have", async ({ page }) => {
  await open(page);
  await add(page, "Ana", "Lima", { Tags: "vip, spring fair" });
  const form = await openForm(page);
  await fill(form, { "First name": "Bea", Tags: "fa" });
  const offered = form.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
  await expect(offered).toHaveText(["spring fair"]);
  await offered.click();
  await expect(box(form, "Tags")).toBeFocused();
  await page.keyboard.type(", v");
  await offered.click();
  await expect(box(form, "Tags")).toHaveValue("spring fair, vip");
  await save(page, "Bea");
});
