// Random actions on two devices under random faults, by seeds: a few of them here, twenty by `cargo xtask bench faults`.
// A seed that fails is named, and repeated by `SEED=7 cargo xtask test e2e faults`; once mended it stays here.
import { test as base, expect } from "@playwright/test";
import { baseURL } from "./chrome.mjs";
import { run } from "./faults/run.mjs";

const seeds = process.env.SEED ? process.env.SEED.split(",").map(Number) : [1, 2, 3, 4];
const actions = Number(process.env.ACTIONS ?? (process.env.SEED ? 60 : 25));

for (const seed of seeds) {
  base(`seed ${seed}: after ${actions} actions under faults everybody has everything`, async ({ browser }) => {
    base.setTimeout(400_000);
    const { faults, done, settled, slowest } = await run(browser, baseURL(), seed, actions);
    console.log(`seed ${seed}: the same everywhere after ${settled} ms; longest task ${slowest} ms`);
    expect(faults, `seed ${seed}\n${done.join("\n")}`).toEqual([]);
  });
}
