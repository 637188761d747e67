// Edits: each field saved as one leaves it, undone by one click, and the same after a reload; nothing twice.
import { expect, test } from "./fixtures.mjs";
import { add, fill, open, openContact, openForm, row, save } from "./app.mjs";
import { contacts, stored } from "./stored.mjs";

const FIELDS = {
  "First name": ["Rosa", "first_name"], "Last name": ["Parks", "last_name"], Company: ["Montgomery Bus", "company"],
  "Job title": ["Secretary", "job_title"], Email: ["rosa@example.com", "emails"], Phone: ["+1 205 555 0101", "phones"], Tags: ["vip, spring fair", "tags"],
};

test("each field is saved as one leaves it, and stands after a reload", async ({ page }) => {
  await open(page);
  await add(page, "Rose", "Park");
  await openContact(page, "Rose Park");
  for (const [name, [text]] of Object.entries(FIELDS)) {
    await field(page, name).fill(text);
    await field(page, name).blur();
    await expect.poll(async () => JSON.stringify(await contacts(page)), { message: name }).toContain(text.split(", ")[0]);
  }
  await page.getByRole("combobox", { name: "Contact type" }).selectOption({ index: 1 });
  await expect.poll(async () => (await contacts(page))[0].contact_type).toBeTruthy();
  const [before] = await contacts(page);
  expect(before.tags).toEqual(["vip", "spring fair"]);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Rosa Parks" })).toBeVisible();
  for (const [name, [text]] of Object.entries(FIELDS)) await expect(field(page, name)).toHaveValue(text);
  await expect(page.getByRole("combobox", { name: "Contact type" })).toHaveValue(before.contact_type);
  expect(await contacts(page)).toEqual([before]);
});

test("the form over a contact's page has fields of its own", async ({ page }) => {
  await open(page);
  await add(page, "Rosa", "Parks");
  await openContact(page, "Rosa Parks");
  await page.keyboard.press("c");
  const form = page.getByRole("dialog", { name: "Add contact" });
  await fill(form, { "First name": "Ada", "Last name": "Lovelace" });
  await form.getByText("Company", { exact: true }).click();
  await expect(form.getByRole("textbox", { name: "Company" })).toBeFocused();
  await save(page, "Ada Lovelace");
  await expect(field(page, "First name")).toHaveValue("Rosa");
});

test("Undo takes an edit back, on the screen and in the store", async ({ page }) => {
  await open(page);
  await add(page, "Rosa", "Parks", { Company: "Montgomery Bus" });
  await openContact(page, "Rosa Parks");
  await field(page, "Company").fill("Mistake");
  await field(page, "Company").blur();
  await expect.poll(async () => (await contacts(page))[0].company).toBe("Mistake");
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await expect(field(page, "Company")).toHaveValue("Montgomery Bus");
  await expect.poll(async () => (await contacts(page))[0].company).toBe("Montgomery Bus");
  await page.reload();
  await expect(field(page, "Company")).toHaveValue("Montgomery Bus");
});

test("what was typed is kept when the page is put away before the field was left", async ({ page }) => {
  await open(page);
  await add(page, "Rosa", "Parks");
  await openContact(page, "Rosa Parks");
  await field(page, "Company").fill("Montgomery Bus");
  // As a phone tells a page that another app came before it.
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    delete document.hidden;
  });
  await expect.poll(async () => (await contacts(page))[0].company).toBe("Montgomery Bus");
  await expect(field(page, "Company")).toBeFocused();
  await field(page, "Company").pressSequentially(" League");
  await page.reload();
  await expect(field(page, "Company")).toHaveValue(/^Montgomery Bus/);
});

test("whoever closes the page in the midst of typing is asked first, and nobody else is", async ({ page }) => {
  const asked = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await open(page);
  await add(page, "Rosa", "Parks");
  await openContact(page, "Rosa Parks");
  await field(page, "Company").pressSequentially("Montgomery");
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await field(page, "Company").pressSequentially(" Bus");
  await page.keyboard.press("Tab");
  await expect.poll(async () => (await contacts(page))[0].company).toBe("Montgomery Bus");
  await field(page, "Search fields").pressSequentially("Job");
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
  expect(asked).toEqual(["beforeunload"]);
});

