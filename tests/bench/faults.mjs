// Twenty seeds of sixty random actions each, on two devices with two tabs, under faults of the network and the server
// (tests/e2e/faults). `SEED=7 cargo xtask bench faults` runs one again, `SEED=21,22` others, `ACTIONS=200` longer ones.
import { baseURL } from "../e2e/chrome.mjs";
import { run } from "../e2e/faults/run.mjs";
import { finish, report, withBrowser } from "./harness.mjs";

const seeds = process.env.SEED ? process.env.SEED.split(",").map(Number) : Array.from({ length: 20 }, (_, at) => at + 1);
const actions = Number(process.env.ACTIONS ?? 60);

const settling = [];
const longest = [];
const failed = [];
await withBrowser(async (browser) => {
  for (const seed of seeds) {
    const { faults, done, settled, slowest } = await run(browser, baseURL(), seed, actions);
    settling.push(settled / 1_000);
    longest.push(slowest);
    failed.push(faults.length);
    console.log(`seed ${seed}: ${faults.length ? "FAILED" : "well"}, the same everywhere after ${settled} ms, longest task ${slowest} ms`);
    if (faults.length) console.log(`${faults.map((fault) => `  ${fault}`).join("\n")}\n  SEED=${seed} repeats it:\n    ${done.join("\n    ")}`);
  }
});
report("seeds: what is wrong at the end", failed, 0, "faults", { p95: 0 });
report("seeds: from the end of the faults until all have the same", settling, undefined, "s", { p95: 30 });
report("seeds: the longest task of a page", longest, undefined, "ms");
finish();
