// Finding conversations: search over names and messages, filters, orders, and beginning one that there is not yet.
import { expect, test } from "./fixtures.mjs";
import { open } from "./app.mjs";
import { about, box, button, entry, idOf, list, log, names, openInbox, openPage, said, send, tab, talk, write } from "./inbox.mjs";

test.use({ viewport: { width: 1440, height: 900 } });

const out = (body, rest = {}) => ({ body, direction: "out", state: "delivered", ...rest });
const search = (page) => page.getByRole("searchbox", { name: "Search conversations" });
const found = (page, count) => page.getByRole("search").getByText(count === 1 ? "1 conversation found" : `${count} conversations found`);
const choice = (page, name) => page.getByRole("group", { name: "Filter" }).getByRole("combobox", { name });

/** Everybody's last message is of another channel, direction and time. */
const FOUR = () => [
  { name: "Ana Lima", contact: { tags: ["vip"], owner: "Jonas" }, messages: [{ body: "The blue tiles", ago: 40 }, out("Noted", { ago: 10 })] },
  { name: "Bénédicte Ito", contact: { tags: ["vip", "fair"], owner: "Mara" }, messages: [{ body: "Are the tiles there?", channel: "email", subject: "Kitchen", ago: 30 }] },
  { name: "Cleo Roy", contact: { owner: "Jonas" }, messages: [out("See you on Monday", { channel: "email", ago: 20 }), { body: "Fine", ago: 60, channel: "email" }] },
  { name: "Dan Ek", contact: { tags: ["fair"] }, messages: [{ body: "Call me", ago: 90 }, { body: "Ask for Kim at the door", channel: "comment", direction: "out", ago: 5 }] },
];

async function openAll(page) {
  const ids = await openInbox(page, FOUR());
  await tab(page, "All").click();
  await expect.poll(() => names(page)).toEqual(["Dan Ek", "Ana Lima", "Bénédicte Ito", "Cleo Roy"]);
  return ids;
}

test("a search looks at names and messages, in every tab, and forgives accents", async ({ page }) => {
  await openAll(page);
  for (const [typed, expected] of [
    ["benedicte", ["Bénédicte Ito"]],
    ["TILES", ["Ana Lima", "Bénédicte Ito"]],
    ["tiles blue", ["Ana Lima"]],
    ["kitchen", ["Bénédicte Ito"]],
    ["kim door", ["Dan Ek"]],
    ["lima@nowhere", []],
    ["  ", ["Dan Ek", "Ana Lima", "Bénédicte Ito", "Cleo Roy"]],
  ]) {
    await search(page).fill(typed);
    if (typed.trim()) await expect(found(page, expected.length), typed).toBeAttached();
    await expect.poll(() => names(page), typed).toEqual(expected);
  }
  await search(page).fill("tiles");
  await expect(entry(page, "Ana Lima")).toContainText("The blue tiles");
  await search(page).press("Escape");
  await expect(search(page)).toHaveValue("");
  await search(page).fill("nobody said this");
  await expect(page.getByText("No conversation here fits the search and the filter.")).toBeVisible();
  await button(page, "Clear search and filter").click();
  await expect(list(page).getByRole("listitem")).toHaveCount(4);
});

test("a message that was found is where the conversation opens", async ({ page }) => {
  const many = Array.from({ length: 400 }, (_, at) => ({ body: at === 120 ? "The needle in the hay" : `Hay ${at}`, ago: 1000 - at }));
  await openInbox(page, [{ name: "Ana Lima", state: { read_up_to: 400 }, messages: many }, { name: "Ben Ito", messages: ["Hello"] }]);
  await tab(page, "All").click();
  await search(page).fill("needle");
  await expect(entry(page, "Ana Lima")).toContainText("The needle in the hay");
  await entry(page, "Ana Lima").getByRole("link").click();
  await expect(said(page, "The needle in the hay")).toBeInViewport();
  await expect(page).toHaveURL(/at=121$/);
  // Without the search it opens at its end.
  await search(page).fill("");
  await talk(page, "Ben Ito");
  await talk(page, "Ana Lima");
  await expect(said(page, "Hay 399")).toBeInViewport();
});

