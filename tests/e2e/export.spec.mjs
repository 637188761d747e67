// What goes out: tables and cards of a selection or of a list, as other programs read them; and backups, which come back
// into an empty browser the same.
import { readFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { expect, listen, test } from "./fixtures.mjs";
import { COLLINS, HOPPER, add, choose, file, open, openContact, openForm, fill, save, select, selection, usePicture } from "./app.mjs";
import { addField, section, toast } from "./settings.mjs";
import { contacts, stored } from "./stored.mjs";
import { openSample } from "./sample.mjs";
import { within } from "./within.mjs";

const dialog = (page) => page.getByRole("dialog", { name: "Export", exact: true });
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Opens the dialog for the selected contacts. */
async function exportSelected(page) {
  await selection(page).getByRole("button", { name: "Export" }).click();
  await expect(dialog(page)).toBeVisible();
}

/** Opens the dialog for the list, by the commands. */
async function exportList(page) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search commands" }).fill("export list");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeVisible();
}

/** Presses the button that makes a file, and returns its name and bytes. */
async function made(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
const exported = (page) => made(page, dialog(page).getByRole("button", { name: "Export" }));

/** A table as RFC 4180 has it. */
function rows(text) {
  const found = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (quoted === undefined && plain === "" && end === "" && found.at(-1).length === 0) break;
    found.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") found.push([]);
    if (end === "") break;
  }
  if (found.at(-1).length === 0) found.pop();
  const [head, ...others] = found;
  return others.map((cells) => Object.fromEntries(cells.map((cell, at) => [head[at], cell])));
}

/** Three contacts, of whom one is full of what spreadsheets would run. */
async function people(page) {
  await open(page);
  await add(page, "Rosa", "Almeida", { Email: "rosa@example.com", Company: 'Hearth, "Sons"', Phone: "+44 20 7946 0958" });
  await add(page, "=HYPERLINK(\"https://evil.example\")", "@Mal", { Company: "-2+3", "Job title": "'quoted" });
  await add(page, "Zoë", "Ångström", { Email: "zoe@example.com" });
}

test("a selection becomes a table in the order of the list, with cells that no spreadsheet runs", async ({ page }) => {
  await people(page);
  await select(page, "Zoë Ångström", '=HYPERLINK("https://evil.example") @Mal');
  await exportSelected(page);
  await expect(dialog(page).getByRole("heading", { name: "Export 2 contacts" })).toBeVisible();
  const { name, bytes } = await exported(page);
  expect(name).toMatch(/^contacts-\d{4}-\d\d-\d\d\.csv$/);
  await expect(toast(page, `2 contacts exported to ${name}.`)).toBeVisible();
  await expect(dialog(page)).toHaveCount(0);
  const text = bytes.toString("utf8");
  expect(text.startsWith("\ufeff"), "it is marked as UTF-8").toBe(true);
  const table = rows(text.slice(1));
  expect(table.map((row) => row["Last name"])).toEqual(["'@Mal", "Ångström"]);
  expect(table[0]["First name"]).toBe("'=HYPERLINK(\"https://evil.example\")");
  expect(table[0].Company).toBe("'-2+3");
  const known = await contacts(page);
  expect(table.map((row) => `contact:${row["Contact ID"]}`)).toEqual(
    ["@Mal", "Ångström"].map((last) => known.find((contact) => contact.last_name === last).id));
});

test("a list becomes a table of its visible columns, without a mark where none is wanted", async ({ page }) => {
  await people(page);
  await page.getByRole("searchbox", { name: "Search contacts" }).fill("example.com");
  await expect(page.getByRole("row", { name: /Mal/ })).toHaveCount(0);
  await exportList(page);
  await expect(dialog(page).getByRole("heading", { name: "Export 2 contacts" })).toBeVisible();
  await dialog(page).getByRole("radio", { name: "Visible columns" }).check();
  await dialog(page).getByRole("checkbox", { name: "Mark the file as UTF-8 (for Excel)" }).uncheck();
  const { bytes } = await exported(page);
  const table = rows(bytes.toString("utf8"));
  const titles = await page.getByRole("grid", { name: "Contacts" }).getByRole("columnheader").allTextContents();
  expect(Object.keys(table[0])).toEqual(titles.map((title) => title.replace(/[↑↓]/, "").trim()).filter(Boolean));
  expect(table.map((row) => row.Name)).toEqual(["Rosa Almeida", "Zoë Ångström"]);
  expect(table[0]).toMatchObject({ Email: "rosa@example.com", Phone: "'+44 20 7946 0958" });
});

