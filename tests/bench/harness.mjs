// What the measurements share: Chromium, the throttling of a field phone, and the report.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import process from "node:process";
import { launchOptions } from "../e2e/chrome.mjs";

// Playwright is installed once, with the end-to-end tests.
const { chromium } = createRequire(new URL("../e2e/package.json", import.meta.url))("@playwright/test");

const figures = [];

/** Runs `work` with a browser that remembers nothing, and closes it. */
export async function withBrowser(work) {
  const browser = await chromium.launch(launchOptions());
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** Runs `work` with a context whose storage is on disk, as a real profile's is, and removes it; `flags` are Chromium's. */
export async function withProfile(work, flags = []) {
  const folder = mkdtempSync(join(tmpdir(), "visage-bench-"));
  const options = launchOptions();
  const context = await chromium.launchPersistentContext(folder, { ...options, args: [...options.args, ...flags] });
  try {
    return await work(context);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Makes a page a field phone: CPU ÷ 4, 1.6 Mbit/s down, 0.75 Mbit/s up, 150 ms round trip. */
export async function throttle(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (0.75 * 1024 * 1024) / 8,
  });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  return devtools;
}

/** Milliseconds from the start of the navigation until `locator` is on the screen and painted. */
export async function untilPainted(page, locator) {
  await locator.waitFor({ state: "visible" });
  return page.evaluate(() => new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  }));
}

/** The longest task of the page's main thread while `work` runs, in milliseconds. */
export async function longestTask(page, work) {
  const devtools = await page.context().newCDPSession(page);
  let longest = 0;
  const threads = new Set();
  const tasks = [];
  devtools.on("Tracing.dataCollected", ({ value }) => {
    for (const event of value) {
      if (event.name === "thread_name" && event.args.name === "CrRendererMain") threads.add(`${event.pid} ${event.tid}`);
      if (event.name === "RunTask" && event.ph === "X") tasks.push(event);
    }
  });
  await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "disabled-by-default-devtools.timeline", "devtools.timeline"] } });
  await work();
  const complete = new Promise((resolve) => devtools.once("Tracing.tracingComplete", resolve));
  await devtools.send("Tracing.end");
  await complete;
  await devtools.detach();
  for (const { pid, tid, dur } of tasks) if (threads.has(`${pid} ${tid}`)) longest = Math.max(longest, (dur ?? 0) / 1000);
  if (tasks.length === 0) throw new Error("the browser traced no task");
  return longest;
}

/** Runs in the page before the app: keeps the wasm memory at hand, whose size no interface of the browser tells. */
export function keepWasmMemory() {
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await instantiateStreaming.apply(WebAssembly, given);
    window.wasmMemory = made.instance.exports.memory;
    return made;
  };
}

/** What the scripts of a page with `keepWasmMemory` hold, and the program's own memory, in MB. */
export async function memory(page) {
  const devtools = await page.context().newCDPSession(page);
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const wasm = await page.evaluate(() => window.wasmMemory.buffer.byteLength);
  await devtools.detach();
  return (usedSize + wasm) / 1_048_576;
}

/** The value below which the share `part` of the samples lies. */
export function quantile(samples, part) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
}

/**
 * Prints one line for a figure and keeps it for `target/bench/NAME.json`.
 * The median has to be at most `bar`; without a bar the figure is only recorded. `p95` is a bar of its own.
 */
export function report(name, samples, bar, unit, { p95: p95Bar } = {}) {
  if (samples.length === 0) throw new Error(`${name}: nothing was measured`);
  const value = round(quantile(samples, 0.5));
  const p95 = round(quantile(samples, 0.95));
  const ok = (bar === undefined || value <= bar) && (p95Bar === undefined || p95 <= p95Bar);
  figures.push({ name, value, p95, unit, bar: bar ?? null, ok });
  const bars = [bar === undefined ? "no bar" : `bar ${bar} ${unit}`, ...(p95Bar === undefined ? [] : [`p95 bar ${p95Bar} ${unit}`])];
  const verdict = bar === undefined && p95Bar === undefined ? "recorded" : ok ? "holds" : "DOES NOT HOLD";
  console.log(`${name}: median ${value} ${unit}, p95 ${p95} ${unit} (${samples.length} samples), ${bars.join(", ")}, ${verdict}`);
  write();
  return ok;
}

/** Ends the measurement: the exit status says whether every bar held. */
export function finish() {
  process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1;
}

// After each figure, so that a measurement that breaks off leaves those before it.
function write() {
  const out = process.env.OUT;
  if (!out) throw new Error("OUT is not set: run this by `cargo xtask bench`");
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, `${basename(process.argv[1], ".mjs")}.json`), `${JSON.stringify(figures, null, 2)}\n`);
}

function round(value) {
  return Math.round(value * 100) / 100;
}