test("what was typed is kept when Back takes the page away before the field was left", async ({ page }) => {
  await open(page);
  await add(page, "Rosa", "Parks");
  await openContact(page, "Rosa Parks");
  await field(page, "Company").pressSequentially("Montgomery Bus");
  await page.goBack();
  await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
  expect((await contacts(page))[0].company).toBe("Montgomery Bus");
  await openContact(page, "Rosa Parks");
  await expect(field(page, "Company")).toHaveValue("Montgomery Bus");
});

test("a field that cannot be kept says so, keeps what was typed, and stores nothing", async ({ page }) => {
  await open(page);
  await add(page, "Rosa", "Parks", { Email: "rosa@example.com" });
  await openContact(page, "Rosa Parks");
  await field(page, "Email").fill("rosa at example");
  await field(page, "Email").blur();
  await expect(page.getByRole("alert")).toContainText("Enter an email address");
  await expect(field(page, "Email")).toHaveValue("rosa at example");
  expect((await contacts(page))[0].emails[0].address).toBe("rosa@example.com");
});

test("two quick saves make one contact, and the address keeps up", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await fill(form, { "First name": "Rosa", "Last name": "Parks" });
  await form.getByRole("button", { name: "Save", exact: true }).dblclick({ noWaitAfter: true });
  await expect(row(page, "Rosa Parks")).toBeVisible();
  expect(await contacts(page)).toHaveLength(1);
  const other = await openForm(page);
  await fill(other, { "First name": "Ada" });
  await other.getByRole("button", { name: "Save", exact: true }).evaluate((button) => {
    button.click();
    button.click();
  });
  await expect(row(page, "Ada")).toBeVisible();
  expect(await contacts(page)).toHaveLength(2);
});

test("Save & add another empties the form, picture too, and says whom it added", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await fill(form, { "First name": "Rosa", "Last name": "Parks" });
  await form.getByRole("button", { name: "Save & add another" }).click();
  await expect(form.getByText("Rosa Parks was added.")).toBeVisible();
  await expect(form.getByRole("textbox", { name: "First name" })).toHaveValue("");
  await expect(form.getByRole("textbox", { name: "First name" })).toBeFocused();
  await fill(form, { "First name": "Ada", "Last name": "Lovelace" });
  await save(page, "Ada Lovelace");
  await expect(page.getByRole("grid", { name: "Contacts" })).toHaveAttribute("aria-rowcount", "3");
});

test("a form without anything, or with a wrong email, says what is missing", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(form.getByRole("alert")).toContainText("Enter a name, a company, an email or a phone.");
  await fill(form, { Email: "nobody" });
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(form.getByRole("alert").filter({ hasText: "Enter an email address" })).toBeVisible();
  expect(await contacts(page)).toEqual([]);
});

test("the sample comes with one click and goes with one, and one's own contacts stay", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Load sample contacts" }).click();
  await expect(page.getByRole("status").getByText("48 sample contacts loaded.")).toBeVisible();
  await expect(page.getByRole("grid", { name: "Contacts" })).toHaveAttribute("aria-rowcount", "49");
  expect((await contacts(page)).filter(({ sample }) => sample)).toHaveLength(48);
  await add(page, "Rosa", "Parks");
  await page.getByRole("button", { name: "Remove sample contacts" }).click();
  await expect(page.getByRole("grid", { name: "Contacts" })).toHaveAttribute("aria-rowcount", "2");
  const { docs } = await stored(page);
  expect(docs.map(({ id }) => id.split(":")[0])).toEqual(["contact", "event"]);
  await page.reload();
  await expect(row(page, "Rosa Parks")).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove sample contacts" })).toHaveCount(0);
});

