// Texts that want to be more than text, in every field and in every view: they are read as text, nothing runs, no
// request leaves, and the layout holds.
import { open } from "./app.mjs";
import { expect, test } from "./fixtures.mjs";
import { collected, refused } from "./hostile.mjs";

const OWN = [
  `<img src=x onerror="window.__xss=1">`, `"><script>window.__xss=1</script>`, `javascript:window.__xss=1`, `{{constructor.constructor('window.__xss=1')()}}`,
  `<svg/onload=window.__xss=1>`, `<a href="javascript:window.__xss=1">x</a>`, `</title></textarea></style><iframe srcdoc="<script>parent.__xss=1</script>">`,
  "null", "undefined", "NaN", "__proto__", "constructor", "-0", "1e999", "=1+1", "\u0000\u0001\u0007bell\u001b[31m", "a\u202Egnp.exe", "\u2066\u2067nested\u2069\u2069 isolates",
  "zero\u200Bwidth\u200Djoin\u2060er\uFEFF", "👩🏽‍🚀👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇮🇹", "Z̷͓͙͗̈́a̴̗̽l̶̰͒g̵̱̾o̸̢͑".repeat(20), "x".repeat(10_000), "نص".repeat(2_000), "مرحبا بالعالم كيف حالك اليوم",
  "עברית with English וחזרה", "ß ﬁ İ ı ſ K", "%00%0d%0a<!--", "https://example.com/\"onmouseover=window.__xss=1", "mailto:a@example.com?body=<script>window.__xss=1</script>",
];

test("hostile texts in every field are text in every view", async ({ baseURL, context, page }) => {
  const texts = [...OWN, ...(await collected())];
  const strange = await refused({ baseURL, context, page });
  await open(page);
  await page.evaluate(write, texts);
  await open(page);
  const grid = page.getByRole("grid", { name: "Contacts" });
  await expect(grid).toHaveAttribute("aria-rowcount", String(texts.length + 1));
  const check = async (where) => {
    expect(await page.evaluate(() => window.__xss), where).toBeUndefined();
    expect(await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth), `${where} is wider than the window`).toBeLessThanOrEqual(0);
    expect(await page.evaluate(() => document.querySelectorAll("script:not([src]), iframe, object, embed, [onerror], [onload], [onclick]").length), where).toBe(0);
  };

  for (const view of ["Rows", "Faces"]) {
    await page.getByRole("button", { name: view, exact: true }).click();
    const scroller = view === "Rows" ? grid : page.getByRole("list", { name: "Contacts" }).locator("xpath=ancestor-or-self::*[contains(@class, 'scroller')]");
    const height = await scroller.first().evaluate((area) => area.scrollHeight);
    for (let top = 0; top < height; top += 500) await scroller.first().evaluate((area, top) => { area.scrollTop = top; }, top);
    await check(view);
  }
  for (const text of OWN.slice(0, 8)) {
    await page.getByRole("searchbox", { name: "Search contacts" }).fill(text);
    await expect(page.getByText(/contacts? found$/)).toBeAttached();
    await check(`a search for ${text}`);
  }
  await page.getByRole("searchbox", { name: "Search contacts" }).fill("");
  await page.getByRole("button", { name: "Rows", exact: true }).click();
  await check("search");

  // Each contact's page, with everything that happened with it.
  // At its beginning: the middle of 10,000 letters is out of sight.
  await grid.evaluate((area) => { area.scrollTop = 0; });
  await grid.locator("[role=row][aria-rowindex='2']").getByRole("link").click({ position: { x: 4, y: 8 } });
  for (let at = 1; at <= texts.length; at += 1) {
    await expect(page.getByText(`${at} of ${texts.length} · All`)).toBeVisible();
    await expect(page.getByRole("tabpanel", { name: "Activity" }).getByRole("listitem")).toHaveCount(4);
    await check(`contact ${at}`);
    if (at < texts.length) await page.keyboard.press("ArrowRight");
  }
  for (const tab of ["Notes", "Tasks", "Conversation"]) {
    await page.getByRole("tab", { name: tab, exact: true }).click();
    await page.getByRole("button", { name: "Previous contact" }).click();
    await check(tab);
  }
  const links = await page.locator("a[href]").evaluateAll((links) => links.map((link) => link.protocol));
  expect(links.filter((protocol) => !["http:", "https:", "mailto:", "tel:"].includes(protocol))).toEqual([]);
  // On a phone, too.
  await page.setViewportSize({ width: 390, height: 844 });
  for (const tab of ["All fields", "Activity", "Notes", "Tasks"]) {
    await page.getByRole("tab", { name: tab, exact: true }).click();
    await check(`${tab} on a phone`);
  }
  await open(page, "conversations");
  await check("conversations");
  expect(strange).toEqual([]);
});

test("what was stored is what is read, and names in right-to-left scripts stand by themselves", async ({ page }) => {
  await open(page);
  const names = [`<b>Bold</b> & "quoted"`, "مرحبا", "a\u202Egnp.exe"];
  await page.evaluate(write, names);
  await open(page);
  for (const name of names) await expect(page.getByRole("link", { name: new RegExp(`^${escape(name)} `) })).toHaveCount(1);
  await page.getByRole("link", { name: /^مرحبا/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("مرحبا مرحبا");
  // By its first strong letter, so that the rest of the page stays as it is.
  await expect(page.getByRole("heading", { level: 1 })).toHaveCSS("direction", "rtl");
});

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

// Runs in the page: a contact for each text, with it in every field, in a note, a task, an event and a message.
async function write(texts) {
  const db = await new Promise((resolve) => { const request = indexedDB.open("visage"); request.onsuccess = () => resolve(request.result); });
  const tx = db.transaction("docs", "readwrite");
  const put = (id, body) => tx.objectStore("docs").put({ id, json: JSON.stringify(body), dirty: 1 });
  texts.forEach((text, index) => {
    const id = `${String(index).padStart(8, "0")}-0000-4000-8000-000000000000`;
    const at = "2026-01-02T03:04:05.000Z";
    put(`contact:${id}`, {
      first_name: text, last_name: text, company: text, job_title: text, emails: [{ address: text, primary: true }], phones: [{ number: text, label: text }],
      contact_type: text, tags: [text], street: text, city: text, region: text, postal_code: text, country: text, timezone: text, website: text, source: text,
      owner: text, followers: [text], birthday: text, dnd: [text], created_at: at, updated_at: at, last_activity_at: at, custom: { [`k${index}`]: text },
    });
    put(`note:${id}:${id}`, { title: text, text, colour: text, author: text, created_at: at, updated_at: at, pinned: true });
    put(`task:${id}:${id}`, { title: text, assignee: text, repeat: text, author: text, created_at: at, updated_at: at });
    put(`event:${id}:${id}`, { kind: "changed", field: text, from: text, to: text, by: text, at });
    put(`message:${id}:00000001-${"0".repeat(16)}`, { channel: "email", direction: "in", body: text, created_at: at });
    put(`conversation:${id}`, { starred: true, read_up_to: 0 });
  });
  await new Promise((resolve) => { tx.oncomplete = resolve; });
  db.close();
}
