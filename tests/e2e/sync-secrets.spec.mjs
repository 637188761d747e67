// What somebody signs in with is nowhere on the disk: every file of the browser's profile is searched for it.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { add, open } from "./app.mjs";
import { expect, test as base } from "./fixtures.mjs";
import { openProfile, profile } from "./persistent.mjs";
import { DATABASE, JWT_SECRET, USER, box, go, startServer, status, syncPart, upToDate } from "./sync.mjs";
import { token } from "../server/jwt.mjs";

const test = base.extend({
  /** A profile folder that is removed afterwards. */
  folder: async ({}, use) => {
    const folder = await profile();
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** The files of a folder in which a text stands as it is, in UTF-16, or in base64 wherever it begins. */
async function holders(folder, text) {
  const forms = [Buffer.from(text), Buffer.from(text, "utf16le"), ...inBase64(text)];
  const found = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const bytes = await readFile(path);
    if (forms.some((form) => bytes.includes(form))) found.push(path.slice(folder.length + 1));
  }
  return found;
}

/** A text within a longer one that was encoded: the letters that do not depend on what stands around it. */
function inBase64(text) {
  return [0, 1, 2].map((at) => {
    const letters = Buffer.from(" ".repeat(at) + text).toString("base64");
    return Buffer.from(letters.slice(at ? at + 1 : 0, -4));
  });
}

/** Signs in, works, looks from another tab, and comes back; then the browser is closed, so that all is on the disk. */
async function run({ folder, secret, fields, stays = false }) {
  const server = await startServer();
  const { context, page } = await openProfile(folder);
  try {
    await open(page);
    await add(page, "Canary", "Islandbird");
    await go(page, "Settings");
    const part = syncPart(page);
    for (const [name, text] of Object.entries({ "Server address": server.url, Database: DATABASE, ...fields, Password: secret })) await box(part, name).fill(text);
    if (stays) await part.getByRole("checkbox", { name: /^Stay signed in/ }).check();
    await part.getByRole("button", { name: "Connect", exact: true }).click();
    await upToDate(page);
    await expect.poll(async () => (await server.documents("contact:")).length).toBe(1);
    const second = await context.newPage();
    await open(second);
    await expect(status(second, /^Up to date/)).toBeVisible();
    await second.close();
    await page.reload();
    await expect(status(page, stays ? /^Up to date/ : /^Needs attention/)).toBeVisible({ timeout: 10_000 });
    if (!stays) {
      await box(part, "(Password|Access token)").fill(secret);
      await part.getByRole("button", { name: "Sign in" }).click();
      await upToDate(page);
    }
  } finally {
    await context.close();
    await server.stop();
  }
}

for (const stays of [false, true]) {
  test(`no file of the profile holds the password${stays ? ", not even of who stays signed in" : ""}`, async ({ folder }) => {
    await run({ folder, secret: USER.password, fields: { "User name": USER.name }, stays });
    // What is kept is found by this search.
    expect(await holders(folder, "Islandbird")).not.toEqual([]);
    expect(await holders(folder, USER.password)).toEqual([]);
  });
}

test("no file of the profile holds the access token", async ({ folder }) => {
  const secret = token(JWT_SECRET, { name: USER.name, exp: Math.floor(Date.now() / 1000) + 3_600 });
  await run({ folder, secret, fields: { "User name": "" } });
  expect(await holders(folder, "Islandbird")).not.toEqual([]);
  expect(await holders(folder, secret.split(".")[2])).toEqual([]);
});

test("the search finds a text in each of its forms", async ({ folder }) => {
  const forms = { plain: USER.password, wide: Buffer.from(USER.password, "utf16le"), header: `Basic ${btoa(`${USER.name}:${USER.password}`)}`, other: btoa(`x${USER.password}yz`) };
  for (const [name, content] of Object.entries(forms)) await writeFile(join(folder, name), content);
  expect((await holders(folder, USER.password)).sort()).toEqual(Object.keys(forms).sort());
});
