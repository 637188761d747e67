// The inbox with 20,000 conversations and 500,000 messages, one conversation of 50,000 among them: starts, scrolling,
// opening at the unread place, sending, searching, and what comes in from another tab.
import process from "node:process";
import { baseURL } from "../e2e/chrome.mjs";
import { seed } from "./data/people.mjs";
import { COMMON, RARE, seedTalks } from "./data/talks.mjs";
import { finish, keepWasmMemory, memory, report, withProfile } from "./harness.mjs";
import { install } from "./page/inbox.mjs";

// A smaller run has 25 messages a conversation, too, and a tenth of all in one.
const COUNT = Number(process.env.CONVERSATIONS ?? 20_000);
const MESSAGES = COUNT * 25;
const LONG = { count: MESSAGES / 10, unread: 200 };
const TIMES = 12;
const VISITS = 5;
const CLIMBED = Math.min(2_000, LONG.count / 2);
const TABS = ["Recents", "Starred", "Unread", "All"];
const NAMES = ["rossi", "grace 47", "nguyen"];
const words = `${COUNT.toLocaleString("en")} conversations`;
const talk = `${LONG.count.toLocaleString("en")} messages`;
// The bars are for the many.
const bar = (limit) => (COUNT === 20_000 ? limit : undefined);

// Frames as soon as they are ready: the work is to be measured, and not the wait for a screen's next refresh.
await withProfile(measure, ["--disable-frame-rate-limit", "--disable-gpu-vsync"]);
finish();

async function measure(context) {
  const id = await fill(context);
  await firstStart(context);
  const page = await nextStarts(context);
  await scroll(page);
  await openings(page, id);
  await climb(page);
  await send(page);
  await choose(page);
  await searchNames(page);
  await searchMessages(page, RARE);
  await searchMessages(page, COMMON);
  await arrive(context, page);
  await weigh(page, "after all this");
}

/** Fills the store of a page that is then closed; whose conversation the long one is. */
async function fill(context) {
  const page = await context.newPage();
  await page.goto(new URL("contacts", baseURL()).href);
  await page.getByRole("button", { name: "Add contact", exact: true }).waitFor();
  await seed(page, COUNT);
  const id = await seedTalks(page, MESSAGES, LONG);
  await page.close();
  await context.addInitScript(keepWasmMemory);
  await install(context);
  return id;
}

/** A visit of the page in a tab of its own: milliseconds until the first rows, and until all are counted. */
async function visit(context) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(new URL("conversations", baseURL()).href, { waitUntil: "commit" });
  return { page, ...(await starting(page)) };
}

async function starting(page) {
  const [rows, all] = await Promise.all([when(page, "rows"), when(page, "count", { tab: "all", count: COUNT.toLocaleString("en") })]);
  const origin = await page.evaluate(() => performance.timeOrigin);
  return { rows: rows - origin, all: all - origin, held: await held(page) };
}

async function firstStart(context) {
  const { page, rows, all, held: tasks } = await visit(context);
  report(`first start, everything summed up, to the first rows painted, ${words}`, [rows / 1000], undefined, "s");
  report(`first start, everything summed up, to the whole list, ${words}`, [all / 1000], undefined, "s");
  report(`first start, longest task over 50 ms, ${words}`, [Math.max(0, ...tasks)], undefined, "ms");
  await page.close();
}

async function nextStarts(context) {
  const { page } = await visit(context);
  const visits = [];
  for (let time = 0; time < VISITS; time += 1) {
    await page.reload({ waitUntil: "commit" });
    visits.push(await starting(page));
  }
  report(`reload to the first rows painted, ${words}`, visits.map(({ rows }) => rows / 1000), undefined, "s");
  report(`reload to the whole list, ${words}`, visits.map(({ all }) => all / 1000), undefined, "s");
  report(`reload, longest task over 50 ms, ${words}`, visits.map(({ held: tasks }) => Math.max(0, ...tasks)), undefined, "ms");
  await weigh(page, "inbox open");
  return page;
}

async function weigh(page, moment) {
  report(`memory, script and wasm, ${moment}, ${words}`, [await memory(page)], undefined, "MB");
}

async function scroll(page) {
  await tab(page, "All").click();
  await page.locator(".entries").hover();
  await page.evaluate(() => window.bench.watchFrames());
  for (let turn = 0; turn < 200; turn += 1) await page.mouse.wheel(0, turn < 150 ? 4_000 : -6_000);
  const { frames, blank } = await page.evaluate(() => window.bench.endFrames());
  tellFrames("scrolling the list", frames);
  report(`scrolling the list, rows blank in a frame, ${words}`, [blank], bar(0), "rows");
  await page.locator(".entries").evaluate((list) => { list.scrollTop = 0; });
}

function tellFrames(what, frames) {
  report(`${what}, frames over 50 ms, ${words}`, [frames.filter((frame) => frame > 50).length], bar(0), "frames");
  report(`${what}, longest frame, ${words}`, [Math.max(...frames)], undefined, "ms");
}

/** Opens the long conversation and another one by turns; leaves the long one open. */
async function openings(page, id) {
  const long = page.locator(`.entries a[href*="${id}"]`);
  const other = page.locator(".entries li a").nth(3);
  const [name, otherName] = [await long.locator("b").textContent(), await other.locator("b").textContent()];
  const took = [];
  const others = [];
  for (let time = 0; time < TIMES; time += 1) {
    others.push(await acted(page, () => other.click(), "talk", otherName));
    took.push(await acted(page, () => long.click(), "new", name));
  }
  report(`opening the conversation of ${talk}, click to New painted, ${words}`, took, bar(200), "ms", { p95: bar(200) });
  report(`opening another conversation, click to its messages painted, ${words}`, others, undefined, "ms");
}

