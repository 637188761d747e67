// Pictures of each screen for review: `cargo xtask shots` puts them into `target/shots`, light, dark and narrow.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { HOPPER, add, choose, file, fill, open, openContact, openForm, position } from "./app.mjs";
import { baseURL, launchOptions } from "./chrome.mjs";
import { expect } from "./fixtures.mjs";
import { facesAreThere, openSample } from "./sample.mjs";
import { openSettings } from "./settings.mjs";

const OUT = process.env.OUT ?? "shots";
const LOOKS = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  narrow: { colorScheme: "light", viewport: { width: 390, height: 844 }, hasTouch: true },
};

/** Screens by file name: how to get there from a page that has never been open. */
const SCREENS = {
  "empty": (page) => open(page),
  "list": sample,
  "faces": async (page) => {
    await sample(page);
    await page.getByRole("button", { name: "Faces", exact: true }).click();
    await facesAreThere(page);
  },
  "filter": async (page) => {
    await sample(page);
    await page.goto(`contacts?filter=${encodeURIComponent("type is lead AND tag is any of vip, fair OR last activity in last 7 days")}`);
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await expect(page.getByRole("dialog", { name: "Filter", exact: true }).getByRole("status")).toHaveText(/match/);
  },
  "filtered": async (page) => {
    await sample(page);
    await page.goto(`contacts?filter=${encodeURIComponent("type is lead")}&sort=-email`);
    await page.getByRole("searchbox", { name: "Search contacts" }).fill("an");
    await facesAreThere(page);
  },
  "columns": async (page) => {
    await sample(page);
    await page.getByRole("button", { name: "Columns", exact: true }).click();
    await expect(page.getByRole("dialog", { name: "Columns", exact: true })).toBeVisible();
  },
  "selection": async (page) => {
    await sample(page);
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(page.getByRole("toolbar", { name: "Selection" })).toBeVisible();
  },
  "tagged": async (page) => {
    await SCREENS.selection(page);
    await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Add tag" }).click();
    const dialog = page.getByRole("dialog", { name: "Add tag" });
    await dialog.getByRole("combobox", { name: "Tag" }).fill("met in Porto");
    await dialog.getByRole("button", { name: "Add tag" }).click();
    await expect(page.getByText("added to 2 contacts")).toBeVisible();
  },
  "trash": async (page) => {
    await SCREENS.selection(page);
    await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Delete" }).click();
    await page.getByRole("tab", { name: "Trash" }).click();
    await expect(page.getByRole("row")).toHaveCount(3);
  },
  "commands": async (page) => {
    await sample(page);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search commands" }).fill("an");
    await facesAreThere(page);
  },
  "keys": async (page) => {
    await sample(page);
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  },
  "inbox": async (page) => {
    await sample(page);
    await page.goto("conversations");
    await facesAreThere(page);
  },
  "thread": async (page) => {
    await SCREENS.inbox(page);
    await page.getByRole("main").getByRole("listitem").nth(1).getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await facesAreThere(page);
  },
  "search-none": async (page) => {
    await sample(page);
    await page.getByRole("searchbox", { name: "Search contacts" }).fill("nobody of that name");
    await expect(page.getByText("Nobody matches")).toBeVisible();
  },
  "add": async (page) => {
    await sample(page);
    await openForm(page);
  },
  "add-error": async (page) => {
    await sample(page);
    const form = await openForm(page);
    await choose(form, file("holiday.png", Buffer.from("Call back on Monday, please.\n")));
    await fill(form, { "First name": "Grace", Email: "grace at example" });
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await expect(form.getByRole("alert")).toHaveCount(2);
  },
  "crop": async (page) => {
    await sample(page);
    await choose(await openForm(page), HOPPER);
    await expect(position(page).getByRole("application")).toBeFocused();
  },
  "contact": async (page) => {
    await open(page);
    await add(page, "Grace", "Hopper", { Company: "US Navy", "Job title": "Rear Admiral", Email: "grace@example.com", Phone: "+1 202 555 0143", Tags: "vip, compilers" });
    await openContact(page, "Grace Hopper");
    await choose(page, HOPPER);
    await position(page).getByRole("button", { name: "Use picture" }).click();
    await facesAreThere(page);
  },
  "add-known": async (page) => {
    await sample(page);
    const form = await openForm(page);
    await fill(form, { "First name": "Ben", "Last name": "Castillo", Email: "ben.castillo@hearth.co" });
    await form.getByRole("button", { name: "Add another email" }).click();
    await form.getByRole("button", { name: "Add phone number" }).click();
    await fill(form, { "Email 2": "ben", Phone: "+1 415 555 0117" });
    await form.getByRole("button", { name: "More fields" }).click();
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await expect(form.getByRole("alert")).toHaveCount(1);
  },
  "add-more": async (page) => {
    await sample(page);
    const form = await openForm(page);
    await form.getByRole("button", { name: "More fields" }).click();
    await form.getByRole("checkbox").last().scrollIntoViewIfNeeded();
  },
  "settings": (page) => open(page, "settings"),
  "settings-fields": async (page) => {
    await openSettings(page);
    await page.setViewportSize({ width: page.viewportSize().width, height: 3000 });
  },
  "settings-add-field": async (page) => {
    await open(page, "settings");
    await page.getByRole("button", { name: "Add custom field" }).click();
    await page.getByRole("combobox", { name: "Kind" }).selectOption("Money");
    await page.getByRole("button", { name: "Add field" }).click();
    await expect(page.getByRole("alert")).toHaveCount(1);
  },
  "crash": async (page) => {
    await sample(page);
    await page.evaluate(() => window.dispatchEvent(new Event("visage:panic")));
    await expect(page.getByText("Visage has stopped")).toBeVisible();
  },
  "memory": async (page) => {
    await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
    await sample(page);
  },
  "long-names": async (page) => {
    await open(page);
    await page.evaluate(crowd);
    await page.reload();
    await expect(page.getByRole("grid", { name: "Contacts" })).toHaveAttribute("aria-rowcount", "101");
  },
};

