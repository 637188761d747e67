// The Conversations page for everybody: axe in each of its states, the keyboard alone, and what is announced.
import { expect, test } from "./fixtures.mjs";
import { HOPPER, file } from "./app.mjs";
import { everywhere } from "./everywhere.mjs";
import { box, button, channel, composer, documents, entry, list, log, message, openInbox, openPage, said, send, state, tab, talk, write } from "./inbox.mjs";
import { facesAreThere, openSample } from "./sample.mjs";

const SAID = [
  { body: "Are the tiles there? See https://example.com", ago: 3000 }, { body: "On their way", direction: "out", state: "read", ago: 2900 },
  { body: "They need the blue ones", channel: "comment", direction: "out", ago: 2000 }, { body: "Offer", subject: "Tiles", channel: "email", direction: "out", state: "failed", reason: "The mailbox is full.", ago: 900 },
  { body: "Sent twice", direction: "out", state: "queued", ago: 800 }, { body: "See the plan", attachments: [{ name: "plan.pdf", type: "application/pdf", bytes: 5, digest: "a".repeat(64) }], ago: 3 }, "And now?",
];
const PEOPLE = [{ name: "Ana Lima", state: { read_up_to: 5, starred: true }, contact: { tags: ["vip"], timezone: "Asia/Tokyo" }, messages: SAID }, { name: "Ben Ito", contact: { emails: [], dnd: ["sms"] }, messages: ["Hi"] }];
const openAna = (page) => openInbox(page, PEOPLE, "conversations/NAME=Ana Lima");

/** Each state: how to get there from a page that has never been open. */
const STATES = {
  "the list with faces, none chosen": async (page) => {
    await openSample(page);
    await openPage(page);
    await tab(page, "All").click();
    await facesAreThere(page);
  },
  "an empty tab": async (page) => {
    await openInbox(page, PEOPLE);
    await tab(page, "Starred").click();
    await talk(page, "Ana Lima");
    await button(page, "Star").click();
    await expect(page.getByText("No conversation has a star.")).toBeVisible();
  },
  "an open conversation with every kind of message": async (page) => {
    await openAna(page);
    await expect(said(page, "And now?")).toBeVisible();
  },
  "a search without a result": async (page) => {
    await openAna(page);
    await page.getByRole("searchbox", { name: "Search conversations" }).fill("zzzz");
    await expect(page.getByText("No conversation here fits the search and the filter.")).toBeVisible();
  },
  "the filter, open and set": async (page) => {
    await openAna(page);
    await button(page, "Filter conversations").click();
    await page.getByRole("combobox", { name: "Tag" }).selectOption("vip");
    await expect(list(page).getByRole("listitem")).toHaveCount(1);
  },
  "the dialog for a new conversation": async (page) => {
    await openAna(page);
    await button(page, "New conversation").click();
    await expect(page.getByRole("dialog", { name: "New conversation" }).getByRole("listitem")).toHaveCount(2);
  },
  "the menu of snooze": async (page) => {
    await openAna(page);
    await button(page, "Snooze").click();
    await expect(page.getByRole("menuitem").first()).toBeFocused();
  },
  "the dialog that picks a time, with an error": async (page) => {
    await openAna(page);
    await button(page, "Snooze").click();
    await page.getByRole("menuitem", { name: "Pick a date and time" }).click();
    await button(page, "Snooze conversation").click();
    await expect(page.getByRole("dialog", { name: "Snooze until" }).getByRole("alert")).toBeVisible();
  },
  "the composer for an email with files and an error": async (page) => {
    await openAna(page);
    await channel(page, "Email").check();
    await box(page).fill("See");
    await composer(page).getByLabel("Choose files").setInputFiles([{ name: HOPPER.name, mimeType: HOPPER.mimeType, buffer: HOPPER.buffer }, file("plan.txt", Buffer.alloc(21 * 1024 * 1024))]);
    await expect(composer(page).getByRole("alert")).toContainText("plan.txt");
    await expect(composer(page).getByRole("listitem")).toHaveCount(1);
  },
  "a channel on which nothing can be sent": async (page) => {
    await openInbox(page, PEOPLE, "conversations/NAME=Ben Ito");
    await channel(page, "SMS").check();
    await expect(composer(page).getByRole("alert")).toBeVisible();
  },
  "the composer for a comment, with templates open": async (page) => {
    await openAna(page);
    await channel(page, "Internal comment").check();
    await button(composer(page), "Templates").click();
    await expect(page.getByRole("menuitem").first()).toBeFocused();
  },
  "a message that was just sent, with its toast, and a picture": async (page) => {
    await openAna(page);
    await composer(page).getByLabel("Choose files").setInputFiles([{ name: HOPPER.name, mimeType: HOPPER.mimeType, buffer: HOPPER.buffer }]);
    await expect(composer(page).getByRole("listitem")).toHaveCount(1);
    await send(page, "Here it is");
    await expect(log(page).getByRole("img", { name: HOPPER.name })).toBeVisible();
  },
  "an address of nobody": (page) => openPage(page, "conversations/00000000-0000-4000-8000-000000000000"),
};