async function climb(page) {
  const { frames, jump, came } = await page.evaluate((given) => window.bench.climb(given), { count: CLIMBED, step: 150 });
  if (came === 0) throw new Error("no earlier messages came in");
  const what = `going up through ${CLIMBED.toLocaleString("en")} messages`;
  report(`${what}, largest jump of a message in view, ${words}`, [jump], bar(1), "px");
  tellFrames(what, frames);
}

async function send(page) {
  await page.getByRole("button", { name: "Latest messages" }).click();
  await page.getByRole("button", { name: "Latest messages" }).waitFor({ state: "detached" });
  await held(page);
  const took = [];
  for (let time = 0; time < TIMES; time += 1) {
    await write(page, `Sent at the ${time}th time`);
    took.push(await acted(page, () => page.keyboard.press("Control+Enter"), "said", `Sent at the ${time}th time`));
  }
  report(`sending in the conversation of ${talk}, key press to painted, ${words}`, took, undefined, "ms");
  report(`sending, longest task over 50 ms, ${words}`, [Math.max(0, ...(await held(page)))], undefined, "ms");
}

/** Types into the composer, and waits until that is kept, so that the next measurement has nothing of it. */
async function write(page, text) {
  const box = page.getByRole("textbox", { name: "Message", exact: true });
  await box.fill(text);
  await page.waitForFunction((text) => [...document.querySelectorAll(".entries .start")].some((start) => start.textContent === `Draft: ${text}`), text);
}

/** Tabs and the filter by channel. */
async function choose(page) {
  await taken(page);
  for (let round = 0; round < 4; round += 1) {
    for (const name of TABS) await once(page, () => tab(page, name).click());
  }
  report(`another tab, click to painted rows, ${words}`, await taken(page), bar(50), "ms");
  await page.getByRole("button", { name: "Filter conversations" }).click();
  const channel = page.getByRole("combobox", { name: "Channel" });
  await channel.focus();
  await taken(page);
  for (const name of ["SMS", "Email", "Internal comment", "Any", "SMS", "Email", "Internal comment", "Any"]) {
    await once(page, () => channel.selectOption(name));
  }
  report(`filtered by channel, choice to painted rows, ${words}`, await taken(page), bar(50), "ms");
  await page.getByRole("button", { name: "Filter conversations" }).click();
}

async function searchNames(page) {
  const box = page.getByRole("searchbox", { name: "Search conversations" });
  await box.focus();
  await taken(page);
  for (const name of NAMES) {
    for (const letter of name) await once(page, () => page.keyboard.press(letter));
    for (const _ of name) await once(page, () => page.keyboard.press("Backspace"));
  }
  report(`search by name, key press to painted rows, ${words}`, await taken(page), undefined, "ms");
}

/** Until the first conversation with such a message is there, and until all messages were read. */
async function searchMessages(page, word) {
  const box = page.getByRole("searchbox", { name: "Search conversations" });
  await box.fill("");
  await held(page);
  await box.pressSequentially(word.slice(0, -1));
  const hit = await acted(page, () => page.keyboard.press(word.at(-1)), "rows");
  const began = await page.evaluate(() => window.bench.began);
  const ended = (await when(page, "searched")) - began;
  const tasks = await held(page);
  report(`search for “${word}” in ${MESSAGES.toLocaleString("en")} messages, last key to the first hit painted`, [hit / 1000], undefined, "s");
  report(`search for “${word}” in ${MESSAGES.toLocaleString("en")} messages, last key to its end`, [ended / 1000], undefined, "s");
  report(`search for “${word}”, longest task over 50 ms`, [Math.max(0, ...tasks)], undefined, "ms");
  await box.fill("");
}

/** Somebody adds a comment in another tab, each time in the conversation that stands third there. */
async function arrive(context, page) {
  const { page: another } = await visit(context);
  await tab(page, "All").click();
  await tab(another, "All").click();
  const took = [];
  for (let time = 0; time < TIMES; time += 1) {
    const row = another.locator(".entries li a").nth(2);
    const [id, name] = [(await row.getAttribute("href")).split(/[/?]/).at(-1), await row.locator("b").textContent()];
    await row.click();
    await when(another, "talk", name);
    await another.getByRole("radio", { name: "Internal comment" }).check();
    await write(another, `Seen at the ${time}th time`);
    const first = when(page, "first", id);
    await another.keyboard.press("Control+Enter");
    took.push((await first) - (await another.evaluate(() => window.bench.began)));
    await when(another, "first", id);
  }
  report(`added in another tab, key press there to first in the list here, ${words}`, took, undefined, "ms");
  await another.close();
}

function tab(page, name) {
  return page.getByRole("tab", { name, exact: true });
}

/** When something was painted, in milliseconds since 1970. */
function when(page, name, given) {
  return page.evaluate(({ name, given }) => window.bench.when(name, given), { name, given });
}

/** Milliseconds from what somebody does, by the browser's own time stamp, until something was painted. */
async function acted(page, act, name, given) {
  const painted = when(page, name, given);
  await act();
  return (await painted) - (await page.evaluate(() => window.bench.began));
}

/** Does something, and waits until the frame after it was painted. */
async function once(page, act) {
  const done = await page.evaluate(() => window.bench.acts.length);
  await act();
  await page.waitForFunction((count) => window.bench.acts.length > count, done);
}

/** What the frames took since the last call. */
function taken(page) {
  return page.evaluate(() => window.bench.acts.splice(0));
}

/** The tasks over 50 ms since the last call. */
function held(page) {
  return page.evaluate(() => window.bench.held.splice(0));
}
