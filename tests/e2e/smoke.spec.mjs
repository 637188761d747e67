// The release build under its production headers: starts quietly, loads each file once, says what is missing.
import { expect, test } from "./fixtures.mjs";

test("the page starts without a complaint, under the strict policy", async ({ page }) => {
  const response = await page.goto("./");
  const policy = response.headers()["content-security-policy"];
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  await expect(page.getByRole("main")).toBeVisible();
});

test("each file is fetched once at the first visit", async ({ context, page }) => {
  const asked = [];
  context.on("request", (request) => {
    // The service worker asks for its own list; most of it comes from the browser's cache.
    // Chromium asks itself for its icon again when the address changes, as it does from `/` to `/contacts`.
    if (!request.serviceWorker() && !request.url().endsWith(".svg")) asked.push(request.url());
  });
  await page.goto("./");
  await expect(page.getByRole("main")).toBeVisible();
  expect(asked).toEqual([...new Set(asked)]);
  expect(asked.filter((url) => url.endsWith("_bg.wasm"))).toHaveLength(1);
});

test("a missing file is answered with 404, a route with the page", async ({ request }) => {
  const missing = await request.get("./visage-0000000000000000.js");
  expect(missing.status()).toBe(404);
  expect(missing.headers()["content-type"]).not.toContain("html");
  const route = await request.get("./contacts/somebody");
  expect(route.status()).toBe(200);
  expect(route.headers()["content-type"]).toContain("text/html");
  expect(route.headers()["cache-control"]).toBe("no-cache");
});

test("inline code and dangerous markup are refused", async ({ expected, page }) => {
  expected(/content policy|Trusted(HTML|Script)|Content Security Policy/);
  await page.goto("./");
  const refused = await page.evaluate(() => ["<b>x</b>", "<img src=x onerror=alert(1)>", "<a href='javascript:1'>x</a>", "<svg/onload=1>"]
    .map((html) => {
      try {
        document.createElement("template").innerHTML = html;
        return false;
      } catch (error) {
        return error instanceof TypeError;
      }
    }));
  expect(refused).toEqual([false, true, true, true]);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.append("window.ran = true");
    document.body.append(script);
  }).catch(() => {});
  expect(await page.evaluate(() => window.ran)).toBeUndefined();
});
