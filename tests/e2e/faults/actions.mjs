// What people do, through the screen, with the fewest clicks; each notes in the ledger what was confirmed.
import { expect } from "../fixtures.mjs";
import { COLLINS, HOPPER, choose, comparison, fill, select, selection, usePicture } from "../app.mjs";
import { box, composer, said } from "../inbox.mjs";
import { USER, answer, box as field, go, status, syncPart } from "../sync.mjs";
import { ofDevice } from "./stores.mjs";

const FIELDS = ["Company", "Job title", "City", "Region", "Source", "Owner"];
const KEYS = { "Job title": "job_title" };
const grid = (page) => page.getByRole("grid", { name: "Contacts" });
const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Goes to the list of all contacts. A tab is `{ page, where, device, ledger, draw, server }`. */
async function toList({ page }) {
  const isThere = await grid(page).isVisible();
  if (!isThere) await go(page, "Contacts");
  const all = page.getByRole("tab", { name: "All", exact: true });
  if (await all.count() && await all.getAttribute("aria-selected") !== "true") await all.click();
}

/** Names in the list, as they are shown now. */
async function names(tab) {
  await toList(tab);
  return grid(tab.page).getByRole("row").getByRole("link").allTextContents();
}

/** Opens somebody's page; a person is drawn unless one is there already. */
async function somebody(tab) {
  const { page, draw, ledger } = tab;
  const heading = page.getByRole("heading", { level: 1 });
  const at = page.url().match(/contacts\/([0-9a-f-]{36})/)?.[1];
  if (at && draw.chance(0.6) && await page.getByRole("tabpanel", { name: "All fields" }).isVisible() && ledger.contacts.has(`contact:${at}`)) return `contact:${at}`;
  const all = await names(tab);
  if (!all.length) return undefined;
  const name = draw.pick(all);
  await grid(page).getByRole("link", { name, exact: true }).click();
  await expect(heading).toHaveText(name);
  return `contact:${page.url().match(/contacts\/([0-9a-f-]{36})/)[1]}`;
}

/** Waits until the store has a text; what is there then was saved. */
async function kept(page, text, prefix = "") {
  let id;
  await expect.poll(async () => {
    const doc = (await ofDevice(page)).find(({ id, body }) => id.startsWith(prefix) && JSON.stringify(body).includes(text));
    id = doc?.id;
    return Boolean(doc);
  }, { message: `“${text}” is stored` }).toBe(true);
  return id;
}

