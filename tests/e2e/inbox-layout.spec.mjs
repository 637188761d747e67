// How the Conversations page is laid out: its panes, on a desk and on a phone, and conversations of any length.
import { expect, test } from "./fixtures.mjs";
import { open } from "./app.mjs";
import { about, box, button, composer, entry, list, log, message, openInbox, openPage, said, send, write } from "./inbox.mjs";

const TWO = [{ name: "Ana Lima", messages: ["Hello", "Are you there?"] }, { name: "Ben Ito", messages: ["Hi"] }];
const line = (page, name) => page.getByRole("separator", { name });

test.describe("on a desk", () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test("the panes are resized by keys and by pointer, within bounds, and stay so over a reload", async ({ page }) => {
    await openInbox(page, TWO, "conversations/NAME=Ana Lima");
    const width = (place) => place.evaluate((place) => Math.round(place.getBoundingClientRect().width));
    const panel = page.getByRole("tabpanel", { name: "Unread" });
    const first = await width(panel);
    for (const [name, place, wider, narrower] of [
      ["Width of the list", panel, "ArrowRight", "ArrowLeft"], ["Width of the contact", about(page), "ArrowLeft", "ArrowRight"],
    ]) {
      const before = await width(place);
      await line(page, name).focus();
      for (let step = 0; step < 4; step += 1) await page.keyboard.press(wider);
      await expect.poll(() => width(place), name).toBe(before + 64);
      await expect(line(page, name)).toHaveAttribute("aria-valuenow", String(before + 64));
      await page.keyboard.press(narrower);
      await expect.poll(() => width(place), name).toBe(before + 48);
    }
    const { x, y } = await line(page, "Width of the list").boundingBox();
    await page.mouse.move(x + 2, y + 300);
    await page.mouse.down();
    await page.mouse.move(x - 38, y + 300, { steps: 4 });
    await page.mouse.up();
    const [left, right] = [await width(panel), await width(about(page))];
    expect(left).toBe(first + 48 - 40);
    await page.reload();
    await expect.poll(() => width(panel)).toBe(left);
    await expect.poll(() => width(about(page))).toBe(right);
    await line(page, "Width of the list").focus();
    for (let step = 0; step < 30; step += 1) await page.keyboard.press("ArrowLeft");
    await expect.poll(() => width(panel)).toBe(240);
  });

  test("the panel shows the contact, whose fields are edited in place", async ({ page }) => {
    await openInbox(page, TWO, "conversations/NAME=Ana Lima");
    await about(page).getByRole("textbox", { name: "Company" }).fill("Lima & Co");
    await about(page).getByRole("textbox", { name: "Company" }).blur();
    await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
    await about(page).getByRole("textbox", { name: "First name" }).fill("Anna");
    await about(page).getByRole("textbox", { name: "First name" }).blur();
    await expect(entry(page, "Anna Lima")).toBeVisible();
    await page.reload();
    await expect(about(page).getByRole("textbox", { name: "Company" })).toHaveValue("Lima & Co");
    await about(page).getByRole("link", { name: "Open record" }).click();
    await expect(page.getByRole("heading", { name: "Anna Lima", level: 1 })).toBeVisible();
    await page.getByRole("tab", { name: "Conversation", exact: true }).click();
    await expect(said(page, "Are you there?")).toBeVisible();
    await send(page, "From the record");
    await page.goBack();
    await expect(said(page, "From the record")).toBeVisible();
  });

  test("messages stand by day, grouped, with what happened between them", async ({ page }) => {
    const day = (days, hour, minute = 0) => { const at = new Date(); at.setHours(hour, minute, 0, 0); at.setDate(at.getDate() - days); return at.getTime(); };
    const ids = await openInbox(page, [{ name: "Ana Lima", state: { read_up_to: 3 }, messages: [
      { body: "Old", at: day(400, 9) }, { body: "One", at: day(1, 9) }, { body: "Two", at: day(1, 9, 2) }, { body: "Fresh", at: day(0, 0, 1) },
    ] }]);
    await write(page, [[`event:${ids["Ana Lima"]}:00000000-0000-4000-8000-0000000000e1`, { kind: "changed", field: "dnd", from: "", to: "sms", at: new Date(day(1, 12)).toISOString() }]]);
    await openPage(page, `conversations/${ids["Ana Lima"]}`);
    await expect(log(page).getByRole("heading", { level: 3 })).toHaveText([/, \d{4}$/, "Yesterday", "Today"]);
    await expect(log(page)).toContainText("Do not disturb: SMS");
    const texts = (await log(page).innerText()).replace(/\s+/g, " ");
    expect(texts).toMatch(/Old .*yesterday.*One.*Two.*Do not disturb: SMS.*today.*New.*Fresh/i);
    // Who goes on speaking says once when.
    await expect(said(page, "One").getByText(/SMS · /)).toBeHidden();
    await expect(said(page, "Two").getByText(/SMS · /)).toBeVisible();
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("one pane at a time, and the way back leads to the list, by button and by the browser", async ({ page }) => {
    await openInbox(page, TWO);
    await expect(entry(page, "Ana Lima")).toBeVisible();
    await expect(page.getByText("Choose a conversation to read it.")).toBeHidden();
    await entry(page, "Ana Lima").getByRole("link").click();
    await expect(said(page, "Are you there?")).toBeVisible();
    await expect(list(page)).toBeHidden();
    await expect(about(page)).toBeHidden();
    await expect(box(page)).toBeInViewport({ ratio: 1 });
    await page.goBack();
    await expect(entry(page, "Ben Ito")).toBeVisible();
    await expect(box(page)).toHaveCount(0);
    await page.goForward();
    await expect(said(page, "Are you there?")).toBeVisible();
    await page.getByRole("link", { name: "Back to conversations" }).click();
    await expect(entry(page, "Ben Ito")).toBeVisible();
    await expect(page).toHaveURL(/conversations$/);
    await entry(page, "Ben Ito").getByRole("link").click();
    await send(page, "Hi Ben");
    await page.reload();
    await expect(said(page, "Hi Ben")).toBeVisible();
    await expect(list(page)).toBeHidden();
  });

  test("nothing that is out of sight takes the focus", async ({ page }) => {
    await openInbox(page, TWO, "conversations/NAME=Ana Lima");
    await page.getByRole("link", { name: "Back to conversations" }).focus();
    const seen = new Set();
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press("Tab");
      const place = await page.evaluate(() => {
        const { activeElement: own } = document;
        const { left, top, right, bottom, width, height } = own.getBoundingClientRect();
        const clip = (place) => place && (getComputedStyle(place).clipPath !== "none" || clip(place.parentElement));
        const is = own === document.body || (width > 1 && height > 1 && right > 0 && left < innerWidth && bottom > 0 && top < innerHeight && !clip(own));
        return { name: own.getAttribute("aria-label") ?? own.textContent.slice(0, 40), is };
      });
      seen.add(place.name);
      expect(place.is, `${place.name} has the focus and is out of sight`).toBe(true);
    }
    expect([...seen]).toEqual(expect.arrayContaining(["Message", "Messages", "Send"]));
  });

  test("the list stands where it stood when one comes back to it", async ({ page }) => {
    await openInbox(page, Array.from({ length: 200 }, (_, at) => ({ name: `Person N${at}`, messages: [{ body: `Text ${at}`, ago: at + 1 }] })));
    const scroller = list(page).locator("xpath=..");
    await scroller.evaluate((area) => { area.scrollTop = 3_000; });
    await expect(entry(page, "Person N50")).toBeVisible();
    const before = await entry(page, "Person N50").boundingBox();
    await entry(page, "Person N50").getByRole("link").click();
    await expect(said(page, "Text 50")).toBeVisible();
    await page.goBack();
    await expect(entry(page, "Person N50")).toBeVisible();
    expect(Math.abs((await entry(page, "Person N50").boundingBox()).y - before.y)).toBeLessThan(2);
  });
});