for (const [name, reach] of Object.entries(STATES)) {
  test(`axe: ${name}, light and dark, on a desk, a phone and a small one`, async ({ accessible, page }) => {
    await everywhere(page, accessible, () => reach(page));
  });
}

/** Presses Tab until something has the focus, as somebody would who has no mouse. */
async function tabTo(page, target, key = "Tab") {
  for (let step = 0; step < 60; step += 1) {
    if (await target.evaluateAll((found) => found.includes(document.activeElement))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`60 times ${key} do not lead there: ${target}`);
}

test("the keyboard alone leads from the list to a sent message, and through what can be done with it", async ({ page }) => {
  const ids = await openInbox(page, PEOPLE);
  await tabTo(page, tab(page, "Unread"));
  await page.keyboard.press("ArrowRight");
  await expect(tab(page, "Recents")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("End");
  await expect(tab(page, "All")).toBeFocused();
  await expect(list(page).getByRole("listitem")).toHaveCount(2);
  await tabTo(page, entry(page, "Ana Lima").getByRole("link"));
  await page.keyboard.press("Enter");
  await expect(said(page, "And now?")).toBeVisible();
  await expect(entry(page, "Ana Lima").getByRole("link")).toHaveAttribute("aria-current", "page");
  await tabTo(page, button(page, "Snooze"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button(page, "Snooze")).toBeFocused();
  await tabTo(page, log(page));
  // Nobody goes to the beginning before they see the end: it comes with a frame, and the browser may be late with it.
  const top = () => log(page).evaluate((log) => log.scrollTop);
  await expect.poll(top).toBeGreaterThan(0);
  await page.keyboard.press("Home");
  await expect.poll(top).toBe(0);
  await tabTo(page, channel(page, "SMS"));
  await page.keyboard.press("ArrowRight");
  await expect(channel(page, "Email")).toBeChecked();
  await tabTo(page, composer(page).getByRole("textbox", { name: "Subject" }));
  await page.keyboard.type("Tiles");
  await page.keyboard.press("Tab");
  await expect(box(page)).toBeFocused();
  await page.keyboard.type("They are blue");
  await page.keyboard.press("Control+Enter");
  await expect(said(page, "They are blue")).toContainText("Tiles");
  await expect(box(page)).toBeFocused();
  await expect.poll(async () => (await state(page, ids["Ana Lima"])).read_up_to).toBe(8);
  await tabTo(page, button(page, "Undo"), "Shift+Tab").catch(() => tabTo(page, button(page, "Undo")));
  await page.keyboard.press("Enter");
  await expect(said(page, "They are blue")).toHaveCount(0);
  await expect(box(page)).toHaveValue("They are blue");
  // The search is where it is everywhere.
  await page.getByRole("heading", { name: "Conversations", level: 1 }).click();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search conversations" })).toBeFocused();
});

test("on a phone the focus goes along with what is shown", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openInbox(page, PEOPLE);
  await entry(page, "Ana Lima").getByRole("link").focus();
  await page.keyboard.press("Enter");
  await expect(said(page, "And now?")).toBeVisible();
  const talk = page.getByRole("region", { name: "Conversation" });
  await expect.poll(() => talk.evaluate((own) => own.contains(document.activeElement))).toBe(true);
  await page.getByRole("link", { name: "Back to conversations" }).focus();
  await page.keyboard.press("Enter");
  await expect(entry(page, "Ana Lima").getByRole("link")).toBeFocused();
});

test("a new message is announced once, and a change of its state does not say it again", async ({ page }) => {
  const ids = await openAna(page);
  await expect(said(page, "And now?")).toBeVisible();
  await log(page).evaluate((log) => {
    window.__said = [];
    new MutationObserver((changes) => changes.forEach(({ addedNodes, removedNodes }) => {
      for (const [nodes, sign] of [[addedNodes, "+"], [removedNodes, "-"]]) {
        for (const node of nodes) if (node.textContent.trim()) window.__said.push(`${sign} ${node.textContent.trim()}`);
      }
    })).observe(log, { childList: true, subtree: true });
  });
  /** What was added or taken away since the last time. */
  const heard = () => page.evaluate(() => window.__said.splice(0));
  await write(page, [message(ids["Ana Lima"], 8, { body: "One more thing" })]);
  await expect(said(page, "One more thing")).toHaveCount(1);
  expect(await heard()).toEqual([expect.stringMatching(/^\+ .*One more thing.*SMS/s)]);
  await box(page).fill("All clear");
  await box(page).press("Control+Enter");
  await expect(said(page, "All clear")).toContainText("Waiting");
  expect(await heard()).toEqual([expect.stringMatching(/^\+ .*All clear.*Waiting/s)]);
  const [id] = message(ids["Ana Lima"], 9);
  const [own] = await documents(page, id.slice(0, id.lastIndexOf("-")));
  for (const [state, word] of [["sending", "Sending"], ["sent", "Sent"], ["delivered", "Delivered"], ["read", "Read"]]) {
    const { id, ...body } = own;
    await write(page, [[id, { ...body, state }]]);
    await expect(said(page, "All clear")).toContainText(word);
    const changes = await heard();
    expect(changes.filter((change) => change.includes("All clear")), state).toEqual([]);
    // Only what changed is said, at most.
    expect(changes.every((change) => change.length < 80), changes.join()).toBe(true);
  }
  // What comes in elsewhere is not said here.
  await write(page, [message(ids["Ben Ito"], 2, { body: "Elsewhere" })]);
  await tab(page, "All").click();
  await expect(entry(page, "Ben Ito")).toContainText("Elsewhere");
  expect(await heard()).toEqual([]);
});

test("the log and the page are told of by role and name", async ({ page }) => {
  await openAna(page);
  await expect(log(page)).toHaveAttribute("tabindex", "0");
  await expect(page.getByRole("complementary", { name: "Contact", exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Conversation" })).toMatchAriaSnapshot(`
    - heading "Ana Lima" [level=2]
    - button "Star" [pressed]
    - button "Snooze"
    - button "Archive"
    - button "Mark as read"
    - log "Messages"
    - form "Composer":
      - radiogroup "Channel":
        - radio "SMS" [checked]
        - radio "Email"
        - radio "Internal comment"
      - textbox "Message"
      - button "Attach files"
      - button "Templates"
      - button "Send"
  `);
  // Who speaks is told to those who do not see the sides.
  await expect(said(page, "Are the tiles there?")).toContainText("Ana Lima");
  await expect(said(page, "On their way")).toContainText("You");
  await expect(said(page, "They need the blue ones")).toContainText("Internal comment");
});
