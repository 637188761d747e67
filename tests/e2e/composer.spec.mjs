// Writing: channels, what is refused and why, drafts, templates, and taking a message back.
import { expect, test } from "./fixtures.mjs";
import { open } from "./app.mjs";
import { about, box, button, channel, composer, documents, draft, entry, log, message, messages, openInbox, said, send, tab, talk, toast, write } from "./inbox.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const subject = (page) => composer(page).getByRole("textbox", { name: "Subject" });
const wrong = (page) => composer(page).getByRole("alert");
const ANA = [{ name: "Ana Lima", messages: ["Hello"] }, { name: "Ben Ito", messages: [{ body: "Hi", channel: "email" }] }];
const openAna = (page, people = ANA) => openInbox(page, people, "conversations/NAME=Ana Lima");

test("a message goes by SMS, by email with a subject, or stays with the team", async ({ page }) => {
  const ids = await openAna(page);
  await expect(channel(page, "SMS")).toBeChecked();
  await expect(subject(page)).toHaveCount(0);
  await send(page, "By SMS");
  await channel(page, "Email").check();
  await subject(page).fill("Tiles");
  await send(page, "By email");
  await channel(page, "Internal comment").check();
  await expect(subject(page)).toHaveCount(0);
  await send(page, "For us");
  for (const [text, words] of [["By SMS", /SMS · .* · Waiting/], ["By email", /Tiles.*Email · .* · Waiting/], ["For us", /Only your team sees this/]]) {
    await expect(said(page, text)).toContainText(words);
  }
  await expect(said(page, "For us")).not.toContainText("Waiting");
  const [, ...own] = await messages(page, ids["Ana Lima"]);
  expect(own).toMatchObject([
    { channel: "sms", direction: "out", body: "By SMS", state: "queued", to: "+39 06 5550 2210" },
    { channel: "email", direction: "out", body: "By email", subject: "Tiles", state: "queued", to: "analima@example.com" },
    { channel: "comment", direction: "out", body: "For us" },
  ]);
  expect(own[2].state).toBeUndefined();
  expect(own.map(({ id }) => Number(id.split(/[:-]/).at(-2)))).toEqual([2, 3, 4]);
  // Each message is stored together with its mark for the server.
  const dirty = await page.evaluate(async (id) => {
    const db = await new Promise((resolve) => { const request = indexedDB.open("visage"); request.onsuccess = () => resolve(request.result); });
    const request = db.transaction("docs").objectStore("docs").index("dirty").getAllKeys();
    const keys = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    db.close();
    return keys.filter((key) => key.startsWith(`message:${id}`)).length;
  }, ids["Ana Lima"]);
  expect(dirty).toBe(4);
});

test("Ctrl and Enter sends, Enter alone begins a line, and the focus stays where one writes", async ({ page }) => {
  const ids = await openAna(page);
  await box(page).click();
  await page.keyboard.type("One");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Two");
  await page.keyboard.press("Control+Enter");
  await expect(said(page, "One")).toHaveCount(1);
  await expect(box(page)).toHaveValue("");
  await expect(box(page)).toBeFocused();
  await page.keyboard.type("Three");
  await page.keyboard.press("Meta+Enter");
  await expect(said(page, "Three")).toHaveCount(1);
  await button(composer(page), "Send").click();
  await expect(wrong(page)).toHaveText("Write something, or attach a file.");
  await expect(box(page)).toHaveAccessibleDescription("Write something, or attach a file.");
  await box(page).fill("x");
  await expect(wrong(page)).toHaveCount(0);
  expect((await messages(page, ids["Ana Lima"])).map(({ body }) => body)).toEqual(["Hello", "One\nTwo", "Three"]);
});

test("the channel that was used last comes first, whoever used it", async ({ page }) => {
  await openAna(page);
  await expect(channel(page, "SMS")).toBeChecked();
  await talk(page, "Ben Ito");
  await expect(channel(page, "Email")).toBeChecked();
  await channel(page, "SMS").check();
  await send(page, "By SMS now");
  await expect(channel(page, "SMS")).toBeChecked();
  await page.reload();
  await expect(channel(page, "SMS")).toBeChecked();
  await channel(page, "Internal comment").check();
  await send(page, "A comment");
  await page.reload();
  // A comment is said to nobody.
  await expect(channel(page, "SMS")).toBeChecked();
});