test.describe("a conversation with 5,000 messages", () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  const MANY = 5_000;
  const READ = 4_200;
  const openMany = (page) => openInbox(page, [{
    name: "Ana Lima", state: { read_up_to: READ },
    messages: Array.from({ length: MANY }, (_, at) => ({ body: `Number ${at + 1}. ${"Tiles and grout. ".repeat(at % 7)}`, ago: (MANY - at) * 7, direction: at % 3 ? "in" : "out", ...(at % 3 ? {} : { state: "delivered" }) })),
  }], "conversations/NAME=Ana Lima");

  test("opens at the first message that was not read", async ({ page }) => {
    await openMany(page);
    await expect(log(page).getByRole("separator", { name: "New" })).toBeInViewport();
    const first = READ + 1 + ((READ) % 3 === 0 ? 1 : 0);
    await expect(said(page, `Number ${first}.`)).toBeInViewport();
    await expect(entry(page, "Ana Lima")).toContainText(/unread/);
  });

  test("earlier ones come in without a jump, later ones too, and Latest messages goes to the end", async ({ page }) => {
    await openMany(page);
    await expect(log(page).getByRole("separator", { name: "New" })).toBeInViewport();
    for (const way of [-1, 1]) {
      // In each frame: where a message in view stands, beside how far the page was scrolled on purpose.
      const jumps = await log(page).evaluate(async (log, way) => {
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        const inView = () => [...log.querySelectorAll("[data-seq]")].find((said) => said.getBoundingClientRect().top > log.getBoundingClientRect().top + 200);
        const jumps = [];
        // What comes in takes its place in the frame after, before anybody sees it.
        let hasCome = false;
        new MutationObserver(() => { hasCome = true; }).observe(log, { childList: true, subtree: true });
        for (let step = 0; step < 150; step += 1) {
          const place = inView();
          const top = place.getBoundingClientRect().top;
          const before = log.scrollTop;
          log.scrollTop += 150 * way;
          const moved = log.scrollTop - before;
          // What comes in does so within these.
          for (let wait = 0; wait < 4; wait += 1) await frame();
          do {
            hasCome = false;
            await frame();
          } while (hasCome);
          if (place.isConnected) jumps.push(Math.abs(place.getBoundingClientRect().top - (top - moved)));
        }
        return jumps;
      }, way);
      expect(jumps.length).toBeGreaterThan(120);
      expect(Math.max(...jumps), way < 0 ? "upwards" : "downwards").toBeLessThan(2);
      const first = await log(page).locator("[data-seq]").first().getAttribute("data-seq");
      const last = await log(page).locator("[data-seq]").last().getAttribute("data-seq");
      if (way < 0) expect(Number(first)).toBeLessThan(READ - 150);
      expect(Number(last) - Number(first)).toBeLessThan(400);
    }
    await button(page, "Latest messages").click();
    await expect(said(page, `Number ${MANY}.`)).toBeInViewport();
    await expect(button(page, "Latest messages")).toHaveCount(0);
  });

  test("what comes in is followed at the end, and stays out of the way elsewhere", async ({ page }) => {
    const ids = await openMany(page);
    await expect(log(page).getByRole("separator", { name: "New" })).toBeInViewport();
    const place = said(page, `Number ${READ - 2}.`);
    const before = await place.boundingBox();
    await write(page, [message(ids["Ana Lima"], MANY + 1, { body: "Just in" })]);
    await expect(entry(page, "Ana Lima")).toContainText("Just in");
    expect(Math.abs((await place.boundingBox()).y - before.y)).toBeLessThan(2);
    await button(page, "Latest messages").click();
    await expect(said(page, "Just in")).toBeInViewport();
    await write(page, [message(ids["Ana Lima"], MANY + 2, { body: "And one more" })]);
    await expect(said(page, "And one more")).toBeInViewport();
  });

  test("who goes up, however little, is left where they are, whatever comes in", async ({ page }) => {
    const ids = await openMany(page);
    await button(page, "Latest messages").click();
    await expect(said(page, `Number ${MANY}.`)).toBeInViewport();
    const top = () => log(page).evaluate((log) => log.scrollTop);
    const end = await top();
    await log(page).hover();
    await page.mouse.wheel(0, -40);
    await expect.poll(top).toBe(end - 40);
    await write(page, [message(ids["Ana Lima"], MANY + 1, { body: "Just in" })]);
    await expect(said(page, "Just in")).toHaveCount(1);
    await expect(button(page, "Latest messages")).toBeVisible();
    expect(await top()).toBe(end - 40);
    // Down again: what comes in is followed as before.
    await page.mouse.wheel(0, 4000);
    await expect(button(page, "Latest messages")).toHaveCount(0);
    await write(page, [message(ids["Ana Lima"], MANY + 2, { body: "And one more" })]);
    await expect(said(page, "And one more")).toBeInViewport();
  });
});