test("a whole list, custom fields and all emails and phones among it, is in the table", async ({ page }) => {
  await open(page, "settings");
  await addField(page, { name: "Badge" });
  await openSample(page);
  await exportList(page);
  const { bytes } = await exported(page);
  const table = rows(bytes.toString("utf8").slice(1));
  expect(table).toHaveLength(48);
  expect(Object.keys(table[0])).toContain("Badge");
  const known = new Map((await contacts(page)).map((contact) => [contact.id, contact]));
  for (const row of table) {
    const contact = known.get(`contact:${row["Contact ID"]}`);
    expect(row["First name"]).toBe(contact.first_name ?? "");
    const emails = Object.keys(row).filter((name) => /^Email/.test(name)).map((name) => row[name]).filter(Boolean);
    expect(emails.sort()).toEqual((contact.emails ?? []).map(({ address }) => address).sort());
  }
  // And a saved list by its own menu.
  await page.getByRole("tab", { name: "Hot leads" }).click();
  await page.getByRole("button", { name: "List actions" }).click();
  await page.getByRole("menuitem", { name: "Export" }).click();
  const shown = Number(await page.getByRole("grid", { name: "Contacts" }).getAttribute("aria-rowcount")) - 1;
  await expect(dialog(page).getByRole("heading", { name: `Export ${shown} contacts` })).toBeVisible();
  const hot = await exported(page);
  expect(rows(hot.bytes.toString("utf8").slice(1))).toHaveLength(shown);
});

for (const [version, label, photo] of [
  ["4.0", "vCard 4.0", /^PHOTO:data:(image\/\w+);base64,(.*)$/m],
  ["3.0", "vCard 3.0", /^PHOTO;ENCODING=b;TYPE=(\w+):(.*)$/m],
]) {
  test(`cards of version ${version} have the very picture, and the notes`, async ({ page }) => {
    await open(page);
    const form = await openForm(page);
    await fill(form, { "First name": "Grace", "Last name": "Hopper" });
    await choose(form, HOPPER);
    await usePicture(page);
    await save(page, "Grace Hopper");
    await openContact(page, "Grace Hopper");
    await page.getByRole("tab", { name: "Notes" }).click();
    await page.getByRole("button", { name: "Add note" }).click();
    await page.getByRole("textbox", { name: "Note", exact: true }).fill("Nanoseconds, in wire");
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByText("Nanoseconds, in wire")).toBeVisible();
    await page.getByRole("link", { name: "Contacts", exact: true }).click();
    await exportList(page);
    await dialog(page).getByRole("radio", { name: label }).check();
    await expect(dialog(page).getByRole("radio", { name: "Visible columns" })).toHaveCount(0);
    const { name, bytes } = await exported(page);
    expect(name).toMatch(/\.vcf$/);
    await expect(toast(page, `1 contact exported to ${name}.`)).toBeVisible();
    const card = bytes.toString("utf8").replaceAll("\r\n ", "");
    expect(card).toContain(`VERSION:${version}\r\n`);
    expect(card).toContain("N:Hopper;Grace;;;\r\n");
    expect(card).toContain("NOTE:Nanoseconds\\, in wire\r\n");
    const [, type, data] = photo.exec(card.replaceAll("\r", ""));
    expect(type.toLowerCase()).toContain("jpeg");
    const { pictures } = await stored(page);
    expect([...pictures.keys()]).toContain(sha256(Buffer.from(data, "base64")));
  });
}