test("filters leave out what they say, together, and the counts follow", async ({ page }) => {
  await openAll(page);
  await button(page, "Filter conversations").click();
  for (const [name, option, expected] of [
    ["Channel", "SMS", ["Ana Lima"]],
    ["Channel", "Email", ["Bénédicte Ito", "Cleo Roy"]],
    ["Channel", "Internal comment", ["Dan Ek"]],
    ["Last message", "From the contact", ["Bénédicte Ito", "Cleo Roy"]],
    ["Last message", "From us", ["Dan Ek", "Ana Lima"]],
    ["Owner", "Jonas", ["Ana Lima", "Cleo Roy"]],
    ["Tag", "vip", ["Ana Lima", "Bénédicte Ito"]],
  ]) {
    await choice(page, name).selectOption(option);
    await expect.poll(() => names(page), `${name} ${option}`).toEqual(expected);
    await expect(tab(page, "All")).toHaveAccessibleDescription(String(expected.length));
    await choice(page, name).selectOption("Any");
    await expect(list(page).getByRole("listitem")).toHaveCount(4);
  }
  await choice(page, "Owner").selectOption("Jonas");
  await choice(page, "Channel").selectOption("Email");
  await expect.poll(() => names(page)).toEqual(["Cleo Roy"]);
  await choice(page, "Tag").selectOption("fair");
  await expect(page.getByText("No conversation here fits the search and the filter.")).toBeVisible();
  await button(page, "Clear search and filter").click();
  await expect(list(page).getByRole("listitem")).toHaveCount(4);
  await expect(choice(page, "Owner")).toHaveValue("");
});

test("an owner is chosen by name, also where the workspace has people", async ({ page }) => {
  await open(page, "settings");
  await page.getByRole("textbox", { name: "New person" }).fill("Mara Jansen");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").getByText("Mara Jansen was added.")).toBeVisible();
  await openInbox(page, FOUR(), "conversations/NAME=Cleo Roy");
  const owner = about(page).getByRole("textbox", { name: "Owner" });
  await owner.fill("Mara Jansen");
  await owner.blur();
  await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
  await tab(page, "All").click();
  await button(page, "Filter conversations").click();
  await choice(page, "Owner").selectOption("Mara Jansen");
  await expect.poll(() => names(page)).toEqual(["Cleo Roy"]);
});

test("a Smart List narrows the conversations to its contacts", async ({ page }) => {
  await open(page);
  await write(page, [["list:00000000-0000-4000-8000-00000000000a", { name: "Fair people", filter: "tag is fair", position: 1 }]]);
  await openAll(page);
  await button(page, "Filter conversations").click();
  await choice(page, "Smart List").selectOption("Fair people");
  await expect.poll(() => names(page)).toEqual(["Dan Ek", "Bénédicte Ito"]);
  await search(page).fill("tiles");
  await expect.poll(() => names(page)).toEqual(["Bénédicte Ito"]);
});

test("the list is ordered by newest, oldest and who waits longest", async ({ page }) => {
  await openAll(page);
  await button(page, "Filter conversations").click();
  for (const [order, expected] of [
    ["Oldest first", ["Cleo Roy", "Bénédicte Ito", "Ana Lima", "Dan Ek"]],
    // Dan waits since 90 minutes, for the comment is no answer; Cleo since 60, Bénédicte since 30, Ana was answered.
    ["Waiting longest first", ["Dan Ek", "Cleo Roy", "Bénédicte Ito", "Ana Lima"]],
    ["Newest first", ["Dan Ek", "Ana Lima", "Bénédicte Ito", "Cleo Roy"]],
  ]) {
    await choice(page, "Sort by").selectOption(order);
    await expect.poll(() => names(page), order).toEqual(expected);
  }
});

test("a conversation is begun with anybody, by keys alone", async ({ page }) => {
  const ids = await openInbox(page, [...FOUR(), { name: "Eva Luz" }]);
  await button(page, "New conversation").click();
  const dialog = page.getByRole("dialog", { name: "New conversation" });
  await expect(dialog.getByRole("searchbox", { name: "Search contacts" })).toBeFocused();
  await page.keyboard.type("zzz");
  await expect(dialog.getByText("No contact was found.")).toBeVisible();
  // The first one clears the search, as everywhere.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(button(page, "New conversation")).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("luz");
  await expect(dialog.getByRole("list", { name: "Contacts" }).getByRole("button")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(ids["Eva Luz"]));
  await expect(log(page)).toContainText("No messages yet.");
  await expect(button(page, "Star")).toHaveCount(0);
  await send(page, "Hello Eva");
  await tab(page, "Recents").click();
  await expect(entry(page, "Eva Luz")).toContainText("You: Hello Eva");
  await expect(button(page, "Star")).toBeVisible();
});

test("an address of nobody says so, and a workspace without messages shows the way to some", async ({ page }) => {
  await openPage(page, `conversations/${idOf(99)}`);
  await expect(page.getByRole("heading", { name: "There is no such conversation" })).toBeVisible();
  await page.getByRole("link", { name: "All conversations" }).click();
  await expect(page.getByRole("heading", { name: "No conversations" })).toBeVisible();
  await button(page, "Load sample contacts").click();
  await expect(list(page).getByRole("listitem").first()).toBeVisible();
  await expect(box(page)).toHaveCount(0);
});
