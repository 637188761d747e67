// Texts that want to be more than text, in messages, subjects, names, files, drafts and templates: they are read as text,
// nothing runs, no request leaves, and the layout holds.
import { expect, test } from "./fixtures.mjs";
import { file, open } from "./app.mjs";
import { collected, refused } from "./hostile.mjs";
import { box, button, channel, composer, documents, draft, entry, idOf, list, log, openInbox, openPage, said, tab, write } from "./inbox.mjs";

const OWN = [
  `<img src=x onerror="window.__xss=1">`, `"><script>window.__xss=1</script>`, `javascript:window.__xss=1`, `<a href="javascript:window.__xss=1">x</a>`,
  `{{constructor.constructor('window.__xss=1')()}}`, `</textarea><svg onload=window.__xss=1>`, `<iframe srcdoc="<script>parent.__xss=1</script>">`,
  "null", "__proto__", "constructor", "a\u202Egnp.exe", "\u2066\u2067nested\u2069\u2069 isolates", "\u0000\u0001\u0007bell\u001b[31m", "👩🏽‍🚀👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇮🇹",
  "Z̷͓͙͗̈́a̴̗̽l̶̰͒g̵̱̾o̸̢͑".repeat(20), "x".repeat(5_000), "نص".repeat(1_000), "עברית with English וחזרה", `https://example.com/"onmouseover=window.__xss=1`,
  "JaVaScRiPt:window.__xss=1 data:text/html,<script>window.__xss=1</script> vbscript:x file:///etc/passwd", "mailto:a@example.com?body=<script>window.__xss=1</script>",
  "https://user:pass@example.com/\u202Emoc.live", "(https://example.com/a_(b))!", "../../etc/passwd", "CON", "%00%0d%0a<!--",
];

/** Counts what the page lets out, and says what it ran. */
async function guard({ baseURL, context, page }) {
  const strange = await refused({ baseURL, context, page });
  return async (where) => {
    expect(strange, where).toEqual([]);
    const { xss, inside, wider, links } = await page.evaluate(() => ({
      xss: window.__xss,
      inside: document.querySelectorAll("script:not([src]), iframe, object, embed, [onerror], [onload], [onclick], [onmouseover], main svg [onload]").length,
      wider: document.scrollingElement.scrollWidth - innerWidth,
      links: [...document.querySelectorAll("main a[href], aside a[href]")].map((link) => [link.protocol, link.rel, link.origin === location.origin]),
    }));
    expect(xss, where).toBeUndefined();
    expect(inside, where).toBe(0);
    expect(wider, `${where} is wider than the window`).toBeLessThanOrEqual(0);
    expect(links.filter(([protocol]) => !["http:", "https:", "mailto:", "tel:"].includes(protocol)), where).toEqual([]);
    expect(links.filter(([protocol, rel, isOwn]) => protocol.startsWith("http") && !isOwn && !/noopener/.test(rel)), where).toEqual([]);
  };
}

test("hostile messages, subjects, names, files and reasons are text", async ({ baseURL, context, page }) => {
  test.setTimeout(600_000);
  const texts = [...OWN, ...(await collected())];
  const check = await guard({ baseURL, context, page });
  const people = texts.map((text, at) => ({
    name: "x", contact: { first_name: text, last_name: "", company: text, job_title: text, timezone: text, emails: [{ address: text }], phones: [{ number: text, label: text }], tags: [text], owner: text },
    messages: [
      { channel: "email", subject: text, body: text, ago: at + 3, attachments: [{ name: text, type: text, bytes: 3, digest: "a".repeat(64) }] },
      { channel: text, body: text, ago: at + 2 },
      { body: text, ago: at + 1, direction: "out", state: "failed", reason: text, by: text, to: text },
      { body: text, direction: "out", state: text, channel: "comment", by: text },
    ],
  }));
  await openInbox(page, people);
  await tab(page, "All").click();
  const scroller = list(page).locator("xpath=..");
  const height = await scroller.evaluate((area) => area.scrollHeight);
  for (let top = 0; top < height; top += 500) await scroller.evaluate((area, top) => { area.scrollTop = top; }, top);
  await check("the list");
  for (const [at, text] of texts.entries()) {
    await page.evaluate((path) => { history.pushState({}, "", path); dispatchEvent(new PopStateEvent("popstate")); }, `/conversations/${idOf(at + 1)}`);
    await expect(log(page).locator("[data-seq]")).toHaveCount(4);
    const own = log(page).locator("[data-seq='1']").getByRole("paragraph").last();
    expect(await own.evaluate((own) => own.textContent), text).toBe(text);
    // What can be done is not under something else.
    await button(page, "Mark as read").click({ trial: true });
    await box(page).click({ trial: true });
    await check(`the conversation ${at}`);
  }
  for (const text of OWN.slice(0, 12)) {
    await page.getByRole("searchbox", { name: "Search conversations" }).fill(text);
    await expect(page.getByRole("search").getByText(/conversations? found$/)).toBeAttached();
    await check(`a search for ${text}`);
  }
  await page.getByRole("searchbox", { name: "Search conversations" }).fill("");
  await page.setViewportSize({ width: 390, height: 844 });
  for (const at of [0, 14, 15, 16, 18]) {
    await openPage(page, `conversations/${idOf(at + 1)}`);
    await expect(log(page).locator("[data-seq]")).toHaveCount(4);
    await check(`the conversation ${at} on a phone`);
  }
});