for (const [where, viewport] of [["at a desk", { width: 1440, height: 900 }], ["on a phone", { width: 390, height: 844 }]]) {
  test(`on a contact's page, ${where}, what is being written stays in its place and in reach while messages come`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const ids = await openInbox(page, [{ name: "Ana Lima" }]);
    await open(page, `contacts/${ids["Ana Lima"]}`);
    await page.getByRole("tab", { name: "Conversation", exact: true }).click();
    await expect(log(page)).toHaveAttribute("aria-busy", "false");
    const place = await button(composer(page), "Send").boundingBox();
    for (const at of [1, 2, 3, 4, 5]) {
      await write(page, [message(ids["Ana Lima"], at, { body: `Number ${at}` })]);
      await expect(said(page, `Number ${at}`)).toHaveCount(1);
      expect(await button(composer(page), "Send").boundingBox()).toEqual(place);
    }
    // Nothing lies over it, as the bar of the app's pages would.
    const corners = [place.y + 2, place.y + place.height - 2].map((y) => [place.x + place.width / 2, y]);
    const there = await page.evaluate((corners) => corners.map(([x, y]) => document.elementFromPoint(x, y)?.textContent), corners);
    expect(there).toEqual(["Send", "Send"]);
    await send(page, "And an answer");
    await expect(said(page, "And an answer")).toBeInViewport({ ratio: 1 });
    const answer = await said(page, "And an answer").boundingBox();
    const above = await composer(page).boundingBox();
    expect(answer.y + answer.height).toBeLessThanOrEqual(above.y);
  });
}
