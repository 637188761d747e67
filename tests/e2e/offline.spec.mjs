// The service worker: offline after one visit, and from one version to the next without a white page.
import { expect, test as base } from "./fixtures.mjs";
import { deploy, startOrigin } from "./origin.mjs";

const test = base.extend({
  origin: async ({}, use) => {
    const origin = await startOrigin();
    await use(origin);
    await origin.close();
  },
});

test("after one visit the app starts without a network, on any route", async ({ context, origin, page }) => {
  await visit(page, origin);
  await context.setOffline(true);
  const reload = await page.reload();
  expect(reload.fromServiceWorker()).toBe(true);
  await expect(page.getByRole("main")).toBeVisible();
  const route = await page.goto(`${origin.url}contacts`);
  expect(route.fromServiceWorker()).toBe(true);
  await expect(page.getByRole("main")).toBeVisible();
});

test("a new version comes with the reload of the only tab, and the old files go", async ({ origin, page }) => {
  await visit(page, origin);
  const before = await caches(page);
  await deploy(origin, "second");
  await update(page, "waiting");
  await expect(page).not.toHaveTitle("second");
  await page.reload();
  await expect(page).toHaveTitle("second");
  await expect(page.getByRole("main")).toBeVisible();
  await expect.poll(() => caches(page)).toHaveLength(1);
  expect(await caches(page)).not.toEqual(before);
});

test("with two tabs open, the old version goes on in both", async ({ context, origin, page }) => {
  await visit(page, origin);
  const other = await context.newPage();
  await other.goto(origin.url);
  await expect(other.getByRole("main")).toBeVisible();
  await deploy(origin, "second");
  await update(page, "waiting");
  await page.reload();
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page).not.toHaveTitle("second");
  expect(await caches(page)).toHaveLength(2);
});

test("a version with a missing file is not installed", async ({ expected, origin, page }) => {
  expected(/missing-0123456789abcdef\.js/);
  await visit(page, origin);
  const before = await caches(page);
  await deploy(origin, "half", [["missing-0123456789abcdef.js", "", true]]);
  await update(page, "refused");
  expect(await caches(page)).toEqual(before);
  await page.reload();
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page).not.toHaveTitle("half");
});

test("an altered file is not kept", async ({ expected, origin, page }) => {
  expected(/integrity/);
  await visit(page, origin);
  const before = await caches(page);
  await deploy(origin, "altered");
  const { pathname } = new URL(origin.url);
  origin.answers.set(pathname, { type: "text/html", body: "<h1>Sign in to this network</h1>" });
  await update(page, "refused");
  expect(await caches(page)).toEqual(before);
});

test("when the server has only the new version, an open tab goes on from its cache", async ({ expected, origin, page }) => {
  await visit(page, origin);
  const files = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
  for (const path of files) origin.answers.set(path, { status: 404, body: "gone" });
  expected(/sw\.js|404/);
  await page.reload();
  await expect(page.getByRole("main")).toBeVisible();
});

test("what the program needs and does not get ends in words, not in a white page", async ({ expected, origin, page }) => {
  expected(/wasm|404|WebAssembly/);
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "gone" }));
  await page.goto(origin.url);
  await expect(page.locator("#crash")).toBeVisible();
  await expect(page.locator("#crash").getByRole("link")).toBeVisible();
});

test("a program that stops after its start says so; other errors do not cover the page", async ({ expected, origin, page }) => {
  expected(/uncaught/);
  await visit(page, origin);
  await page.evaluate(() => setTimeout(() => { throw new Error("harmless"); }));
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  await expect(page.locator("#crash")).toBeHidden();
  await page.evaluate(() => { Promise.reject(new WebAssembly.RuntimeError("unreachable")); });
  await expect(page.locator("#crash")).toBeVisible();
});

test("the chosen theme is there before the app", async ({ origin, page }) => {
  await page.addInitScript(() => localStorage.setItem("visage.theme", "dark"));
  await page.goto(origin.url, { waitUntil: "commit" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

/** First visit, until the service worker has everything and serves the page. */
async function visit(page, origin) {
  await page.goto(origin.url);
  await expect(page.getByRole("main")).toBeVisible();
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

/** Looks for a new version and waits for how that ends: "waiting" or "refused". */
async function update(page, outcome) {
  const ended = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const found = new Promise((resolve) => registration.addEventListener("updatefound", () => resolve(registration.installing), { once: true }));
    registration.update().catch(() => {});
    const worker = await found;
    return new Promise((resolve) => {
      const look = () => {
        if (worker.state === "installed") resolve("waiting");
        if (worker.state === "redundant") resolve("refused");
      };
      worker.addEventListener("statechange", look);
      look();
    });
  });
  expect(ended).toBe(outcome);
}

async function caches(page) {
  return page.evaluate(() => window.caches.keys());
}
