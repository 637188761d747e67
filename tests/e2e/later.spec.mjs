// Parts of the program that come later: the first page does not wait for them, they are there offline, and one that
// cannot be fetched is said and asked for again.
import { HOPPER, choose, open, openForm } from "./app.mjs";
import { expect, test } from "./fixtures.mjs";
import { startOrigin } from "./origin.mjs";
import { openSample } from "./sample.mjs";

const PARTS = /\/(?!visage-)[a-z]+-[0-9a-f]{16}\.(wasm|bin)$/;

test("after the first visit every page and the form open without a network", async ({ context, page }) => {
  const origin = await startOrigin();
  await page.goto(`${origin.url}contacts`);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  await page.getByRole("button", { name: "Load sample contacts" }).click();
  await expect(page.getByRole("grid", { name: "Contacts" })).toBeVisible();
  await context.setOffline(true);
  await page.reload();
  for (const name of ["Conversations", "Duplicates", "Settings", "Contacts"]) {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  }
  await page.getByRole("grid", { name: "Contacts" }).getByRole("link", { name: "Abena Mensah" }).click();
  await expect(page.getByRole("heading", { name: "Abena Mensah", level: 1 })).toBeVisible();
  await choose(page, HOPPER);
  await expect(page.getByRole("dialog", { name: "Position picture" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto(`${origin.url}contacts`);
  await openForm(page);
  await origin.close();
});

test.describe("without a service worker", () => {
  test.use({ serviceWorkers: "block" });
  test.beforeEach(({ expected }) => expected(/Service Worker registration blocked/));

  test("the contacts are there before any other part of the program", async ({ page }) => {
    await hold(page, PARTS);
    await page.goto("./contacts");
    await expect(page.getByRole("heading", { name: "Put faces to names" })).toBeVisible();
  });

  test("while a page is on its way its place says so, and the focus stays", async ({ page }) => {
    const part = await hold(page, /\/settings-[0-9a-f]{16}\.wasm$/);
    await open(page);
    const link = page.getByRole("link", { name: "Settings" });
    await link.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main").getByRole("status")).toHaveText("Opening…");
    part.release();
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
    await expect(link).toBeFocused();
  });

  test("a page that cannot be fetched says so, and Try again opens it", async ({ accessible, expected, page }) => {
    expected(/ERR_FAILED|Failed to fetch|net::/);
    const part = await lose(page, /\/settings-[0-9a-f]{16}\.wasm$/);
    await open(page);
    await page.getByRole("link", { name: "Settings" }).click();
    const words = page.getByRole("alert");
    await expect(words.getByRole("heading", { name: "This page could not be loaded" })).toBeVisible();
    await expect(page.locator("#crash")).toBeHidden();
    await accessible(page);
    const lost = part.count();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect.poll(part.count).toBeGreaterThan(lost);
    await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
    await page.getByRole("link", { name: "Contacts" }).click();
    await expect(page.getByRole("heading", { name: "Contacts" })).toBeVisible();
    await page.getByRole("link", { name: "Settings" }).click();
    await expect(words).toBeVisible();
    part.find();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  });

  test("what a newer version has removed is said, also where the host answers with a page", async ({ expected, page }) => {
    expected(/404|RangeError|WebAssembly/);
    const gone = { status: 404, body: "gone" };
    const answered = { status: 200, contentType: "text/html", body: "<h1>Visage</h1>" };
    for (const answer of [gone, answered]) {
      await page.unrouteAll();
      await page.route(/\/shared-[0-9a-f]{16}\.bin$/, (route) => route.fulfill(answer));
      await open(page, "settings").catch(() => {});
      await expect(page.getByRole("heading", { name: "This page could not be loaded" })).toBeVisible();
    }
  });

  test("a form that cannot be fetched says so, and Try again opens it", async ({ expected, page }) => {
    expected(/ERR_FAILED|Failed to fetch|net::/);
    const part = await lose(page, /\/add-[0-9a-f]{16}\.wasm$/);
    await open(page);
    const button = page.getByRole("button", { name: "Add contact", exact: true });
    await button.click();
    await expect(page.getByRole("status").getByText("could not be loaded")).toBeVisible();
    await expect(button).toBeFocused();
    part.find();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("dialog", { name: "Add contact" })).toBeVisible();
    await page.keyboard.press("Escape");
    await openForm(page);
  });

  test("tools for selected contacts that cannot be fetched say so, and the next selection has them", async ({ expected, page }) => {
    expected(/ERR_FAILED|Failed to fetch|net::/);
    await openSample(page);
    const part = await lose(page, /\/bulk-[0-9a-f]{16}\.wasm$/);
    await page.reload();
    const box = page.getByRole("checkbox", { name: "Select Ben Castillo", exact: true });
    await box.click();
    await expect(page.getByRole("status").getByText("could not be loaded")).toBeVisible();
    part.find();
    await box.click();
    await box.click();
    await expect(page.getByRole("toolbar", { name: "Selection" })).toContainText("1 selected");
  });

  test("a picture that cannot be taken yet says so, and Try again takes it", async ({ expected, page }) => {
    expected(/ERR_FAILED|Failed to fetch|net::/);
    const part = await lose(page, /\/picture-[0-9a-f]{16}\.wasm$/);
    await open(page);
    const form = await openForm(page);
    await choose(form, HOPPER);
    await expect(form.getByRole("alert")).toContainText("could not be loaded");
    part.find();
    await form.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("dialog", { name: "Position picture" })).toBeVisible();
  });

  test("sample contacts that cannot be loaded yet say so", async ({ expected, page }) => {
    expected(/ERR_FAILED|Failed to fetch|net::/);
    const part = await lose(page, /\/settings-[0-9a-f]{16}\.wasm$/);
    await open(page);
    await page.getByRole("button", { name: "Load sample contacts" }).click();
    await expect(page.getByRole("status").getByText("Nothing was changed")).toBeVisible();
    part.find();
    await page.getByRole("button", { name: "Load sample contacts" }).click();
    await expect(page.getByRole("grid", { name: "Contacts" })).toBeVisible();
  });
});

/** Requests for a part wait until it is released. */
async function hold(page, part) {
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  await page.route(part, async (route) => {
    await released;
    await route.continue();
  });
  return { release };
}

/** Requests for a part fail until it is found again; `count` says how many did. */
async function lose(page, part) {
  let isLost = true;
  let count = 0;
  await page.route(part, (route) => {
    if (!isLost) return route.continue();
    count += 1;
    return route.abort();
  });
  return { find: () => { isLost = false; }, count: () => count };
}