const wanted = process.argv.slice(2);
const browser = await chromium.launch(launchOptions());
for (const [look, options] of Object.entries(LOOKS)) {
  mkdirSync(join(OUT, look), { recursive: true });
  for (const [name, reach] of Object.entries(SCREENS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const context = await browser.newContext({ ...options, baseURL: baseURL(), reducedMotion: "reduce", locale: "en-GB" });
    const page = await context.newPage();
    await reach(page);
    await page.screenshot({ path: join(OUT, look, `${name}.png`), animations: "disabled" });
    console.log(`${look}/${name}.png`);
    await context.close();
  }
}
await browser.close();

async function sample(page) {
  await openSample(page);
  await facesAreThere(page);
}

/** Puts a hundred contacts with names of all lengths and scripts into the store; runs in the page. */
async function crowd() {
  const first = ["Wolfeschlegelsteinhausenbergerdorff", "María del Carmen Guadalupe", "Адельгейда-Елизавета", "محمد عبد الرحمن", "שרה", "Nguyễn Thị Phương", "上官", "X"];
  const last = ["Featherstonehaugh-Cholmondeley-Marjoribanks", "de la Santísima Trinidad Ruiz y Picasso", "Преображенская", "الأنصاري", "בן־גוריון", "O", "婉儿"];
  const db = await new Promise((resolve, reject) => {
    const request = indexedDB.open("visage");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const write = db.transaction("docs", "readwrite");
  for (let at = 0; at < 100; at += 1) {
    const id = `contact:00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
    const json = JSON.stringify({
      first_name: first[at % first.length], last_name: last[at % last.length], company: `${last[at % last.length]} & ${first[at % first.length]} International Holdings`,
      emails: [{ address: `${"very.".repeat(at % 12)}long@example.com`, primary: true }], tags: Array.from({ length: at % 6 }, (_, tag) => `tag ${tag}`),
    });
    write.objectStore("docs").put({ id, json });
  }
  await new Promise((resolve) => { write.oncomplete = resolve; });
  db.close();
}
