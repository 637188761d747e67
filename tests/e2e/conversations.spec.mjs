// The list of conversations: what each tab shows, what can be done with a conversation, how it is found, and how the page
// is laid out.
import { expect, test } from "./fixtures.mjs";
import { undo, undoOf } from "./app.mjs";
import { button, composer, entry, log, message, names, openInbox, send, state, tab, talk, toast, write } from "./inbox.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const HOUR = 3_600_000;
const out = (body, rest = {}) => ({ body, direction: "out", state: "delivered", ...rest });

/** Ana has one unread, Ben is read, Cleo is starred, Dan archived, Eva snoozed, Finn archived with something new. */
const SIX = () => [
  { name: "Ana Lima", messages: ["Are the tiles there?", { body: "And the grout?", ago: 2 }] },
  { name: "Ben Ito", state: { read_up_to: 2 }, messages: ["Hello", out("Hello Ben", { ago: 10 })] },
  { name: "Cleo Roy", state: { read_up_to: 1, starred: true }, messages: [{ body: "Thank you", ago: 20 }] },
  { name: "Dan Ek", state: { read_up_to: 1, archived: true }, messages: [{ body: "Bye", ago: 30 }] },
  { name: "Eva Luz", state: { read_up_to: 0, snoozed_until: soon(HOUR), snoozed_after: 1 }, messages: [{ body: "In a week", ago: 40 }] },
  { name: "Finn Oja", state: { read_up_to: 1, archived: true }, messages: ["Old", { body: "New", ago: 50 }] },
];

function soon(millis) {
  return new Date(Date.now() + millis).toISOString();
}

/** The counts of the tabs, in their order; 0 where none is shown. */
const counts = (page) => Promise.all(["Unread", "Recents", "Starred", "All"].map(async (name) => {
  const described = await tab(page, name).getAttribute("aria-describedby");
  return described ? Number(await page.locator(`[id="${described}"]`).textContent()) : 0;
}));

test("each tab shows its conversations, the latest first, with live counts", async ({ page }) => {
  const ids = await openInbox(page, SIX());
  await expect.poll(() => counts(page)).toEqual([2, 3, 1, 6]);
  for (const [name, shown] of [
    ["Unread", ["Ana Lima", "Finn Oja"]],
    ["Recents", ["Ana Lima", "Ben Ito", "Cleo Roy"]],
    ["Starred", ["Cleo Roy"]],
    ["All", ["Ana Lima", "Ben Ito", "Cleo Roy", "Dan Ek", "Eva Luz", "Finn Oja"]],
  ]) {
    await tab(page, name).click();
    await expect(tab(page, name)).toHaveAttribute("aria-selected", "true");
    await expect.poll(() => names(page), name).toEqual(shown);
  }
  await expect(entry(page, "Ana Lima")).toContainText("2 unread");
  await expect(entry(page, "Ben Ito")).toContainText("You: Hello Ben");
  await expect(entry(page, "Cleo Roy")).toContainText("Starred");
  await expect(entry(page, "Eva Luz")).toContainText("Snoozed until");
  // What comes in counts at once, and goes to the top.
  await write(page, [message(ids["Dan Ek"], 2, { body: "Wait, one more thing" })]);
  await expect.poll(() => counts(page)).toEqual([3, 3, 1, 6]);
  await expect.poll(async () => (await names(page))[0]).toBe("Dan Ek");
  await expect(page).toHaveTitle(/3/);
  await page.reload();
  await expect.poll(() => counts(page)).toEqual([3, 3, 1, 6]);
});

test("what is archived stays archived when a message comes in, and shows under Unread", async ({ page }) => {
  const ids = await openInbox(page, SIX());
  await write(page, [message(ids["Dan Ek"], 2, { body: "Wait" })]);
  await expect(entry(page, "Dan Ek")).toBeVisible();
  await tab(page, "Recents").click();
  await expect.poll(() => names(page)).toEqual(["Ana Lima", "Ben Ito", "Cleo Roy"]);
  expect((await state(page, ids["Dan Ek"])).archived).toBe(true);
});

