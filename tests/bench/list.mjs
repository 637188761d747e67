// The list with 100,000 contacts: from a key press in the search box to painted rows, and frames while scrolling.
import { baseURL } from "../e2e/chrome.mjs";
import { seed } from "./data/people.mjs";
import { finish, report, withProfile } from "./harness.mjs";

const COUNT = 100_000;
// Common and rare, with digits, with two words, typed letter by letter.
const WORDS = ["rossi", "grace 4711", "soren", "7734", "nguyen vip", "zz"];

// Frames as soon as they are ready: the work is to be measured, and not the wait for a screen's next refresh.
const UNPACED = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

await withProfile(async (context) => {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(new URL("contacts", baseURL()).href);
  await page.getByRole("button", { name: "Add contact", exact: true }).waitFor();
  await seed(page, COUNT);
  await page.reload();
  await page.getByRole("row").nth(5).waitFor({ timeout: 60_000 });

  const search = page.getByRole("searchbox", { name: "Search contacts" });
  // Until all were read a search has nothing to show, and the reading would be measured with it.
  await search.fill("a");
  await page.getByText(/contacts found/).waitFor({ state: "attached", timeout: 60_000 });
  await search.fill("");
  await search.focus();
  await page.evaluate(watchKeys);
  for (const word of WORDS) {
    for (const letter of word) await press(page, letter);
    for (const _ of word) await press(page, "Backspace");
  }
  const presses = await page.evaluate(() => window.presses);
  // What a key costs that changes no row: the browser's own share, most of it waiting for a frame.
  for (let index = 0; index < 10; index += 1) {
    await press(page, " ");
    await press(page, "Backspace");
  }
  const idle = await page.evaluate((count) => window.presses.slice(count), presses.length);
  report(`search, key press to the rows drawn, ${COUNT} contacts`, presses.map(({ drawn }) => drawn), undefined, "ms");
  report(`search, key press to painted rows, ${COUNT} contacts`, presses.map(({ painted }) => painted), 16, "ms", { p95: 33 });
  report("a key press that changes no row, to a painted frame", idle.map(({ painted }) => painted), undefined, "ms");

  const frames = await page.evaluate(scroll);
  report(`scrolling, longest task in a frame, ${COUNT} contacts`, [Math.max(...frames)], 50, "ms");
}, UNPACED);
finish();

async function press(page, key) {
  const done = await page.evaluate(() => window.presses.length);
  await page.keyboard.press(key);
  await page.waitForFunction((count) => window.presses.length > count, done);
}

// Runs in the page: notes for each key when its rows were drawn, and when the frame with them was painted.
function watchKeys() {
  window.presses = [];
  addEventListener("keydown", (event) => {
    const start = event.timeStamp;
    requestAnimationFrame(() => {
      const laidOut = new MessageChannel();
      document.querySelector("[role=grid]")?.getBoundingClientRect();
      const drawn = performance.now() - start;
      laidOut.port1.onmessage = () => window.presses.push({ drawn, painted: performance.now() - start });
      laidOut.port2.postMessage(null);
    });
  }, true);
}

// Runs in the page: scrolls through the list in uneven steps and returns how long each step kept the page busy.
async function scroll() {
  const grid = document.querySelector("[role=grid]");
  const busy = [];
  for (let step = 0; step < 120; step += 1) {
    grid.scrollTop = (step * 7919 * 52) % (grid.scrollHeight - grid.clientHeight);
    const start = performance.now();
    await new Promise((resolve) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      const frame = performance.now();
      channel.port1.onmessage = () => resolve(busy.push(performance.now() - Math.max(frame, start)));
      channel.port2.postMessage(null);
    }));
  }
  return busy;
}
