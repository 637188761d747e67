// The list of conversations by keys, and the actions on a conversation where it stands on the contact's page.
import { expect, test } from "./fixtures.mjs";
import { open } from "./app.mjs";
import { box, button, entry, list, log, openInbox, state } from "./inbox.mjs";

/** Many conversations, the newest first in the list: Person 001, Person 002 and so on. */
const MANY = Array.from({ length: 120 }, (_, at) => {
  const name = `Person ${String(at + 1).padStart(3, "0")}`;
  return { name, messages: [{ body: "Hello", ago: 10 + at }] };
});

test.use({ viewport: { width: 1440, height: 900 } });

const link = (page, name) => entry(page, name).getByRole("link");

async function press(page, key, times) {
  for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
}

test("J and K go through the list from anywhere, the arrows within it, and Enter opens", async ({ page }) => {
  await openInbox(page, MANY);
  await expect(entry(page, "Person 001")).toBeVisible();
  await page.keyboard.press("j");
  await expect(link(page, "Person 001")).toBeFocused();
  await press(page, "k", 2);
  await expect(link(page, "Person 001")).toBeFocused();
  await press(page, "j", 40);
  await expect(link(page, "Person 041")).toBeFocused();
  await expect(link(page, "Person 041")).toBeInViewport({ ratio: 1 });
  await press(page, "ArrowUp", 30);
  await expect(link(page, "Person 011")).toBeFocused();
  await expect(link(page, "Person 011")).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await expect(log(page)).toHaveAttribute("aria-busy", "false");
  await expect(page.getByRole("region", { name: "Conversation" }).getByRole("heading", { name: "Person 011" })).toBeVisible();
  await press(page, "ArrowDown", 2);
  await expect(link(page, "Person 013")).toBeFocused();
  await press(page, "j", 120);
  await expect(link(page, "Person 120")).toBeFocused();
  await expect(link(page, "Person 120")).toBeInViewport({ ratio: 1 });
});

test("keys go on from the open conversation, and are letters where somebody types", async ({ page }) => {
  await openInbox(page, MANY, "conversations/NAME=Person 005");
  await expect(log(page)).toHaveAttribute("aria-busy", "false");
  await box(page).fill("");
  await box(page).pressSequentially("jk");
  await expect(box(page)).toHaveValue("jk");
  await box(page).blur();
  await page.keyboard.press("j");
  await expect(link(page, "Person 006")).toBeFocused();
  await page.keyboard.press("?");
  const table = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(table.getByRole("row", { name: "↓ J Next conversation" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(table).toBeHidden();
});

test("on a phone nothing happens to the list behind an open conversation", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openInbox(page, MANY.slice(0, 30), "conversations/NAME=Person 002");
  await expect(log(page)).toHaveAttribute("aria-busy", "false");
  await expect(list(page)).toBeHidden();
  await press(page, "j", 25);
  await page.getByRole("link", { name: "Back to conversations" }).click();
  await expect(entry(page, "Person 001")).toBeInViewport({ ratio: 1 });
});

test("a contact's page has the actions on its conversation", async ({ page }) => {
  const ids = await openInbox(page, [{ name: "Ana Lima", messages: ["Hello"] }, { name: "Ben Ito" }]);
  await open(page, `contacts/${ids["Ana Lima"]}`);
  await page.getByRole("tab", { name: "Conversation", exact: true }).click();
  const talk = page.getByRole("tabpanel", { name: "Conversation" });
  const id = ids["Ana Lima"];
  await button(talk, "Star").click();
  await expect(button(talk, "Star")).toHaveAttribute("aria-pressed", "true");
  await expect.poll(async () => (await state(page, id)).starred).toBe(true);
  await button(talk, "Mark as read").click();
  await expect(button(talk, "Mark as unread")).toBeVisible();
  await button(talk, "Snooze").click();
  await page.getByRole("menuitem", { name: /^Tomorrow/ }).click();
  await expect.poll(async () => (await state(page, id)).snoozed_until).toBeTruthy();
  await button(talk, "Archive").click();
  await expect(button(talk, "Archive")).toHaveAttribute("aria-pressed", "true");
});

test("where nothing was written there are no actions yet", async ({ page }) => {
  const ids = await openInbox(page, [{ name: "Ben Ito" }]);
  await open(page, `contacts/${ids["Ben Ito"]}`);
  await page.getByRole("tab", { name: "Conversation", exact: true }).click();
  const talk = page.getByRole("tabpanel", { name: "Conversation" });
  await expect(talk.getByText("No messages yet.")).toBeVisible();
  await expect(button(talk, "Star")).toHaveCount(0);
});
