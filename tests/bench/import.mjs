// 50,000 rows and 5,000 cards with photos, from the click on Import until they are in; how long the page is held up
// meanwhile, and how soon it stops. PapaParse and Dexie import the same table in the same run.
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { baseURL } from "../e2e/chrome.mjs";
import { writeCards, writeTable } from "./data/files.mjs";
import { finish, report, withBrowser, withProfile } from "./harness.mjs";

const ROWS = Number(process.env.ROWS ?? 50_000);
const CARDS = Number(process.env.CARDS ?? 5_000);
const TIMES = Number(process.env.TIMES ?? 3);
// How much is in when Stop is pressed, in hundredths.
const STOPS = [10, 25, 40, 55, 70];
// The chunks in which PapaParse reads: its own 10 MB, which is the whole table at once, and smaller ones.
const CHUNKS = [["as it comes", undefined], ["chunks of 64 KB", 65_536]];

const folder = mkdtempSync(join(tmpdir(), "visage-import-"));
const peer = await servePeer();
try {
  await measure();
} finally {
  peer.close();
  rmSync(folder, { recursive: true });
}
finish();

async function measure() {
  const rows = { path: join(folder, "people.csv"), count: ROWS, words: `${ROWS.toLocaleString("en")} rows` };
  const cards = { path: join(folder, "people.vcf"), count: CARDS, words: `${CARDS.toLocaleString("en")} cards with photos` };
  writeTable(rows.path, ROWS);
  const photos = await withBrowser(async (browser) => writeCards(cards.path, CARDS, await browser.newPage()));
  report(`${rows.words}, size of the file`, [megabytes(rows.path)], undefined, "MB");
  report(`${cards.words}, size of the file`, [megabytes(cards.path)], undefined, "MB");
  report(`${cards.words}, size of a photo`, photos.map((bytes) => bytes / 1024), undefined, "KB");

  // By turns, so that a slow minute of the machine is everybody's.
  const own = [];
  const peers = CHUNKS.map(() => []);
  for (let time = 0; time < TIMES; time += 1) {
    own.push(await withProfile((context) => bring(context, rows)));
    for (const [index, [, size]] of CHUNKS.entries()) peers[index].push(await withProfile((context) => bringToPeer(context, rows, size)));
  }
  tell(rows.words, own, 10);
  CHUNKS.forEach(([words], index) => {
    const name = `${rows.words}, PapaParse and Dexie, ${words}`;
    report(name, peers[index].map(({ took }) => took / 1000), undefined, "s");
    report(`${name}, longest task`, peers[index].map(longest), undefined, "ms");
  });

  const ofCards = [];
  for (let time = 0; time < TIMES; time += 1) ofCards.push(await withProfile((context) => bring(context, cards)));
  tell(cards.words, ofCards, 30);

  for (const file of [rows, cards]) {
    const stops = [];
    for (const percent of STOPS) stops.push(await withProfile((context) => stop(context, file, percent)));
    report(`${file.words}, Stop to “The import was stopped”`, stops, 200, "ms", { p95: 200 });
  }
}

function tell(words, runs, bar) {
  report(words, runs.map(({ took }) => took / 1000), bar, "s");
  report(`${words}, longest task`, runs.map(longest), 50, "ms", { p95: 50 });
  report(`${words}, tasks over 50 ms`, runs.map(({ held }) => held.length), undefined, "tasks");
  report(`${words}, all of them together`, runs.map(({ held }) => held.reduce((sum, task) => sum + task, 0)), undefined, "ms");
}

/** The longest task of those over 50 ms; 0 when there was none. */
function longest({ held }) {
  return Math.max(0, ...held);
}

/** Opens the Import page and chooses the file there, up to the button that begins. */
async function choose(context, { path }) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(new URL("import", baseURL()).href);
  await page.getByRole("button", { name: /^Drop files here/ }).waitFor();
  await page.getByLabel("Choose files").setInputFiles(path);
  await page.getByRole("button", { name: "Import contacts" }).waitFor();
  // What the page still does about the preview is not the import's.
  await page.waitForTimeout(1000);
  await page.evaluate(watch);
  return page;
}

