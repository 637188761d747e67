// Files of messages: chosen, dropped and pasted, up to 20 MB in all; a picture by its content is shown, anything else is
// handed over under its name.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test } from "./fixtures.mjs";
import { COLLINS, HOPPER, drop, file, paste } from "./app.mjs";
import { STRANGERS } from "./files.mjs";
import { box, button, composer, draft, list, log, messages, openInbox, said, send, tab } from "./inbox.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const MB = 1024 * 1024;
const openAna = (page) => openInbox(page, [{ name: "Ana Lima", messages: ["Hello"] }], "conversations/NAME=Ana Lima");
const attached = (page) => composer(page).getByRole("list", { name: "Attached files" }).getByRole("listitem");
const attach = (page, ...files) => composer(page).getByLabel("Choose files").setInputFiles(files);
const big = (name, bytes) => file(name, Buffer.alloc(bytes, name), "application/octet-stream");
const wrong = (page) => composer(page).getByRole("alert");

/** The files of messages that lie in the store, by digest, with their sizes. */
function kept(page) {
  return page.evaluate(async () => {
    const db = await new Promise((resolve) => { const request = indexedDB.open("visage"); request.onsuccess = () => resolve(request.result); });
    const store = db.transaction("pictures").objectStore("pictures");
    const all = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const [keys, values] = await Promise.all([all(store.getAllKeys()), all(store.getAll())]);
    db.close();
    return Object.fromEntries(keys.map((key, at) => [key, values[at].full.size]));
  });
}

test("a picture is shown in the message, another file is handed over under its name", async ({ page }) => {
  const ids = await openAna(page);
  const offer = file("Offer <2026>.pdf", Buffer.from("%PDF-1.7 offer"), "application/pdf");
  await attach(page, { name: HOPPER.name, mimeType: HOPPER.mimeType, buffer: HOPPER.buffer }, offer);
  await expect(attached(page)).toHaveText([/grace_hopper\.jpg/, /Offer <2026>\.pdf\s*14 bytes/]);
  await send(page, "Here they are");
  const picture = said(page, "Here they are").getByRole("img", { name: "grace_hopper.jpg" });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image) => image.naturalWidth)).toBe(512);
  expect(await picture.getAttribute("src")).toMatch(/^blob:/);
  await page.reload();
  await expect(picture).toBeVisible();
  const [handed] = await Promise.all([
    page.waitForEvent("download"), said(page, "Here they are").getByRole("button", { name: /^Offer <2026>\.pdf/ }).click(),
  ]);
  // A browser may replace what cannot stand in the name of a file.
  expect(handed.suggestedFilename()).toMatch(/^Offer .2026.\.pdf$/);
  expect(await readFile(await handed.path())).toEqual(offer.buffer);
  const [saved] = await Promise.all([page.waitForEvent("download"), said(page, "Here they are").getByRole("button", { name: "grace_hopper.jpg" }).click()]);
  expect(saved.suggestedFilename()).toBe("grace_hopper.jpg");
  const [, { attachments }] = await messages(page, ids["Ana Lima"]);
  const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
  expect(attachments).toMatchObject([
    { name: "grace_hopper.jpg", type: "image/jpeg", bytes: HOPPER.buffer.length, digest: digest(HOPPER.buffer) },
    { name: "Offer <2026>.pdf", type: "application/pdf", bytes: 14, digest: digest(offer.buffer) },
  ]);
  await tab(page, "All").click();
  await expect(list(page)).toContainText("You: Here they are");
});

test("what only calls itself a picture is none", async ({ page }) => {
  await openAna(page);
  await attach(page, ...STRANGERS.map(([name, bytes]) => file(name, bytes, "image/png")));
  await expect(attached(page)).toHaveCount(STRANGERS.length);
  await send(page, "Six strangers");
  for (const [name] of STRANGERS) await expect(said(page, "Six strangers").getByRole("button", { name: new RegExp(`^${name}`) })).toBeVisible();
  await expect(log(page).getByRole("img")).toHaveCount(0);
});

test("files alone are a message, and stand in the list by the name of the first", async ({ page }) => {
  await openAna(page);
  await attach(page, file("plan.txt", Buffer.from("Plan")));
  await button(composer(page), "Send").click();
  await expect(log(page).getByRole("button", { name: /^plan\.txt/ })).toBeVisible();
  await expect(attached(page)).toHaveCount(0);
  await tab(page, "All").click();
  await expect(list(page)).toContainText("You: plan.txt");
});