test("a snoozed conversation comes back with a message of the contact", async ({ page }) => {
  const ids = await openInbox(page, SIX());
  await expect(entry(page, "Ana Lima")).toBeVisible();
  await expect(entry(page, "Eva Luz")).toHaveCount(0);
  await write(page, [message(ids["Eva Luz"], 2, { body: "Sooner after all" })]);
  await expect(entry(page, "Eva Luz")).toContainText("Sooner after all");
  await expect(entry(page, "Eva Luz")).not.toContainText("Snoozed");
  await tab(page, "Recents").click();
  await expect(entry(page, "Eva Luz")).toBeVisible();
});

test("a snoozed conversation comes back by itself when its time is there", async ({ page }) => {
  await page.clock.install();
  await openInbox(page, SIX());
  await tab(page, "Recents").click();
  await expect.poll(() => names(page)).toEqual(["Ana Lima", "Ben Ito", "Cleo Roy"]);
  await page.clock.fastForward("59:00");
  await expect.poll(() => names(page)).toEqual(["Ana Lima", "Ben Ito", "Cleo Roy"]);
  await page.clock.fastForward("01:30");
  await expect.poll(() => names(page)).toEqual(["Eva Luz", "Ana Lima", "Ben Ito", "Cleo Roy"]);
  await tab(page, "Unread").click();
  await expect(entry(page, "Eva Luz")).toBeVisible();
});

test("opening does not mark as read, Mark as read does, Mark as unread takes it back, and both can be undone", async ({ page }) => {
  const ids = await openInbox(page, SIX());
  await talk(page, "Ana Lima");
  await expect(log(page).getByRole("separator", { name: "New" })).toBeVisible();
  await page.reload();
  await expect(entry(page, "Ana Lima")).toContainText("2 unread");
  expect(await state(page, ids["Ana Lima"])).toBeUndefined();
  await button(page, "Mark as read").click();
  await expect(toast(page, "Conversation with Ana Lima marked as read.")).toBeVisible();
  await expect(entry(page, "Ana Lima")).toHaveCount(0);
  expect((await state(page, ids["Ana Lima"])).read_up_to).toBe(2);
  await undo(page);
  await expect(entry(page, "Ana Lima")).toContainText("2 unread");
  await button(page, "Mark as read").click();
  await button(page, "Mark as unread").click();
  await expect(entry(page, "Ana Lima")).toContainText("1 unread");
  expect((await state(page, ids["Ana Lima"])).read_up_to).toBe(1);
  await undo(page);
  await expect(button(page, "Mark as unread")).toBeVisible();
  await page.reload();
  await expect(button(page, "Mark as unread")).toBeVisible();
});

test("Star and Archive are pressed and taken back, by Undo and by themselves", async ({ page }) => {
  const ids = await openInbox(page, SIX());
  await tab(page, "Recents").click();
  await talk(page, "Ben Ito");
  for (const [name, field, words, back] of [
    ["Star", "starred", "Conversation with Ben Ito starred.", "Star taken off the conversation with Ben Ito."],
    ["Archive", "archived", "Conversation with Ben Ito archived.", "Conversation with Ben Ito is no longer archived."],
  ]) {
    const toggle = button(page, name);
    await expect(toggle).toHaveAttribute("aria-pressed", "false");
    await toggle.click();
    await expect(toast(page, words)).toBeVisible();
    await expect(toggle).toHaveAttribute("aria-pressed", "true");
    expect((await state(page, ids["Ben Ito"]))[field]).toBe(true);
    await undo(page);
    await expect(toggle).toHaveAttribute("aria-pressed", "false");
    await toggle.click();
    await expect(toggle).toHaveAttribute("aria-pressed", "true");
    await page.reload();
    await expect(toggle).toHaveAttribute("aria-pressed", "true");
    await toggle.click();
    await expect(toast(page, back)).toBeVisible();
    expect((await state(page, ids["Ben Ito"]))[field]).toBeFalsy();
  }
});

