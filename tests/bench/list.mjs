// The list with 10,000 and 100,000 contacts and twenty Smart Lists: search, filters, sorts, live counts, frames while
// scrolling, and a tag for everybody.
import { baseURL } from "../e2e/chrome.mjs";
import { seed, seedLists } from "./data/people.mjs";
import { finish, longestTask, report, withProfile } from "./harness.mjs";

// Common and rare, with digits, with two words, typed letter by letter.
const WORDS = ["rossi", "grace 4711", "soren", "7734", "nguyen vip", "zz"];
const COLUMNS = ["Email", "Phone", "Type", "Tags", "Last activity", "Name"];
const LISTS = 20;
// Between two key presses, in milliseconds.
const REST = 60;

// Frames as soon as they are ready: the work is to be measured, and not the wait for a screen's next refresh.
const UNPACED = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

for (const count of (process.env.COUNTS ?? "10000,100000").split(",").map(Number)) await withProfile((context) => measure(context, count), UNPACED);
finish();

async function measure(context, count) {
  const contacts = `${count.toLocaleString("en")} contacts`;
  // The bars are for the many; the few are there to compare with.
  const bar = (limit) => (count === 100_000 ? limit : undefined);
  const page = await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(new URL("contacts", baseURL()).href);
  await page.getByRole("button", { name: "Add contact", exact: true }).waitFor();
  await seed(page, count);
  await seedLists(page, LISTS);
  await page.reload();
  await page.getByRole("row").nth(5).waitFor({ timeout: 60_000 });
  await page.getByRole("tab", { name: `List ${LISTS}`, exact: true }).waitFor();

  const search = page.getByRole("searchbox", { name: "Search contacts" });
  // Until all were read a search has nothing to show, and the reading would be measured with it.
  await search.fill("a");
  await page.getByText(/contacts found/).waitFor({ state: "attached", timeout: 60_000 });
  await search.fill("");
  await page.evaluate(watch);

  await search.focus();
  for (const word of WORDS) {
    for (const letter of word) await act(page, () => page.keyboard.press(letter));
    for (const _ of word) await act(page, () => page.keyboard.press("Backspace"));
  }
  const presses = await taken(page);
  report(`search, key press to the rows drawn, ${contacts}`, presses.map(({ drawn }) => drawn), undefined, "ms");
  report(`search, key press to painted rows, ${contacts}`, presses.map(({ painted }) => painted), bar(16), "ms", { p95: bar(33) });
  // What a key costs that changes no row: the browser's own share, most of it waiting for a frame.
  for (let index = 0; index < 10; index += 1) {
    await act(page, () => page.keyboard.press(" "));
    await act(page, () => page.keyboard.press("Backspace"));
  }
  report(`a key press that changes no row, to a painted frame, ${contacts}`, (await taken(page)).map(({ painted }) => painted), undefined, "ms");

  for (let index = 1; index <= LISTS; index += 1) {
    const tab = page.getByRole("tab", { name: `List ${index}`, exact: true });
    await tab.scrollIntoViewIfNeeded();
    await act(page, () => tab.click());
  }
  report(`a filter of three conditions, click to painted rows, ${contacts}`, (await taken(page)).map(({ painted }) => painted), bar(50), "ms");
  await page.getByRole("tab", { name: "All", exact: true }).click();
  for (const column of [...COLUMNS, ...COLUMNS]) {
    const title = page.getByRole("columnheader", { name: column }).getByRole("button");
    await act(page, () => title.click());
  }
  report(`another sort, click to painted rows, ${contacts}`, (await taken(page)).map(({ painted }) => painted), bar(50), "ms");

  await page.getByRole("tab", { name: "All", exact: true }).click();
  const frames = await page.evaluate(scroll);
  report(`scrolling, longest task in a frame, ${contacts}`, [Math.max(...frames)], bar(50), "ms");
  await page.evaluate(() => { document.querySelector("[role=grid]").scrollTop = 0; });

  // Whatever one change makes the page do: the row, the order, the counts of all lists.
  const changes = [];
  for (const tag of ["one", "two", "three", "four", "five"]) {
    await page.getByRole("row").nth(2).getByRole("checkbox").click();
    changes.push(await longestTask(page, () => addTag(page, tag, "1 contact")));
    await page.getByRole("button", { name: "Clear selection" }).click();
  }
  report(`one contact changed, ${LISTS} lists counted anew, longest task, ${contacts}`, changes, bar(50), "ms");

  await page.getByRole("checkbox", { name: /^Select all/ }).click();
  const started = await page.evaluate(() => performance.now());
  const task = await longestTask(page, () => addTag(page, "everybody", `${count.toLocaleString("en")} contacts`));
  const took = (await page.evaluate(() => performance.now())) - started;
  report(`a tag for everybody, ${contacts}`, [took / 1000], bar(3), "s");
  report(`a tag for everybody, longest task, ${contacts}`, [task], bar(50), "ms");
}

async function addTag(page, tag, whom) {
  await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Add tag" }).click();
  const dialog = page.getByRole("dialog", { name: "Add tag" });
  await dialog.getByRole("combobox", { name: "Tag" }).fill(tag);
  await dialog.getByRole("button", { name: "Add tag" }).click();
  await page.getByText(`Tag “${tag}” added to ${whom}.`).waitFor({ timeout: 120_000 });
}

/** Does something that the page notes the time of, and waits until that was painted. */
async function act(page, work) {
  const done = await page.evaluate(() => window.acts.length);
  await work();
  await page.waitForFunction((count) => window.acts.length > count, done);
  // Nobody types faster; what the page does meanwhile, such as marking what was found, is not the next key's.
  await page.waitForTimeout(REST);
}

/** What was noted since the last call. */
function taken(page) {
  return page.evaluate(() => window.acts.splice(0));
}

// Runs in the page: notes for each key and click when its rows were drawn, and when the frame with them was painted.
function watch() {
  window.acts = [];
  const note = (event) => {
    const start = event.timeStamp;
    requestAnimationFrame(() => {
      const laidOut = new MessageChannel();
      document.querySelector("[role=grid]")?.getBoundingClientRect();
      const drawn = performance.now() - start;
      laidOut.port1.onmessage = () => window.acts.push({ drawn, painted: performance.now() - start });
      laidOut.port2.postMessage(null);
    });
  };
  addEventListener("keydown", note, true);
  addEventListener("click", note, true);
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