test("20 MB in all are taken, one that is too large is refused by name, and nothing else is lost", async ({ page }) => {
  const ids = await openAna(page);
  await box(page).fill("Much of it");
  await attach(page, big("twelve.bin", 12 * MB), big("nine.bin", 9 * MB), big("small.bin", 1000));
  await expect(wrong(page)).toHaveText("“nine.bin” does not fit: the files of a message may have 20 MB in all.");
  await expect(attached(page)).toHaveText([/twelve\.bin\s*12\.0 MB/, /small\.bin\s*1000 bytes/]);
  await expect(box(page)).toHaveValue("Much of it");
  await attach(page, big("rest.bin", 8 * MB - 1000));
  await expect(attached(page)).toHaveCount(3);
  await expect(wrong(page)).toHaveCount(0);
  await attach(page, file("one more.bin", Buffer.from("x")));
  await expect(wrong(page)).toContainText("“one more.bin” does not fit");
  await button(composer(page), "Remove small.bin").click();
  await expect(attached(page)).toHaveCount(2);
  await attach(page, file("one more.bin", Buffer.from("x")));
  await expect(attached(page)).toHaveCount(3);
  // They are part of the draft.
  await expect.poll(async () => (await draft(page, ids["Ana Lima"]))?.attachments?.length).toBe(3);
  await page.reload();
  await expect(attached(page)).toHaveText([/twelve\.bin/, /rest\.bin/, /one more\.bin/]);
  await button(composer(page), "Send").click();
  await expect(said(page, "Much of it").getByRole("button", { name: /\.bin/ })).toHaveCount(3);
  const [, { attachments }] = await messages(page, ids["Ana Lima"]);
  const files = await kept(page);
  for (const { digest, bytes } of attachments) expect(Object.entries(files).find(([key]) => key.endsWith(digest))?.[1]).toBe(bytes);
});

test("nothing goes before its files are read, and what is typed meanwhile is kept", async ({ page }) => {
  const ids = await openAna(page);
  await box(page).fill("With the file");
  // Typed in the moment in which the file is stored.
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector("[aria-label='Remove large.bin']")) return;
      watch.disconnect();
      const box = document.querySelector("textarea[aria-label=Message]");
      box.value += ", at last";
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await attach(page, big("large.bin", 19 * MB));
  await box(page).press("Control+Enter");
  await expect(attached(page)).toHaveText([/large\.bin/]);
  expect(await messages(page, ids["Ana Lima"])).toHaveLength(1);
  await expect(box(page)).toHaveValue("With the file, at last");
  await expect.poll(async () => (await draft(page, ids["Ana Lima"]))?.body).toBe("With the file, at last");
  await page.reload();
  await expect(box(page)).toHaveValue("With the file, at last");
  await box(page).press("Control+Enter");
  await expect(said(page, "With the file, at last").getByRole("button", { name: /^large\.bin/ })).toBeVisible();
});

test("files are dropped and pasted; those of a message that is taken back come back with its text", async ({ page }) => {
  const ids = await openAna(page);
  await box(page).focus();
  await drop(box(page), HOPPER.path);
  await expect(attached(page)).toHaveText([/grace_hopper\.jpg/]);
  await button(composer(page), "Remove grace_hopper.jpg").click();
  await expect(attached(page)).toHaveCount(0);
  await box(page).focus();
  await paste(page, { ...COLLINS });
  await expect(attached(page)).toHaveText([/astronaut\.png/]);
  await send(page, "Pasted");
  await expect(said(page, "Pasted").getByRole("img", { name: "astronaut.png" })).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect(attached(page)).toHaveText([/astronaut\.png/]);
  await expect(box(page)).toHaveValue("Pasted");
  expect(await messages(page, ids["Ana Lima"])).toHaveLength(1);
  await button(composer(page), "Send").click();
  await expect(said(page, "Pasted").getByRole("img", { name: "astronaut.png" })).toBeVisible();
});

test("a file that is not on this device yet says so, and is shown once it came", async ({ page }) => {
  await openInbox(page, [{ name: "Ana Lima", messages: [{ body: "See", attachments: [{ name: "plan.pdf", type: "application/pdf", bytes: 5, digest: "a".repeat(64) }] }] }], "conversations/NAME=Ana Lima");
  await expect(said(page, "See")).toContainText("plan.pdf");
  await expect(said(page, "See")).toContainText("not on this device yet");
});
