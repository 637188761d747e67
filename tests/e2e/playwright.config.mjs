import { defineConfig } from "@playwright/test";
import { baseURL, launchOptions } from "./chrome.mjs";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.mjs",
  fullyParallel: true,
  workers: 2,
  // Long for machines that do other work beside it: how fast something has to be is said where it is tested.
  timeout: 240_000,
  expect: { timeout: 10_000 },
  // A test that passes only the second time has found something.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  outputDir: "../../target/e2e",
  use: {
    baseURL: baseURL(),
    browserName: "chromium",
    launchOptions: launchOptions(),
    // A quarter of the time: `--trace=retain-on-failure` writes one where the page as it was at the end does not tell enough.
    trace: "off",
    screenshot: "only-on-failure",
  },
});