test("search and view stand in the address: reload, Back and forward keep them", async ({ page }) => {
  await open(page);
  await add(page, "Rosa", "Parks", { Company: "Café" });
  await add(page, "Ada", "Lovelace");
  const search = page.getByRole("searchbox", { name: "Search contacts" });
  await search.fill("cafe");
  await expect(row(page, "Ada Lovelace")).toHaveCount(0);
  await expect(row(page, "Rosa Parks")).toBeVisible();
  await expect(page).toHaveURL(/\?q=cafe$/);
  await page.getByRole("button", { name: "Faces", exact: true }).click();
  await expect(page).toHaveURL(/\?q=cafe&view=faces$/);
  await page.reload();
  await expect(search).toHaveValue("cafe");
  const wall = page.getByRole("list", { name: "Contacts" });
  await expect(wall.getByRole("listitem")).toHaveCount(1);
  await wall.getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Rosa Parks" })).toBeVisible();
  await page.goBack();
  await expect(search).toHaveValue("cafe");
  await expect(wall.getByRole("listitem")).toHaveCount(1);
  await page.goForward();
  await expect(page.getByRole("heading", { name: "Rosa Parks" })).toBeVisible();
  await page.goBack();
  await search.fill("nobody at all");
  await expect(page.getByText("Nobody matches “nobody at all”")).toBeVisible();
  await page.getByRole("button", { name: "Clear search" }).click();
  await expect(wall.getByRole("listitem")).toHaveCount(2);
});

test("every field that holds one text is kept, found again, and left out while it is empty", async ({ page }) => {
  const texts = {
    "First name": "Grace", "Last name": "Hopper", Email: "grace@example.com", Phone: "+1 202 555 0143", Company: "US Navy", "Job title": "Rear Admiral", Tags: "vip, compilers",
    Owner: "Jonas", Source: "Spring fair", Street: "2300 Main St", City: "Arlington", Region: "VA", "Postal code": "22201", Country: "United States",
    Timezone: "America/New_York", Website: "https://example.com/grace", Birthday: "1906-12-09",
  };
  await open(page);
  await add(page, "Grace", "Hopper");
  await openContact(page, "Grace Hopper");
  for (const [name, text] of Object.entries(texts)) {
    await field(page, name).fill(text);
    await field(page, name).press("Tab");
  }
  await expect.poll(async () => (await contacts(page))[0].birthday).toBe("1906-12-09");
  await page.reload();
  for (const [name, text] of Object.entries(texts)) await expect(field(page, name)).toHaveValue(text);

  // What cannot be kept says so beside the field, stays in it, and changes nothing.
  for (const [name, wrong, why] of [["Website", "javascript:alert(1)", /web address/], ["Birthday", "soon", /1990-02-28/], ["Timezone", "half past nine", /Africa/]]) {
    await field(page, name).fill(wrong);
    await field(page, name).press("Tab");
    await expect(page.getByRole("alert").filter({ hasText: why })).toBeVisible();
    await expect(field(page, name)).toHaveValue(wrong);
    await field(page, name).fill(texts[name]);
    await field(page, name).press("Tab");
    await expect(page.getByRole("alert")).toHaveCount(0);
  }

  const search = field(page, "Search fields");
  await search.fill("spring");
  await expect(field(page, "Source")).toBeVisible();
  await expect(field(page, "City")).toBeHidden();
  await search.fill("postal");
  await expect(field(page, "Postal code")).toBeVisible();
  await expect(field(page, "Source")).toBeHidden();
  await search.fill("no such thing");
  await expect(page.getByText("No field matches.")).toBeVisible();
  await search.fill("");
  await field(page, "Region").fill("");
  await field(page, "Region").press("Tab");
  await page.getByRole("checkbox", { name: "Hide empty fields" }).check();
  await expect(field(page, "Region")).toBeHidden();
  await expect(field(page, "City")).toBeVisible();
  await page.reload();
  await expect(field(page, "City")).toBeVisible();
  await expect(field(page, "Region")).toBeHidden();
  await page.getByRole("checkbox", { name: "Hide empty fields" }).uncheck();
  await expect(field(page, "Region")).toBeVisible();
});

function field(page, name) {
  return page.getByRole("tabpanel", { name: "All fields" }).getByRole("textbox", { name, exact: true });
}
