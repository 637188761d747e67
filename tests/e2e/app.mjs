// The steps that most end-to-end tests have in common, in the words of the screen.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "./fixtures.mjs";

/** Pictures in `tests/data`: 512 × 600, and 512 × 512. */
export const HOPPER = data("grace_hopper.jpg", "image/jpeg");
export const COLLINS = data("astronaut.png", "image/png");

function data(name, mimeType) {
  const path = fileURLToPath(new URL(`../data/${name}`, import.meta.url));
  return { name, mimeType, path, buffer: readFileSync(path) };
}

/** A file as `setInputFiles`, `drop` and `paste` take it. */
export function file(name, buffer, mimeType = "") {
  return { name: basename(name), mimeType, buffer: Buffer.from(buffer) };
}

/** Opens a page of the app and waits until its contacts are there. */
export async function open(page, path = "contacts") {
  await page.goto(`./${path}`);
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.getByText(/^Opening/)).toHaveCount(0);
  // Where much else is going on the storage may answer after the app has begun.
  await expect(page.getByText("Not kept yet")).toHaveCount(0, { timeout: 20_000 });
}

/** Opens the form for a new contact. */
export async function openForm(page) {
  await page.getByRole("button", { name: "Add contact", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Add contact" });
  await expect(form).toBeVisible();
  return form;
}

/** Types into fields by their names. */
export async function fill(place, fields) {
  for (const [name, text] of Object.entries(fields)) {
    await place.getByRole("textbox", { name, exact: true }).fill(text);
  }
}

/** Saves the open form and waits until it says so. */
export async function save(page, name) {
  await page.getByRole("dialog", { name: "Add contact" }).getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Add contact" })).toHaveCount(0);
  await expect(page.getByRole("status").getByText(`${name} was added.`)).toBeVisible();
}

/** Adds a contact by the form, from the Contacts page. */
export async function add(page, first, last, fields = {}) {
  const form = await openForm(page);
  await fill(form, { "First name": first, "Last name": last, ...fields });
  await save(page, `${first} ${last}`);
}

/** Goes from the list to a contact. */
export async function openContact(page, name) {
  await page.getByRole("grid", { name: "Contacts" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

/** The row of a contact, its tile, and the pictures in them and on its page. */
export function row(page, name) {
  return page.getByRole("grid", { name: "Contacts" }).getByRole("row", { name });
}
export function tile(page, name) {
  return page.getByRole("list", { name: "Contacts" }).getByRole("listitem").filter({ hasText: name });
}
export function face(place, name) {
  return place.getByRole("img", { name: `Picture of ${name}` });
}
export function initials(place, name) {
  return place.getByRole("img", { name: `Initials of ${name}` });
}

/** The part of the page that takes a chosen file: the form or the contact page. */
export async function choose(place, ...files) {
  await place.getByLabel("Choose picture").setInputFiles(files);
}

/** Drags files or folders by their paths over the middle of an element and lets them go, as a hand would. */
export async function drop(target, ...paths) {
  const page = target.page();
  await target.scrollIntoViewIfNeeded();
  const area = await target.boundingBox();
  const at = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
  const session = await page.context().newCDPSession(page);
  const dragged = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, ...at, data: dragged });
  }
  await session.detach();
}

/** Pastes files into what has the focus. */
export async function paste(page, ...files) {
  const pasted = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString("base64") }));
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    for (const { name, mimeType, base64 } of pasted) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      clipboardData.items.add(new File([bytes], name, { type: mimeType }));
    }
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, pasted);
}

/** The dialog in which a picture is positioned. */
export function position(page) {
  return page.getByRole("dialog", { name: "Position picture" });
}

/** Takes the picture as it stands in the dialog. */
export async function usePicture(page) {
  await position(page).getByRole("button", { name: "Use picture" }).click();
  await expect(position(page)).toHaveCount(0);
}

/** Selects contacts in the rows by their names. */
export async function select(page, ...names) {
  for (const name of names) await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).click();
}

/** The comparison of contacts; and the bar over the selected ones. */
export function comparison(page) {
  return page.getByRole("dialog", { name: "Merge contacts" });
}
export function selection(page) {
  return page.getByRole("toolbar", { name: "Selection" });
}

/** Does what the open comparison shows, and waits until it is stored. */
export async function merge(page) {
  await comparison(page).getByRole("button", { name: "Merge contacts" }).click();
  await expect(comparison(page)).toHaveCount(0);
  await expect(page.getByRole("status").getByText(/contacts merged into/)).toBeVisible();
}

/** Keeps what was said last there while other things are looked at: while its button has the focus it does not go. */
export async function keepToast(page) {
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().focus();
}

/** Takes a certain thing that was said back, whatever was said since. */
export async function undoOf(page, words) {
  await page.getByRole("status").getByText(words, { exact: true }).locator("..").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("status").getByText(/^Undone\./).last()).toBeVisible();
}

/** Takes the last thing that was said back. */
export async function undo(page) {
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByRole("status").getByText(/^Undone\./).last()).toBeVisible();
}
