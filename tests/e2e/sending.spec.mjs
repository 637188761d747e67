// What becomes of messages: states, trying once more, many at once without a connection, several tabs, and wrong clocks.
import { expect, test } from "./fixtures.mjs";
import { box, button, composer, documents, entry, log, message, messages, openInbox, openPage, said, send, tab, toast, write } from "./inbox.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const ANA = [{ name: "Ana Lima", messages: ["Hello"] }];
const openAna = (page, people = ANA) => openInbox(page, people, "conversations/NAME=Ana Lima");
const texts = (page) => log(page).locator("[data-seq] p").allTextContents();

test("each message says how far it has come, and follows as that changes", async ({ page }) => {
  const out = (state, rest = {}) => ({ body: `It is ${state}`, direction: "out", state, ...rest });
  const states = { queued: "Waiting", sending: "Sending", sent: "Sent", delivered: "Delivered", read: "Read", failed: "Failed", bounced: "bounced" };
  const ids = await openAna(page, [{ name: "Ana Lima", messages: [...Object.keys(states), "cancelled"].map((state, at) => out(state, { ago: 500 - at * 30 })) }]);
  const standing = (state) => said(page, `It is ${state}`).getByText(`· ${states[state]}`, { exact: true });
  for (const state of Object.keys(states)) await expect(standing(state), state).toBeVisible();
  await expect(said(page, "cancelled")).toHaveCount(0);
  await expect(said(page, "It is sent").getByRole("button")).toHaveCount(0);
  for (const state of ["sending", "sent", "delivered", "read"]) {
    await write(page, [message(ids["Ana Lima"], 1, out(state, { body: "It is queued", ago: 500 }))]);
    await expect(said(page, "It is queued").getByText(`· ${states[state]}`, { exact: true })).toBeVisible();
  }
  await expect(said(page, "It is queued").getByRole("button", { name: "Delete" })).toHaveCount(0);
});

test("a message that failed says why, and Retry has it wait again", async ({ page }) => {
  const failed = { body: "Are you there?", direction: "out", state: "failed", reason: "The number is not in use.", attempt: 2, claimed_by: "gateway:sms", more: 1 };
  const ids = await openAna(page, [{ name: "Ana Lima", messages: ["Hello", failed] }]);
  await tab(page, "All").click();
  await expect(entry(page, "Ana Lima")).toContainText("Not sent: Are you there?");
  await expect(said(page, "Are you there?")).toContainText(/Failed.*The number is not in use\./);
  await button(said(page, "Are you there?"), "Retry").click();
  await expect(said(page, "Are you there?").getByText("· Waiting")).toBeVisible();
  await expect(said(page, "Are you there?")).not.toContainText("The number is not in use.");
  await expect(toast(page, "The message waits to be sent again.")).toBeVisible();
  const [, stored] = await messages(page, ids["Ana Lima"]);
  expect(stored).toMatchObject({ state: "queued", attempt: 2, more: 1, body: "Are you there?" });
  expect([stored.reason, stored.claimed_by]).toEqual([undefined, undefined]);
  await page.reload();
  await expect(said(page, "Are you there?").getByText("· Waiting")).toBeVisible();
});

test("a message that a gateway took meanwhile cannot be taken back, and it says so", async ({ page }) => {
  const ids = await openAna(page);
  await send(page, "Too late");
  const [, { id, ...own }] = await messages(page, ids["Ana Lima"]);
  // Without a word to the page, as a connection that answers late.
  await page.evaluate(async ([id, body]) => {
    const db = await new Promise((resolve) => { const request = indexedDB.open("visage"); request.onsuccess = () => resolve(request.result); });
    const tx = db.transaction("docs", "readwrite");
    tx.objectStore("docs").put({ id, json: JSON.stringify(body), dirty: 1 });
    await new Promise((resolve) => { tx.oncomplete = resolve; });
    db.close();
  }, [id, { ...own, state: "sending", attempt: 1, claimed_by: "gateway:sms" }]);
  await button(said(page, "Too late"), "Delete").click();
  await expect(toast(page, "This message is on its way already and cannot be taken back.")).toBeVisible();
  expect((await messages(page, ids["Ana Lima"]))[1]).toMatchObject({ state: "sending", body: "Too late" });
});

