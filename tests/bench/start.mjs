// The first and the next visit on a field phone, what the first one downloads, and reloads with many contacts.
import { baseURL } from "../e2e/chrome.mjs";
import { seed } from "./data/people.mjs";
import { finish, keepWasmMemory, memory, report, throttle, untilPainted, withBrowser, withProfile } from "./harness.mjs";

const VISITS = 5;
const url = baseURL();
const heading = (page) => page.getByRole("heading", { name: "Contacts" }).first();

const first = [];
const downloads = [];
const programs = [];
await withBrowser(async (browser) => {
  for (let visit = 0; visit < VISITS; visit += 1) {
    // A new context has an empty cache and no service worker.
    const context = await browser.newContext();
    const page = await context.newPage();
    const devtools = await throttle(page);
    const received = watch(devtools);
    await page.goto(url, { waitUntil: "commit" });
    first.push((await untilPainted(page, heading(page))) / 1000);
    downloads.push(received.all() / 1024);
    programs.push(received.wasm() / 1024);
    await context.close();
  }
});

const next = [];
await withProfile(async (context) => {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  await page.close();
  for (let visit = 0; visit < VISITS; visit += 1) {
    const page = await context.newPage();
    await throttle(page);
    const response = await page.goto(url, { waitUntil: "commit" });
    if (!response.fromServiceWorker()) throw new Error("the next visit did not come from the service worker");
    next.push((await untilPainted(page, heading(page))) / 1000);
    await page.close();
  }
});

report("first visit, field phone, to the heading", first, 3.0, "s");
report("next visit from the service worker, field phone", next, 1.2, "s");
report("download of the first visit", downloads, 360, "KB");
report("wasm, as sent", programs, 300, "KB");

// Reloads with contacts in the store: the first screenful, and until every contact can be searched.
for (const [count, bar] of [[48, undefined], [10_000, 0.4], [100_000, 0.9]]) {
  await withProfile(async (context) => {
    const page = await context.newPage();
    await page.addInitScript(keepWasmMemory);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(new URL("contacts", url).href);
    await heading(page).waitFor();
    await seed(page, count);
    const visit = async () => {
      await page.goto(new URL("contacts", url).href, { waitUntil: "commit" });
      const rows = await untilPainted(page, page.getByRole("row").nth(10));
      await page.getByRole("searchbox").fill("a");
      await page.getByText(/contacts found/).waitFor({ state: "attached" });
      return { rows: rows / 1000, all: (await page.evaluate(() => performance.now())) / 1000 };
    };
    // The visit after which the store is known, and what is derived from it is there.
    await visit();
    const visits = [];
    for (let index = 0; index < VISITS; index += 1) visits.push(await visit());
    const contacts = `${count.toLocaleString("en")} contacts`;
    report(`reload to the first rows painted, ${contacts}`, visits.map(({ rows }) => rows), bar, "s");
    report(`reload to every contact searchable, ${contacts}`, visits.map(({ all }) => all), undefined, "s");
    const limit = count === 100_000 ? 200 : undefined;
    report(`memory, script and wasm, ${contacts}`, [await memory(page)], limit, "MB");
  });
}
finish();

/** Counts bytes as they came over the wire, with headers. */
function watch(devtools) {
  const sizes = new Map();
  const wasm = new Set();
  devtools.on("Network.responseReceived", ({ requestId, response }) => {
    if (response.mimeType === "application/wasm") wasm.add(requestId);
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  const sum = (ids) => [...ids].reduce((total, id) => total + (sizes.get(id) ?? 0), 0);
  return { all: () => sum(sizes.keys()), wasm: () => sum(wasm) };
}