/** One import into an empty workspace. */
async function bring(context, file) {
  const page = await choose(context, file);
  // Without a trace, which has its own share of the time: the browser itself says which tasks were long.
  await page.getByRole("button", { name: "Import contacts" }).click();
  await page.waitForFunction(() => window.marks.ended, undefined, { timeout: 300_000, polling: 500 });
  const { began, ended, head, held } = await page.evaluate(() => window.marks);
  if (head !== "The import is done") throw new Error(`${file.words}: ${head}`);
  const added = (await page.getByRole("region", { name: "Result" }).getByRole("definition").first().innerText()).replace(/\D/g, "");
  const { contacts, pictures } = await page.evaluate(count);
  const expected = [file.count, file.count, file.path.endsWith(".vcf") ? file.count : 0];
  if (String([Number(added), contacts, pictures]) !== String(expected)) {
    throw new Error(`${file.words}: ${added} are said to be added, ${contacts} contacts and ${pictures} pictures are stored`);
  }
  return { took: ended - began, held };
}

/** The same with PapaParse and Dexie. */
async function bringToPeer(context, { path, count, words }, chunkSize) {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${peer.address().port}/import.html`);
  await page.getByLabel("File").setInputFiles(path);
  await page.waitForTimeout(1000);
  const { took, held } = await page.evaluate(async (size) => {
    const held = [];
    new PerformanceObserver((list) => held.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
    const took = await importFile(size);
    // The last ones are told a little later.
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { took, held };
  }, chunkSize);
  const stored = await page.evaluate(() => db.contacts.count());
  if (stored !== count) throw new Error(`${words}: PapaParse and Dexie stored ${stored}`);
  return { took, held };
}

/** Milliseconds from Stop, pressed when `percent` of the file is in, until the page says that the import was stopped. */
async function stop(context, file, percent) {
  const page = await choose(context, file);
  await page.evaluate((percent) => { window.marks.stopAt = percent; }, percent);
  await page.getByRole("button", { name: "Import contacts" }).click();
  await page.waitForFunction(() => window.marks.ended, undefined, { timeout: 300_000, polling: 200 });
  const { stopped, ended, head } = await page.evaluate(() => window.marks);
  if (head !== "The import was stopped") throw new Error(`${file.words}, to be stopped at ${percent} %: ${head}`);
  return ended - stopped;
}

// Runs in the page: notes when the import began and ended, and which tasks were long; presses Stop when told to.
function watch() {
  const marks = { held: [] };
  window.marks = marks;
  addEventListener("click", (event) => { marks.began ??= event.timeStamp; }, { capture: true, once: true });
  const tasks = new PerformanceObserver((list) => { if (marks.began) marks.held.push(...list.getEntries().map(({ duration }) => duration)); });
  tasks.observe({ type: "longtask" });
  new MutationObserver(() => {
    const head = document.querySelector("section[aria-label=Result] h2")?.textContent;
    if (head && !marks.ended) Object.assign(marks, { head, ended: performance.now() });
    const progress = document.querySelector("progress");
    if (marks.stopAt && !marks.stopped && progress?.value >= marks.stopAt) {
      marks.stopped = Infinity;
      // Somebody's press comes as a task of its own.
      setTimeout(() => {
        marks.stopped = performance.now();
        [...document.querySelectorAll("main button")].find((button) => button.textContent === "Stop").click();
      }, 15);
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
}

// Runs in the page: what is stored.
async function count() {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const db = await done(indexedDB.open("visage"));
  const read = db.transaction(["docs", "pictures"]);
  const contacts = await done(read.objectStore("docs").count(IDBKeyRange.bound("contact:", "contact;")));
  const pictures = await done(read.objectStore("pictures").count());
  db.close();
  return { contacts, pictures };
}

/** Serves the page of PapaParse and Dexie; the app's own pages let no foreign script in. */
async function servePeer() {
  const resolve = createRequire(new URL("../e2e/package.json", import.meta.url)).resolve;
  const own = (name) => fileURLToPath(new URL(`peer/${name}`, import.meta.url));
  const files = {
    "/import.html": ["text/html", own("import.html")],
    "/import.js": ["text/javascript", own("import.js")],
    "/papaparse.js": ["text/javascript", join(resolve("papaparse"), "../papaparse.min.js")],
    "/dexie.js": ["text/javascript", join(resolve("dexie"), "../dexie.min.js")],
  };
  const server = createServer(({ url }, response) => {
    const [type, path] = files[url] ?? [];
    if (!path) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(readFileSync(path));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return server;
}

function megabytes(path) {
  return statSync(path).size / 1_048_576;
}