test("a cancelled export makes no file, and the next one does", async ({ page }) => {
  await openSample(page);
  // The worker never answers, so that there is something to cancel.
  await page.evaluate(() => { Worker.prototype.postMessage = () => {}; });
  await exportList(page);
  let downloads = 0;
  page.on("download", () => { downloads += 1; });
  await within(200, "a cancelled export says so", async () => {
    await dialog(page).getByRole("button", { name: "Export" }).click();
    await expect(dialog(page).getByRole("progressbar", { name: "Exporting" })).toBeVisible();
    return page.evaluate(() => new Promise((resolve) => {
      const shown = document.querySelector("dialog[open]");
      const start = performance.now();
      new MutationObserver(() => {
        if (shown.querySelector("[role=alert]")) resolve(performance.now() - start);
      }).observe(shown, { subtree: true, childList: true });
      [...shown.querySelectorAll("button")].find((button) => button.textContent === "Cancel").click();
    }));
  });
  await expect(dialog(page).getByRole("alert")).toHaveText("The export was cancelled. No file was made.");
  expect(downloads).toBe(0);
  await page.reload();
  await expect(page.getByRole("grid", { name: "Contacts" })).toBeVisible();
  await exportList(page);
  await exported(page);
});

/** The Data section, and the file that a backup of everything is. */
const data = (page) => page.getByRole("main");
async function backUp(page) {
  await open(page, "settings");
  return made(page, data(page).getByRole("button", { name: "Save a backup" }));
}
const restoreFrom = (page, bytes) => page.getByLabel("Choose a backup").setInputFiles(file("visage.backup", bytes));
const question = (page) => page.getByRole("dialog", { name: "Restore this backup?" });

/** A workspace with something of every kind that can be made. */
async function workspace(page) {
  await openSample(page);
  const form = await openForm(page);
  await fill(form, { "First name": "Michael", "Last name": "Collins" });
  await choose(form, COLLINS);
  await save(page, "Michael Collins");
  await open(page, "settings");
  await addField(page, { name: "Badge" });
}

test("a backup restored in an empty browser is the same workspace, document by document and picture by picture", async ({ page, browser, expected }) => {
  await workspace(page);
  const before = await stored(page);
  const { name, bytes } = await backUp(page);
  expect(name).toMatch(/^visage-\d{4}-\d\d-\d\d\.backup$/);
  await expect(toast(page, `Backup saved to ${name}.`)).toBeVisible();

  const complaints = [];
  const other = await browser.newContext();
  await listen(other, complaints);
  const fresh = await other.newPage();
  await open(fresh, "settings");
  await restoreFrom(fresh, bytes);
  await expect(question(fresh)).toContainText("49 contacts");
  await expect(question(fresh)).toContainText(`${before.pictures.size} pictures`);
  await question(fresh).getByRole("button", { name: "Restore" }).click();
  await expect(toast(fresh, "The backup with 49 contacts was restored.")).toBeVisible();
  await expect(section(fresh, "Custom fields").getByText("Badge")).toBeVisible();
  const after = await stored(fresh);
  expect(after.docs).toEqual(before.docs);
  expect([...after.pictures.keys()]).toEqual([...before.pictures.keys()]);
  for (const [digest, picture] of before.pictures) {
    const again = after.pictures.get(digest);
    for (const size of ["full", "thumb"]) {
      expect(again[size].type).toBe(picture[size].type);
      expect(sha256(again[size].bytes)).toBe(sha256(picture[size].bytes));
    }
  }
  await fresh.getByRole("link", { name: "Contacts", exact: true }).click();
  await fresh.getByRole("searchbox", { name: "Search contacts" }).fill("collins");
  await expect(fresh.getByRole("img", { name: "Picture of Michael Collins" })).toBeVisible();
  await expect(fresh).toHaveURL(/collins/);
  await fresh.reload();
  await expect(fresh.getByRole("img", { name: "Picture of Michael Collins" })).toBeVisible();
  await other.close();
  expect(complaints.filter((complaint) => !expected.has(complaint))).toEqual([]);
});

