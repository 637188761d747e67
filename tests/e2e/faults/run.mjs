// One seed: two devices with two tabs each, random actions under random faults; then everything is healed, and within
// half a minute all of them and the server have the same, with everything in it that was called saved.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { open } from "../app.mjs";
import { listen } from "../fixtures.mjs";
import { ABSENT, GONE, NETWORK, connect, go, startServer, status } from "../sync.mjs";
import { ACTIONS, add, signIn, tryAgain } from "./actions.mjs";
import { Ledger } from "./ledger.mjs";
import { random } from "./random.mjs";
import { differences, ofDevice, ofServer, picturesOf, wrongByPouch, wrongPictures } from "./stores.mjs";
import { weather } from "./weather.mjs";

/** After how many actions the weather changes. */
const SPELL = 6;
/** How long all may take to agree when everything is healed, in milliseconds. */
const PATIENCE = 30_000;
const COMPLAINTS = [ABSENT, GONE, NETWORK, /ERR_|status of|answer \d|request failed|Failed to load resource|CORS policy/];

/** Runs a seed. Returns `{ faults, done, settled, slowest }`: what is wrong, in words; none when all is well. */
export async function run(browser, baseURL, seed, actions) {
  const server = await startServer();
  const draw = random(seed);
  const ledger = new Ledger(seed);
  const [devices, faults, complaints, done] = [[], [], [], []];
  try {
    for (const name of ["A", "B"]) devices.push(await openDevice(browser, { baseURL, name, server, complaints }));
    const tabs = devices.flatMap((device) => device.pages.map((page, at) => ({ page, device, where: `${device.name}${at + 1}`, ledger, draw, server })));
    for (const tab of [tabs[0], tabs[0], tabs[2]]) await add(tab);
    for (let at = 0; at < actions; at += 1) {
      if (at % SPELL === 0) await server.faults.set(weather(draw, seed));
      const action = draw.weighed(ACTIONS);
      // An action has draws of its own: how many it takes depends on what it finds, and must not change those after it.
      const tab = { ...draw.pick(tabs), draw: random(seed * 7_919 + at) };
      done.push(`${at} ${tab.where} ${action.name}`);
      const from = Date.now();
      await action(tab).catch(async (error) => {
        // Whoever is deleted on another device meanwhile cannot be selected any more; the way out is the list.
        done.push(`  it ended with ${error.message.split("\n")[0]} at ${tab.page.url()}`);
        if (process.env.OUT) await tab.page.screenshot({ path: join(process.env.OUT, `faults-${seed}-${at}.png`) }).catch(() => {});
        if (!await isExcused(tab, error)) faults.push(`the action ${at} ${action.name} in ${tab.where}: ${error.message.split("\n").slice(0, 6).join(" ")}`);
        await tab.page.keyboard.press("Escape");
        await open(tab.page);
      });
      done[done.length - 1] += ` (${Date.now() - from} ms)`;
    }
    const settled = await settle({ server, devices, tabs, faults });
    faults.push(...await judge({ server, devices, tabs, ledger }));
    if (faults.length && process.env.OUT) await writeFile(join(process.env.OUT, `faults-${seed}.json`), JSON.stringify({ documents: await ofServer(server), ledger, ...await server.faults.report() }, null, 1));
    const unexpected = complaints.filter((complaint) => !COMPLAINTS.some((known) => known.test(complaint)));
    faults.push(...unexpected.map((complaint) => `the browser complained: ${complaint}`));
    const slowest = Math.max(...await Promise.all(tabs.map(({ page }) => page.evaluate(() => window.longest ?? 0))));
    return { faults, done, settled, slowest };
  } finally {
    for (const { context } of devices) await context.close();
    await server.stop();
  }
}

async function openDevice(browser, { baseURL, name, server, complaints }) {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(8_000);
  await listen(context, complaints);
  await context.addInitScript(() => {
    window.longest = 0;
    // What a page does while it starts is measured elsewhere.
    new PerformanceObserver((list) => { for (const { duration, startTime } of list.getEntries()) if (startTime > 3_000) window.longest = Math.max(window.longest, Math.round(duration)); }).observe({ type: "longtask" });
  });
  const first = await context.newPage();
  await open(first);
  await connect(first, server);
  await go(first, "Contacts");
  const second = await context.newPage();
  await open(second);
  return { name, context, pages: [first, second], isOffline: false };
}

