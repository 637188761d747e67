// The activity of a contact with whom much happened: it is shown as a whole, the latest first, and further back step by
// step.
import { contact, idOf, message, openPage, write } from "./inbox.mjs";
import { open } from "./app.mjs";
import { expect, test } from "./fixtures.mjs";

const ID = idOf(1);
const MINUTE = 60_000;

test("it goes back step by step through more messages than are read at once, and misses none", async ({ page }) => {
  await fill(page, 160);
  const activity = page.getByRole("tabpanel", { name: "Activity" });
  const items = activity.getByRole("listitem");
  await expect(items).toHaveCount(50);
  await expect(items.first()).toContainText("Message 160");
  await expect(items.last()).toContainText("Message 111");
  const earlier = activity.getByRole("button", { name: "Show earlier" });
  await earlier.click();
  await expect(items).toHaveCount(100);
  await expect(items.last()).toContainText("Message 31");
  await earlier.click();
  // Thirty of the messages were cancelled, and the note stands before them all.
  await expect(items).toHaveCount(131);
  await expect(items.last()).toContainText("Met at the fair");
  await expect(earlier).toHaveCount(0);
  await activity.getByRole("combobox", { name: "Show" }).selectOption("Notes");
  await expect(items).toHaveCount(1);
  await activity.getByRole("combobox", { name: "Show" }).selectOption("Messages");
  await expect(items).toHaveCount(50);
  await earlier.click();
  await expect(items).toHaveCount(100);
});

test("until it was read it does not say that nothing has happened, and then all of it is there", async ({ page }) => {
  await open(page);
  await write(page, docs(3));
  await page.addInitScript(() => {
    window.said = new Set();
    addEventListener("DOMContentLoaded", () => {
      new MutationObserver(() => {
        const panel = document.querySelector("[role=tabpanel] .activity");
        if (panel) window.said.add(`${panel.querySelectorAll("li").length} ${panel.querySelector("[role=status]")?.textContent ?? ""}`.trim());
      }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
    });
  });
  await page.goto(`contacts/${ID}`);
  await expect(page.getByRole("tabpanel", { name: "Activity" }).getByRole("listitem")).toHaveCount(4);
  expect(await page.evaluate(() => [...window.said])).toEqual(["0 Opening…", "4"]);
});

/** Opens the contact with this many messages, of which the thirty before the last fifty were cancelled, and an older note. */
async function fill(page, count) {
  await open(page);
  await write(page, docs(count));
  await openPage(page);
  await page.goto(`contacts/${ID}`);
}

function docs(count) {
  const start = Date.UTC(2026, 0, 5, 9);
  const messages = Array.from({ length: count }, (_, index) => message(ID, index + 1, {
    at: start + index * MINUTE,
    ...(count > 80 && index >= count - 80 && index < count - 50 ? { state: "cancelled", direction: "out" } : {}),
  }));
  const at = new Date(start - MINUTE).toISOString();
  const note = [`note:${ID}:${idOf(7)}`, { title: "Met at the fair", text: "", created_at: at, updated_at: at, author: "" }];
  return [contact(ID, "Ada Lovelace"), note, ...messages];
}
