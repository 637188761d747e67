// The Conversations page in the words of the screen, and what lies in the store of it. Messages that come in are written
// there as another tab would write them.
import { expect } from "./fixtures.mjs";
import { open } from "./app.mjs";

/** The places of the page. */
export const list = (page) => page.getByRole("list", { name: "Conversations" });
export const tab = (page, name) => page.getByRole("tablist", { name: "Conversations" }).getByRole("tab", { name, exact: true });
export const log = (page) => page.getByRole("log", { name: "Messages" });
export const about = (page) => page.getByRole("complementary", { name: "Contact", exact: true });
export const composer = (page) => page.getByRole("form", { name: "Composer" });
export const box = (page) => composer(page).getByRole("textbox", { name: "Message" });
export const channel = (page, name) => composer(page).getByRole("radio", { name, exact: true });
export const button = (page, name) => page.getByRole("button", { name, exact: true });
export const toast = (page, text) => page.getByRole("status").getByText(text);

/** The conversation with a contact in the list, and a message in the log. */
export const entry = (page, name) => list(page).getByRole("listitem").filter({ hasText: name });
export const said = (page, text) => log(page).locator("[data-seq]").filter({ hasText: text });

/** The id of the contact at a place. */
export const idOf = (at) => `${String(at).padStart(8, "0")}-0000-4000-8000-000000000000`;

/** Names in the list from top to bottom. */
export async function names(page) {
  const rows = await list(page).getByRole("listitem").evaluateAll((rows) => rows
    .map((row) => [Number(row.getAttribute("aria-posinset")), row.querySelector("bdi").textContent]).sort(([one], [other]) => one - other));
  return rows.map(([, name]) => name);
}

/** A message of a contact as it is stored: `[id, body]`. What is not said of it is usual. */
export function message(contact, seq, { own = seq, ago = 0, at = Date.now() - ago * 60_000, ...rest } = {}) {
  const id = `message:${contact}:${String(seq).padStart(8, "0")}-${own.toString(16).padStart(16, "0")}`;
  const body = { channel: "sms", direction: "in", body: `Message ${seq}`, created_at: new Date(at).toISOString(), ...rest };
  return [id, body];
}

/** A contact as it is stored, with an address on each channel. */
export function contact(id, name, rest = {}) {
  const [first_name, last_name = ""] = name.split(" ");
  const at = "2026-01-02T03:04:05.000Z";
  const slug = name.toLowerCase().replace(/[^a-z]/g, "") || "someone";
  return [`contact:${id}`, {
    first_name, last_name, emails: [{ address: `${slug}@example.com`, primary: true }],
    phones: [{ number: "+39 06 5550 2210", e164: "+390655502210", primary: true }], created_at: at, updated_at: at, last_activity_at: at, ...rest,
  }];
}

/**
 * Fills an empty workspace with contacts and their messages, and opens the page. Of each `{ name, contact, state,
 * messages }` messages stand in their order, those before the last one a minute apart unless they say otherwise.
 * Returns ids by name.
 */
export async function openInbox(page, people, path = "conversations") {
  await open(page);
  const docs = people.flatMap(({ name, contact: rest, state, messages = [] }, index) => {
    const id = idOf(index + 1);
    const own = messages.map((own, at) => message(id, at + 1, { ago: messages.length - at, ...(typeof own === "string" ? { body: own } : own) }));
    return [contact(id, name, rest), ...own, ...(state ? [[`conversation:${id}`, state]] : [])];
  });
  await write(page, docs);
  const ids = Object.fromEntries(people.map(({ name }, index) => [name, idOf(index + 1)]));
  await openPage(page, path.replace(/NAME=(.*)/, (_, name) => ids[name]));
  return ids;
}

/** Opens the page anew and waits until its conversations were read. */
export async function openPage(page, path = "conversations") {
  await open(page, path);
  await expect(page.getByRole("heading", { name: "Conversations", level: 1 })).toBeAttached();
  await expect(page.getByText("Opening your conversations…")).toHaveCount(0);
}

/** Opens a conversation from the list. */
export async function talk(page, name) {
  await entry(page, name).getByRole("link").click();
  await expect(log(page)).toHaveAttribute("aria-busy", "false");
  await expect(page.getByRole("region", { name: "Conversation" }).getByRole("heading", { name, level: 2 })).toBeVisible();
}

/** Sends a text from the open conversation and waits until it stands there. */
export async function send(page, text) {
  await box(page).fill(text);
  await button(composer(page), "Send").click();
  await expect(said(page, text)).toHaveCount(1);
}

/** Writes documents, `[id, body]`, and tells the page of them, as another tab would. */
export async function write(page, docs) {
  await page.evaluate(async (docs) => {
    const db = await new Promise((resolve, reject) => {
      const request = indexedDB.open("visage");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const tx = db.transaction(["docs", "meta"], "readwrite");
    const [store, meta] = [tx.objectStore("docs"), tx.objectStore("meta")];
    const [contacts, talked] = [new Set(), new Set()];
    for (const [id, body] of docs) {
      store.put({ id, json: JSON.stringify(body), dirty: 1 });
      const [kind, of] = id.split(":");
      if (kind === "contact") contacts.add(of);
      if (kind === "message" || kind === "conversation") talked.add(of);
    }
    for (const id of talked) meta.put("", `stale:${id}`);
    meta.put(crypto.randomUUID(), "stamp");
    await new Promise((resolve, reject) => {
      tx.oncomplete = resolve;
      tx.onabort = () => reject(tx.error);
    });
    db.close();
    const line = new BroadcastChannel("visage changes 3");
    line.postMessage([...[...contacts].slice(0, 50), ...[...talked].map((id) => `~${id}`), ...(talked.size ? ["*1"] : [])].join(" "));
    line.close();
  }, docs);
}

/** Documents whose ids begin with this, in the order of their ids. */
export function documents(page, prefix) {
  return page.evaluate(async (prefix) => {
    const db = await new Promise((resolve) => { const request = indexedDB.open("visage"); request.onsuccess = () => resolve(request.result); });
    const request = db.transaction("docs").objectStore("docs").getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`));
    const found = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    db.close();
    return found.map(({ id, json }) => ({ id, ...JSON.parse(json) }));
  }, prefix);
}

/** The messages with a contact as they are stored, and the state of the conversation. */
export const messages = (page, id) => documents(page, `message:${id}:`);
export const state = async (page, id) => (await documents(page, `conversation:${id}`))[0];

/** What is kept as the draft of a conversation; nothing where there is none. */
export function draft(page, id) {
  return page.evaluate(async (id) => {
    const db = await new Promise((resolve) => { const request = indexedDB.open("visage"); request.onsuccess = () => resolve(request.result); });
    const request = db.transaction("meta").objectStore("meta").get(`draft:${id}`);
    const found = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    db.close();
    return found === undefined ? undefined : JSON.parse(found);
  }, id);
}