test("a channel stays chosen before anything is typed, whatever else is written elsewhere", async ({ page }) => {
  await page.clock.install();
  const ids = await openAna(page);
  await channel(page, "Email").check();
  await page.clock.fastForward(2_000);
  await expect(channel(page, "Email")).toBeChecked();
  // Something of another conversation is stored here, which is told of once.
  await write(page, [message(ids["Ben Ito"], 2, { body: "Still there?" })]);
  await expect(entry(page, "Ben Ito")).toContainText("Still there?");
  await channel(page, "Internal comment").check();
  await page.clock.fastForward(2_000);
  await expect(channel(page, "Internal comment")).toBeChecked();
});

test("nothing is sent where do not disturb holds or an address is missing, and it says why", async ({ page }) => {
  const ids = await openAna(page, [{ name: "Ana Lima", contact: { dnd: ["sms"], emails: [] }, messages: ["Hello"] }]);
  // The last channel is closed, the other has no address: what is left is a word to the team.
  await expect(channel(page, "Internal comment")).toBeChecked();
  const send = button(composer(page), "Send");
  for (const [name, why] of [
    ["SMS", "This contact must not be disturbed by SMS. Change that under Do not disturb, or choose another channel."],
    ["Email", "This contact has no email address. Add one, or choose another channel."],
  ]) {
    await channel(page, name).check();
    await expect(wrong(page)).toHaveText(why);
    await box(page).fill("Anyway");
    await expect(send).toBeDisabled();
    await box(page).press("Control+Enter");
    await expect(wrong(page)).toHaveText(why);
  }
  await expect(box(page)).toHaveValue("Anyway");
  expect(await messages(page, ids["Ana Lima"])).toHaveLength(1);
  // Once it is open again it goes, as it was typed.
  await about(page).getByRole("checkbox", { name: "SMS" }).uncheck();
  await channel(page, "SMS").check();
  await expect(wrong(page)).toHaveCount(0);
  await send.click();
  await expect(said(page, "Anyway")).toHaveCount(1);
});

test("do not disturb that is set while one writes closes the channel before the message goes", async ({ page }) => {
  const ids = await openAna(page);
  await box(page).fill("Too late");
  await about(page).getByRole("checkbox", { name: "All channels" }).check();
  // It stays what it was meant to be, and does not become a comment.
  await expect(wrong(page)).toContainText("must not be disturbed");
  await expect(channel(page, "SMS")).toBeChecked();
  await box(page).press("Control+Enter");
  await expect(box(page)).toHaveValue("Too late");
  expect(await messages(page, ids["Ana Lima"])).toHaveLength(1);
});

test("a draft stands in the list, survives a reload, and is gone when it was sent", async ({ page }) => {
  const ids = await openAna(page);
  await tab(page, "All").click();
  await channel(page, "Email").check();
  await subject(page).fill("Tiles");
  await box(page).fill("Half a thou");
  await expect(entry(page, "Ana Lima")).toContainText("Draft: Half a thou");
  await expect.poll(async () => (await draft(page, ids["Ana Lima"]))?.body).toBe("Half a thou");
  await page.reload();
  await expect(box(page)).toHaveValue("Half a thou");
  await expect(subject(page)).toHaveValue("Tiles");
  await expect(channel(page, "Email")).toBeChecked();
  await tab(page, "All").click();
  await expect(entry(page, "Ana Lima")).toContainText("Draft: Half a thou");
  // What was typed right before one goes elsewhere is kept, too, each for itself.
  await box(page).fill("Half a thought");
  await talk(page, "Ben Ito");
  await expect(box(page)).toHaveValue("");
  await box(page).fill("For Ben");
  await talk(page, "Ana Lima");
  await expect(box(page)).toHaveValue("Half a thought");
  await box(page).press("Control+Enter");
  await expect(said(page, "Half a thought")).toHaveCount(1);
  await expect(entry(page, "Ana Lima")).toContainText("You: Half a thought");
  await expect.poll(() => draft(page, ids["Ana Lima"])).toBeUndefined();
  await page.reload();
  await expect(said(page, "Half a thought")).toHaveCount(1);
  await expect(box(page)).toHaveValue("");
  await tab(page, "All").click();
  await expect(entry(page, "Ben Ito")).toContainText("Draft: For Ben");
  expect((await draft(page, ids["Ben Ito"])).body).toBe("For Ben");
});