test("restoring puts back what was changed since, brings nobody's additions away, and shows in other tabs", async ({ page, context }) => {
  await open(page);
  await add(page, "Rosa", "Almeida", { Company: "Hearth" });
  await add(page, "Ana", "Lima");
  const { bytes } = await backUp(page);
  const tab = await context.newPage();
  await open(tab);
  await openContact(tab, "Rosa Almeida");
  await tab.getByRole("textbox", { name: "Company" }).fill("Tidewater");
  await tab.keyboard.press("Tab");
  await tab.getByRole("link", { name: "Contacts", exact: true }).click();
  await select(tab, "Ana Lima");
  await selection(tab).getByRole("button", { name: "Delete" }).click();
  await add(tab, "Ben", "Castillo");
  await restoreFrom(page, bytes);
  await expect(question(page)).toContainText("2 contacts are here now.");
  await question(page).getByRole("button", { name: "Restore" }).click();
  await expect(toast(page, "The backup with 2 contacts was restored.")).toBeVisible();
  for (const name of ["Rosa Almeida", "Ana Lima", "Ben Castillo"]) {
    await expect(tab.getByRole("row", { name })).toBeVisible();
  }
  const known = await contacts(page);
  expect(known.map(({ first_name, company, deleted_at }) => [first_name, company, deleted_at]).sort()).toEqual(
    [["Ana", undefined, undefined], ["Ben", undefined, undefined], ["Rosa", "Hearth", undefined]]);
});

test("a backup that was cut, changed, or is none is refused by name, and nothing is changed", async ({ page }) => {
  await open(page);
  await add(page, "Rosa", "Almeida");
  const { bytes } = await backUp(page);
  await open(page);
  await add(page, "Ana", "Lima");
  await open(page, "settings");
  const before = await stored(page);
  const changed = Buffer.from(bytes);
  changed[bytes.length - 100] ^= 1;
  const later = Buffer.from(`{"visage_backup":2}\n`);
  for (const [what, refused, sentence] of [
    ["cut", bytes.subarray(0, bytes.length - 40), /ends too early.*Copy it anew.*Nothing was changed\./],
    ["cut in half", bytes.subarray(0, bytes.length / 2), /ends too early/],
    ["changed", changed, /is damaged.*Copy it anew.*Nothing was changed\./],
    ["newer", later, /newer version of Visage.*Reload the page.*Nothing was changed\./],
    ["a table", Buffer.from("First name,Last name\r\nRosa,Almeida\r\n"), /no backup of Visage.*Save a backup.*Nothing was changed\./],
    ["a picture", COLLINS.buffer, /no backup of Visage/],
    ["empty", Buffer.alloc(0), /no backup of Visage/],
  ]) {
    await test.step(what, async () => {
      await restoreFrom(page, refused);
      await expect(page.getByRole("alert").filter({ hasText: sentence })).toBeVisible();
      await expect(question(page)).toHaveCount(0);
    });
  }
  // And so it is where somebody thinks better of it.
  await restoreFrom(page, bytes);
  await question(page).getByRole("button", { name: "Cancel" }).click();
  await expect(question(page)).toHaveCount(0);
  expect(await stored(page)).toEqual(before);
});

for (const [where, viewport] of [["on a desktop", { width: 1280, height: 800 }], ["on a phone", { width: 390, height: 780 }]]) {
  test(`the dialog and the section are accessible ${where}`, async ({ page, accessible }) => {
    await page.setViewportSize(viewport);
    await people(page);
    await exportList(page);
    await accessible(page);
    await dialog(page).getByRole("radio", { name: "vCard 4.0" }).check();
    await accessible(page);
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
    const { bytes } = await backUp(page);
    await restoreFrom(page, Buffer.from("no backup"));
    await expect(page.getByRole("alert")).toBeVisible();
    await accessible(page);
    await restoreFrom(page, bytes);
    await expect(question(page)).toBeVisible();
    await accessible(page);
  });
}