test("hostile texts that are typed, kept as drafts, sent and undone stay what they are", async ({ baseURL, context, page }) => {
  const check = await guard({ baseURL, context, page });
  // A box for text holds no carriage returns and no nul.
  const texts = OWN.filter((text) => !/[\u0000\r]/.test(text));
  await openInbox(page, texts.map((_, at) => ({ name: `Person N${at}x`, messages: [{ body: "Hello", ago: at + 1 }] })), `conversations/NAME=Person N0x`);
  await tab(page, "All").click();
  for (const [at, text] of texts.entries()) {
    await entry(page, `Person N${at}x`).getByRole("link").click();
    await expect(page.getByRole("heading", { name: `Person N${at}x`, level: 2 })).toBeVisible();
    await channel(page, "Email").check();
    await composer(page).getByRole("textbox", { name: "Subject" }).fill(text.slice(0, 400));
    await composer(page).getByLabel("Choose files").setInputFiles([file("plan.txt", Buffer.from(text), "text/html")]);
    await expect(composer(page).getByRole("list", { name: "Attached files" })).toContainText("plan.txt");
    await box(page).fill(text);
    await expect.poll(async () => (await draft(page, idOf(at + 1)))?.body, text).toBe(text);
    await expect(entry(page, `Person N${at}x`)).toContainText("Draft:");
    await check(`the draft ${at}`);
    await button(composer(page), "Send").click();
    await expect(log(page).locator("[data-seq='2']")).toBeVisible();
    await check(`what was sent ${at}`);
  }
  const sent = (await documents(page, "message:")).filter(({ direction }) => direction === "out");
  expect(sent.map(({ body }) => body)).toEqual(texts.map((text) => text.trimEnd()));
  expect(sent.map(({ subject }) => subject)).toEqual(texts.map((text) => text.slice(0, 400).trim()));
});

test("links are of the web and of mail, and nothing else", async ({ page }) => {
  const body = "See https://example.com/a?b=1&c=2. Or www.example.com, or ana@example.com; not javascript:alert(1), data:text/html,x, file:///x or ftp://example.com/x";
  await openInbox(page, [{ name: "Ana Lima", messages: [body] }], "conversations/NAME=Ana Lima");
  const links = await log(page).getByRole("link").evaluateAll((links) => links.map((link) => [link.textContent, link.href, link.rel.includes("noopener"), link.target]));
  expect(links).toEqual([
    ["https://example.com/a?b=1&c=2", "https://example.com/a?b=1&c=2", true, "_blank"],
    ["www.example.com", "https://www.example.com/", true, "_blank"],
    ["ana@example.com", "mailto:ana@example.com", true, "_blank"],
  ]);
  await expect(said(page, "See")).toContainText(body);
});

test("templates with hostile texts, and of contacts with hostile names, are filled in as text", async ({ baseURL, context, page }) => {
  const check = await guard({ baseURL, context, page });
  await open(page);
  await write(page, [["settings:workspace", { templates: [{ id: "t1", name: OWN[0], subject: OWN[1], body: `${OWN[0]} {{first_name}} {{last_name}}` }] }]]);
  await openInbox(page, [{ name: "x", contact: { first_name: "{{last_name}}", last_name: OWN[1] }, messages: ["Hello"] }], `conversations/${idOf(1)}`);
  await button(composer(page), "Templates").click();
  await check("the menu");
  await page.getByRole("menuitem", { name: OWN[0], exact: true }).click();
  // What was put in is not read for placeholders again.
  await expect(box(page)).toHaveValue(`${OWN[0]} {{last_name}} ${OWN[1]}`);
  await button(composer(page), "Send").click();
  await expect(log(page).locator("[data-seq='2']")).toContainText(`${OWN[0]} {{last_name}} ${OWN[1]}`);
  await check("what was sent");
});