/** Somebody may be gone from the list in the moment in which the test reaches for them: others delete and merge. */
async function isExcused(tab, error) {
  return /Select Name|getByRole\('link'|toHaveText/.test(error.message) && await tab.page.getByRole("main").isVisible().catch(() => false);
}

/** Heals everything, and waits until all say that they are up to date and have the same. Returns how long that took. */
async function settle({ server, devices, tabs, faults }) {
  await server.faults.heal();
  // As a network that comes back is told of, so that nobody waits for their next try.
  for (const offline of [true, false]) {
    for (const { context } of devices) await context.setOffline(offline);
  }
  const from = Date.now();
  const look = async () => {
    for (const tab of tabs) await signIn(tab);
    for (const tab of tabs) await tryAgain(tab);
    const words = await Promise.all(tabs.map(async ({ page, where }) => `${where} ${await status(page).textContent()}`));
    const late = words.filter((word) => !/Up to date/.test(word));
    const there = await ofServer(server);
    for (const { pages, name } of devices) late.push(...differences(await ofDevice(pages[0]), there, name));
    // Whatever leaves a picture has, all of them are of the same.
    const conflicts = (await server.conflicts()).filter((id) => !/^(picture|thumb|file):/.test(id));
    late.push(...conflicts.map((id) => `the server has several leaves of ${id}`));
    return late;
  };
  let late = [];
  await expect.poll(async () => { late = await look(); return late.length; }, { timeout: PATIENCE, intervals: [500] }).toBe(0).catch(() => {});
  if (late.length) faults.push(`after ${PATIENCE / 1_000} s: ${late.slice(0, 8).join("; ")}`);
  return Date.now() - from;
}

/** Whether everybody has everything that was called saved, and shows it. */
async function judge({ server, devices, tabs, ledger }) {
  const there = await ofServer(server);
  ledger.overwrite((await server.faults.report()).branches);
  const found = ledger.missing(there.map(({ id, body }) => ({ ...body, id })));
  found.push(...await wrongPictures(server, there), ...await wrongByPouch(server, there));
  for (const { pages, name } of devices) {
    for (const [digest, real] of await picturesOf(pages[0])) if (real && !digest.endsWith(real)) found.push(`the picture ${digest} on ${name} is another`);
  }
  const shown = there.filter(({ id, body }) => id.startsWith("contact:") && !body.deleted_at && !body.merged_into);
  for (const tab of tabs) found.push(...await wrongScreen(tab, shown));
  return found;
}

/** What a tab shows otherwise than it is: names and faces in the list, and the fields of somebody. */
async function wrongScreen({ page, where }, shown) {
  const found = [];
  const say = (words) => (error) => { found.push(`the screen of ${where}: ${words}: ${error.message.split("\n").slice(0, 8).join(" ")}`); };
  await go(page, "Contacts").catch(say("no way to the list"));
  const all = page.getByRole("tab", { name: "All", exact: true });
  if (await all.count()) await all.click();
  const grid = page.getByRole("grid", { name: "Contacts" });
  const expected = shown.map(({ body }) => body.first_name).sort();
  await expect.poll(async () => (await grid.getByRole("row").getByRole("link").allTextContents()).sort()).toEqual(expected).catch(say("other names"));
  for (const { body: { first_name, picture } } of shown) {
    const what = picture ? "Picture" : "Initials";
    await expect(grid.getByRole("row", { name: first_name, exact: true }).getByRole("img", { name: `${what} of ${first_name}` })).toBeVisible().catch(say(`not the ${what.toLowerCase()} of ${first_name}`));
  }
  const busiest = shown.toSorted((one, other) => (other.body.lost?.length ?? 0) - (one.body.lost?.length ?? 0))[0];
  if (!busiest || found.length) return found;
  await grid.getByRole("link", { name: busiest.body.first_name, exact: true }).click();
  const fields = page.getByRole("tabpanel", { name: "All fields" });
  for (const [name, key] of [["Company", "company"], ["Job title", "job_title"], ["City", "city"], ["Region", "region"]]) {
    await expect(fields.getByRole("textbox", { name, exact: true })).toHaveValue(busiest.body[key] ?? "").catch(say(`another ${name} of ${busiest.body.first_name}`));
  }
  return found;
}
