// A browser with a profile on disk, which can be killed without a farewell and opened again.
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { baseURL, launchOptions } from "./chrome.mjs";

/** A fresh profile folder. */
export function profile() {
  return mkdtemp(join(tmpdir(), "visage-profile-"));
}

/** Opens the browser on a profile: its context and its page. */
export async function openProfile(folder) {
  const context = await chromium.launchPersistentContext(folder, { ...launchOptions(), baseURL: baseURL() });
  return { context, page: context.pages()[0] };
}

/** Kills every process of the browser on this profile, as a power cut would, and lets it be opened again. */
export async function kill(context, folder) {
  const gone = new Promise((resolve) => context.once("close", resolve));
  for (const process_ of processesOf(folder)) {
    try {
      process.kill(process_, "SIGKILL");
    } catch (error) {
      // A child may have gone with its parent.
      if (error.code !== "ESRCH") throw error;
    }
  }
  await gone;
  for (const name of readdirSync(folder)) if (name.startsWith("Singleton")) rmSync(join(folder, name), { force: true });
}

/** The browser's own process has the folder on its command line; its children are found by their parents. */
function processesOf(folder) {
  const parents = new Map();
  const found = [];
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number)) {
    try {
      if (readFileSync(`/proc/${id}/cmdline`, "latin1").includes(folder)) found.push(id);
      // The name in parentheses may hold blanks.
      parents.set(id, Number(readFileSync(`/proc/${id}/stat`, "latin1").replace(/^.*\) \S+ /s, "").split(" ")[0]));
    } catch {
      // It ended meanwhile.
    }
  }
  for (const parent of found) for (const [child, of] of parents) if (of === parent && !found.includes(child)) found.push(child);
  return found;
}
