// The first and the next visit on a field phone, and what the first one downloads.
import { baseURL } from "../e2e/chrome.mjs";
import { finish, report, throttle, untilPainted, withBrowser, withProfile } from "./harness.mjs";

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