test("what is typed while messages are still being stored is kept", async ({ page }) => {
  const ids = await openAna(page);
  await box(page).focus();
  for (let at = 0; at < 30; at += 1) {
    await page.keyboard.insertText(`Message ${at}`);
    await page.keyboard.press("Control+Enter");
  }
  await page.keyboard.insertText("And one that waits");
  await expect.poll(async () => (await messages(page, ids["Ana Lima"])).length).toBe(31);
  await expect.poll(async () => (await draft(page, ids["Ana Lima"]))?.body).toBe("And one that waits");
  await page.reload();
  await expect(box(page)).toHaveValue("And one that waits");
});

test("Undo puts the text back, and the message is gone from the store", async ({ page }) => {
  const ids = await openAna(page);
  await channel(page, "Email").check();
  await subject(page).fill("Tiles");
  await send(page, "Wrong window");
  await expect(toast(page, "The message waits to be sent.")).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect(said(page, "Wrong window")).toHaveCount(0);
  await expect(box(page)).toHaveValue("Wrong window");
  await expect(subject(page)).toHaveValue("Tiles");
  await expect(channel(page, "Email")).toBeChecked();
  expect((await messages(page, ids["Ana Lima"])).map(({ body }) => body)).toEqual(["Hello"]);
  await page.reload();
  await expect(box(page)).toHaveValue("Wrong window");
  // Where something else is being written, that stays.
  await button(composer(page), "Send").click();
  await box(page).fill("The next one");
  await expect.poll(async () => (await draft(page, ids["Ana Lima"]))?.body).toBe("The next one");
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect(said(page, "Wrong window")).toHaveCount(0);
  await expect(box(page)).toHaveValue("The next one");
});

test("a waiting message that is deleted is gone from the store and never goes", async ({ page }) => {
  const ids = await openAna(page);
  await send(page, "Not this");
  await send(page, "But this");
  await button(said(page, "Not this"), "Delete").click();
  await expect(toast(page, "The message was deleted. It is not sent.")).toBeVisible();
  await expect(said(page, "Not this")).toHaveCount(0);
  const stored = JSON.stringify(await documents(page, ""));
  expect(stored).not.toContain("Not this");
  expect((await messages(page, ids["Ana Lima"])).map(({ body }) => body)).toEqual(["Hello", "But this"]);
  await page.reload();
  await expect(said(page, "But this")).toHaveCount(1);
  await expect(said(page, "Not this")).toHaveCount(0);
  await expect(entry(page, "Ana Lima")).toHaveCount(0);
  await tab(page, "All").click();
  await expect(entry(page, "Ana Lima")).toContainText("You: But this");
});

test("templates fill in what is known of the contact, behind what was written", async ({ page }) => {
  await open(page);
  await write(page, [["settings:workspace", { templates: [
    { id: "t1", name: "Welcome", subject: "For {{first_name}}", body: "Dear {{first_name}} {{last_name}},\n{{nothing}}" }, { id: "t2", name: "Bye", body: "Bye" },
  ] }]]);
  await openAna(page);
  await channel(page, "Email").check();
  await button(composer(page), "Templates").click();
  const menu = page.getByRole("menu", { name: "Templates" });
  await expect(wrong(page)).toHaveCount(0);
  await expect(menu.getByRole("menuitem")).toHaveText(["Bye", "Welcome", "Edit templates"]);
  await menu.getByRole("menuitem", { name: "Welcome" }).click();
  await expect(box(page)).toHaveValue("Dear Ana Lima,\n{{nothing}}");
  await expect(subject(page)).toHaveValue("For Ana");
  await button(composer(page), "Templates").click();
  await menu.getByRole("menuitem", { name: "Bye" }).click();
  await expect(box(page)).toHaveValue("Dear Ana Lima,\n{{nothing}}\n\nBye");
  await expect(subject(page)).toHaveValue("For Ana");
  await button(composer(page), "Send").click();
  await expect(said(page, "Dear Ana Lima,")).toContainText("For Ana");
});