test("100 messages written as fast as possible without a connection keep their order, each once", async ({ context, page }) => {
  const ids = await openAna(page);
  await context.setOffline(true);
  await box(page).focus();
  const all = Array.from({ length: 100 }, (_, at) => `Number ${at + 1}`);
  for (const text of all) {
    await page.keyboard.insertText(text);
    await page.keyboard.press("Control+Enter");
  }
  await expect.poll(async () => (await messages(page, ids["Ana Lima"])).length, { timeout: 30_000 }).toBe(101);
  const stored = await messages(page, ids["Ana Lima"]);
  expect(stored.map(({ body }) => body)).toEqual(["Hello", ...all]);
  expect(stored.slice(1).every(({ state }) => state === "queued")).toBe(true);
  await expect.poll(() => texts(page)).toEqual(expect.arrayContaining(["Number 100"]));
  await context.setOffline(false);
  await page.reload();
  await expect(said(page, "Number 100")).toBeInViewport();
  await expect.poll(async () => {
    await log(page).evaluate((log) => { log.scrollTop = 0; });
    return texts(page);
  }).toEqual(["Hello", ...all]);
  await tab(page, "All").click();
  await expect(entry(page, "Ana Lima")).toContainText("You: Number 100");
});

test("what one tab sends shows in the other at once and once, and both keep one order", async ({ context, page }) => {
  const ids = await openAna(page);
  const other = await context.newPage();
  await openPage(other, `conversations/${ids["Ana Lima"]}`);
  for (let at = 1; at <= 6; at += 1) {
    const [writer, reader] = at % 2 ? [page, other] : [other, page];
    await send(writer, `Number ${at}`);
    await expect(said(reader, `Number ${at}`)).toHaveCount(1);
  }
  // Both at the same time.
  await Promise.all([page, other].map(async (tab, at) => {
    for (let count = 0; count < 5; count += 1) {
      await box(tab).fill(`Tab ${at} ${count}`);
      await box(tab).press("Control+Enter");
    }
  }));
  await expect.poll(async () => (await texts(page)).length).toBe(17);
  await expect.poll(async () => (await texts(other)).length).toBe(17);
  const order = (await messages(page, ids["Ana Lima"])).map(({ body }) => body);
  expect(await texts(page)).toEqual(order);
  expect(await texts(other)).toEqual(order);
  for (const at of [0, 1]) expect(order.filter((body) => body.startsWith(`Tab ${at}`))).toEqual([0, 1, 2, 3, 4].map((count) => `Tab ${at} ${count}`));
  await button(said(page, "Number 3"), "Delete").click();
  await expect(said(other, "Number 3")).toHaveCount(0);
});

test("a clock that is a year behind, or ahead, does not change the order", async ({ context, page }) => {
  const ids = await openAna(page);
  const others = [];
  for (const year of [-1, 1]) {
    const other = await context.newPage();
    await other.clock.setFixedTime(new Date(Date.now() + year * 365 * 86_400_000));
    await openPage(other, `conversations/${ids["Ana Lima"]}`);
    others.push(other);
  }
  const [behind, ahead] = others;
  const turns = [page, behind, ahead, page, behind, page, ahead];
  for (const [at, writer] of turns.entries()) {
    await send(writer, `Number ${at}`);
    for (const reader of [page, behind, ahead]) await expect(said(reader, `Number ${at}`)).toHaveCount(1);
  }
  const expected = ["Hello", ...turns.map((_, at) => `Number ${at}`)];
  for (const reader of [page, behind, ahead]) expect(await texts(reader)).toEqual(expected);
  await page.reload();
  await expect.poll(() => texts(page)).toEqual(expected);
  await tab(page, "All").click();
  await expect(entry(page, "Ana Lima")).toContainText("You: Number 6");
});

test("messages of contacts that were merged stand in one conversation, which is answered and marked as one", async ({ page }) => {
  const ids = await openInbox(page, [
    { name: "Ana Lima", messages: [{ body: "One", ago: 30 }, { body: "Three", ago: 10 }] }, { name: "Ana Luz", messages: [{ body: "Two", ago: 20 }] },
  ]);
  const [one, other] = await documents(page, "contact:");
  const plain = ({ id, ...body }) => body;
  await write(page, [[one.id, { ...plain(one), aliases: [ids["Ana Luz"]] }], [other.id, { ...plain(other), merged_into: ids["Ana Lima"] }]]);
  await openPage(page, `conversations/${ids["Ana Luz"]}`);
  await expect.poll(() => texts(page)).toEqual(["One", "Two", "Three"]);
  await expect(entry(page, "Ana")).toHaveCount(1);
  await expect(entry(page, "Ana Lima")).toContainText("3 unread");
  await send(page, "For both");
  expect((await messages(page, ids["Ana Lima"])).map(({ body }) => body)).toEqual(["One", "Three", "For both"]);
  await page.reload();
  await expect.poll(() => texts(page)).toEqual(["One", "Two", "Three", "For both"]);
  await tab(page, "All").click();
  await expect(entry(page, "Ana Lima")).not.toContainText("unread");
  await expect(button(composer(page), "Send")).toBeEnabled();
});