async function add(tab) {
  const { page, ledger } = tab;
  await toList(tab);
  await page.getByRole("button", { name: "Add contact", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Add contact" });
  const name = ledger.text("Name");
  await fill(form, { "First name": name, Phone: `+39 06 5550 ${String(1000 + ledger.contacts.size)}` });
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole("status").getByText(`${name} was added.`)).toBeVisible();
  ledger.contacts.set(await kept(page, name, "contact:"), name);
}

async function edit(tab) {
  const { page, ledger, draw, where } = tab;
  const id = await somebody(tab);
  if (!id) return;
  const name = draw.pick(FIELDS);
  const field = page.getByRole("tabpanel", { name: "All fields" }).getByRole("textbox", { name, exact: true });
  const value = ledger.text("Value");
  const before = await field.inputValue();
  await field.fill(value);
  await field.press("Tab");
  await kept(page, value, "contact:");
  ledger.note(ledger.fields, { id, field: KEYS[name] ?? name.toLowerCase(), value, before, where });
}

async function tag(tab) {
  const { page, ledger, draw, where } = tab;
  const all = await names(tab);
  if (!all.length) return;
  const some = [...new Set([draw.pick(all), draw.pick(all), draw.pick(all)])];
  await select(page, ...some);
  await button(selection(page), "Add tag").click();
  const dialog = page.getByRole("dialog", { name: "Add tag" });
  const text = ledger.text("tag");
  await dialog.getByRole("combobox", { name: "Tag" }).fill(text);
  await dialog.getByRole("button", { name: "Add tag" }).click();
  await kept(page, text, "contact:");
  await page.keyboard.press("Escape");
  ledger.note(ledger.texts, { prefix: "contact:", ids: some.map((name) => ledger.idOf(name)), text, where });
}

async function note(tab) {
  const { page, ledger, where } = tab;
  const id = await somebody(tab);
  if (!id) return;
  await page.getByRole("tab", { name: "Notes", exact: true }).click();
  await button(page, "Add note").click();
  const text = ledger.text("Note");
  await fill(page, { Note: text });
  await button(page, "Save note").click();
  await kept(page, text, "note:");
  ledger.note(ledger.texts, { prefix: "note:", ids: [id], text, where });
}

async function task(tab) {
  const { page, ledger, where } = tab;
  const id = await somebody(tab);
  if (!id) return;
  await page.getByRole("tab", { name: "Tasks", exact: true }).click();
  await button(page, "Add task").click();
  const text = ledger.text("Task");
  await page.getByRole("form", { name: "Task" }).getByLabel("Task", { exact: true }).fill(text);
  await button(page, "Save task").click();
  await kept(page, text, "task:");
  ledger.note(ledger.texts, { prefix: "task:", ids: [id], text, where });
}

async function message(tab) {
  const { page, ledger, draw, where } = tab;
  const contact = await somebody(tab);
  if (!contact) return;
  await page.getByRole("tab", { name: "Conversation", exact: true }).click();
  const text = ledger.text("Message");
  await box(page).fill(text);
  if (draw.chance(0.4)) {
    // The same few files again and again, so that some messages share one.
    const name = `file-${draw.below(4)}.txt`;
    await composer(page).getByLabel("Choose files").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(name.repeat(500)) });
    await expect(composer(page).getByRole("list", { name: "Attached files" })).toContainText(name);
  }
  await button(composer(page), "Send").click();
  await expect(said(page, text)).toHaveCount(1);
  await kept(page, text, "message:");
  ledger.note(ledger.messages, { contact, text, where });
}

/** The digest of somebody's picture as it is stored. */
async function digest(page, id) {
  return (await ofDevice(page)).find((doc) => doc.id === id)?.body.picture?.digest;
}

async function picture(tab) {
  const { page, draw, ledger } = tab;
  const id = await somebody(tab);
  if (!id) return;
  const before = await digest(page, id);
  const profile = page.getByRole("region", { name: "Profile" });
  // Another one than it is: the same again is no change.
  const isSquare = before !== ledger.square && draw.chance(0.5);
  await choose(profile, isSquare ? COLLINS : HOPPER);
  if (!isSquare) {
    for (let press = draw.below(12); press >= 0; press -= 1) await page.getByRole("slider", { name: "Zoom" }).press("ArrowRight");
    await usePicture(page);
  }
  await expect.poll(() => digest(page, id), { message: "another picture is stored" }).not.toBe(before).catch(async (error) => {
    // Hopper at the same zoom is the same again, too.
    if (isSquare || !before) throw error;
  });
  if (isSquare) ledger.square = await digest(page, id);
}

async function removePicture(tab) {
  const { page } = tab;
  const id = await somebody(tab);
  if (!id || !await digest(page, id)) return;
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Remove picture" }).click();
}

async function trash(tab) {
  const { page, draw } = tab;
  const all = await names(tab);
  if (all.length < 4) return;
  await select(page, draw.pick(all));
  await button(selection(page), "Delete").click();
  await expect(selection(page)).toHaveCount(0);
}

/** Selects somebody in Trash and has something done to them, by their name; nothing where nobody is there. */
async function inTrash(tab, act) {
  const { page, draw } = tab;
  await toList(tab);
  const place = page.getByRole("tab", { name: "Trash", exact: true });
  if (!await place.count()) return;
  await place.click();
  const all = await grid(page).getByRole("row").getByRole("link").allTextContents();
  if (all.length) {
    const name = draw.pick(all);
    await select(page, name);
    await act(name);
    await expect(selection(page)).toHaveCount(0);
  }
  await toList(tab);
}