test("Undo takes back what it says and nothing that was done since", async ({ page }) => {
  const ids = await openInbox(page, SIX());
  await talk(page, "Ana Lima");
  await button(page, "Star").click();
  await expect(toast(page, "Conversation with Ana Lima starred.")).toBeVisible();
  await button(page, "Mark as read").click();
  await expect(toast(page, "Conversation with Ana Lima marked as read.")).toBeVisible();
  await undoOf(page, "Conversation with Ana Lima starred.");
  await expect(button(page, "Star")).toHaveAttribute("aria-pressed", "false");
  expect((await state(page, ids["Ana Lima"])).read_up_to).toBe(2);
});

test("Snooze offers later today, tomorrow at nine, next Monday at nine and any other time, with Undo", async ({ page }) => {
  // A Wednesday, at ten in the morning.
  const now = new Date(2026, 10, 18, 10, 20);
  await page.clock.install({ time: now });
  const ids = await openInbox(page, [{ name: "Ana Lima", messages: [{ body: "Hello", at: now.getTime() - HOUR }] }], "conversations/NAME=Ana Lima");
  const until = async () => new Date((await state(page, ids["Ana Lima"])).snoozed_until);
  const item = (name) => page.getByRole("menu", { name: "Snooze" }).getByRole("menuitem", { name });
  for (const [name, time] of [
    [/^Later today/, new Date(2026, 10, 18, 13)], [/^Tomorrow/, new Date(2026, 10, 19, 9)], [/^Next week/, new Date(2026, 10, 23, 9)],
  ]) {
    await button(page, "Snooze").click();
    await item(name).click();
    await expect(toast(page, /snoozed until/)).toBeVisible();
    await expect(entry(page, "Ana Lima")).toHaveCount(0);
    expect(await until()).toEqual(time);
    await undo(page);
    await expect(entry(page, "Ana Lima")).toBeVisible();
    await page.getByRole("status").getByRole("button", { name: "Dismiss" }).last().click();
  }
  await button(page, "Snooze").click();
  await item("Pick a date and time").click();
  const dialog = page.getByRole("dialog", { name: "Snooze until" });
  await button(dialog, "Snooze conversation").click();
  await expect(dialog.getByRole("alert")).toHaveText("Pick a day and a time.");
  await dialog.getByLabel("Day").fill("2026-11-18");
  await dialog.getByLabel("Time").fill("09:00");
  await button(dialog, "Snooze conversation").click();
  await expect(dialog.getByRole("alert")).toHaveText("Pick a time that is still to come.");
  await dialog.getByLabel("Time").fill("18:30");
  await button(dialog, "Snooze conversation").click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(until).toEqual(new Date(2026, 10, 18, 18, 30));
  await button(page, "Snooze").click();
  await item("End snooze").click();
  await expect(entry(page, "Ana Lima")).toBeVisible();
  expect((await state(page, ids["Ana Lima"])).snoozed_until).toBeUndefined();
});

test("answering marks as read and ends a snooze", async ({ page }) => {
  const ids = await openInbox(page, SIX());
  await tab(page, "All").click();
  await talk(page, "Eva Luz");
  await send(page, "On Friday");
  await expect(entry(page, "Eva Luz")).toContainText("You: On Friday");
  await expect(entry(page, "Eva Luz")).not.toContainText(/Snoozed|unread/);
  const { read_up_to, snoozed_until } = await state(page, ids["Eva Luz"]);
  expect([read_up_to, snoozed_until]).toEqual([2, undefined]);
});

test("a comment answers nobody: what was unread stays unread", async ({ page }) => {
  const ids = await openInbox(page, SIX());
  await talk(page, "Ana Lima");
  await composer(page).getByRole("radio", { name: "Internal comment" }).check();
  await send(page, "She means the blue ones");
  await expect(entry(page, "Ana Lima")).toContainText("2 unread");
  await expect(entry(page, "Ana Lima")).toContainText("Comment: She means the blue ones");
  expect((await state(page, ids["Ana Lima"]))?.read_up_to ?? 0).toBe(0);
});