function restore(tab) {
  return inTrash(tab, () => button(selection(tab.page), "Restore").click());
}

/** Deletes somebody in Trash for good, with everything that is theirs. */
function erase(tab) {
  const { page, ledger } = tab;
  return inTrash(tab, async (name) => {
    await button(selection(page), "Delete for good").click();
    // Also where it fails half-way: it may have been done.
    ledger.erase(ledger.idOf(name));
    await answer(page, "Delete for good?", "Delete for good");
  });
}

async function merge(tab) {
  const { page, draw, ledger } = tab;
  const all = await names(tab);
  const two = [...new Set([draw.pick(all), draw.pick(all)])];
  if (all.length < 5 || two.length < 2) return;
  await select(page, ...two);
  await button(selection(page), "Merge").click();
  ledger.merge(...two.map((name) => ledger.idOf(name)));
  await comparison(page).getByRole("button", { name: "Merge contacts" }).click();
  await expect(comparison(page)).toHaveCount(0);
}

async function reload(tab) {
  await tab.page.reload();
  await expect(tab.page.getByRole("main")).toBeVisible();
  await expect(tab.page.getByText(/^Opening/)).toHaveCount(0);
}

async function connection({ page, device }) {
  device.isOffline = !device.isOffline;
  await page.context().setOffline(device.isOffline);
}

/** Another client of the database sets a field. */
async function elsewhere({ server, draw, ledger }) {
  const docs = await server.documents("contact:");
  if (!docs.length) return;
  const { _id, _rev, ...body } = draw.pick(docs);
  const value = ledger.text("Elsewhere");
  const v = { ...body.v, elsewhere: (body.v?.elsewhere ?? 0) + 1 };
  const answer = await server.admin(`/${encodeURIComponent(_id)}`, { method: "PUT", json: { ...body, city: value, v, _rev } });
  if (answer.ok && ledger.seed % 5) ledger.note(ledger.fields, { id: _id, field: "city", value, before: body.city ?? "", where: "another client" });
}

/** Another client of the database deletes somebody, and does not ask how that is done. */
async function gone({ server, draw, ledger }) {
  const docs = await server.documents("contact:");
  if (docs.length < 5) return;
  const { _id, _rev } = draw.pick(docs);
  ledger.erase(_id);
  await server.admin(`/${encodeURIComponent(_id)}`, { method: "PUT", json: { _rev, _deleted: true } });
}

/** Signs in again where the app asks for it. */
export function signIn({ page }) {
  return whenAsked(page, /^Needs attention\s*Sign in again/, async () => {
    await field(syncPart(page), "Password").fill(USER.password);
    await syncPart(page).getByRole("button", { name: "Sign in" }).click();
  });
}

/** Has what the server called too large tried again, as whoever reads that would; nothing that it refused for another reason. */
export function tryAgain({ page }) {
  return whenAsked(page, /^Needs attention\s*\d+ not taken/, async () => {
    const refused = syncPart(page).getByRole("region", { name: "Not taken by the server" });
    const words = await refused.getByRole("listitem").allTextContents();
    if (words.length && words.every((text) => text.includes("too large"))) await refused.getByRole("button", { name: "Try again" }).click();
  });
}

/** Does in Settings what the state of sync asks for; the other tab of the device may have done so by then. */
async function whenAsked(page, words, act) {
  const isAsked = () => status(page, words).count();
  if (!await isAsked()) return;
  const acted = go(page, "Settings").then(act);
  await acted.catch(async (error) => { if (await isAsked()) throw error; });
}

/** What may happen next, and how often. */
export const ACTIONS = [
  [add, 5], [edit, 14], [tag, 3], [note, 4], [task, 3], [message, 5], [picture, 3], [removePicture, 1], [trash, 2], [restore, 2], [merge, 2], [reload, 2],
  [connection, 5], [elsewhere, 3], [erase, 2], [gone, 1], [signIn, 2],
];
export { add };
