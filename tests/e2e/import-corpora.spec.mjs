// Every table and card file of the collections goes through the real page: it is shown or refused in words, nothing
// hangs, nothing complains, and no address in a file is ever asked for.
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "./fixtures.mjs";
import { open } from "./app.mjs";
import { faults, stored } from "./stored.mjs";

const CORPORA = process.env.VISAGE_CORPORA ?? "";

/** The files below a folder with one of these endings. */
function files(folder, endings) {
  const root = join(CORPORA, folder);
  if (!CORPORA || !existsSync(root)) return [];
  const all = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = all.map(({ parentPath, name }) => join(parentPath, name));
  return paths.filter((path) => endings.some((ending) => path.endsWith(ending))).sort();
}

/** Asks for nothing but the site itself. */
function watch(page, baseURL) {
  const asked = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL) && !url.startsWith("blob:") && !url.startsWith("data:")) asked.push(url);
  });
  return asked;
}

test("every table of the collections is shown, or refused in words", async ({ page, baseURL }) => {
  const tables = files("csv", [".csv", ".tsv", ".txt"]);
  test.skip(tables.length === 0, "skipped: the collection of tables is absent");
  const asked = watch(page, baseURL);
  await open(page, "import");
  for (const path of tables) {
    await page.getByLabel("Choose files").setInputFiles(path);
    const begin = page.getByRole("button", { name: "Import contacts" });
    await expect(begin.or(page.getByRole("alert")), relative(CORPORA, path)).toBeVisible();
    if (await begin.isVisible()) await page.getByRole("button", { name: "Cancel" }).click();
  }
  expect(asked).toEqual([]);
});

test("every file of cards comes in, its pictures are clean, and nothing outside is asked for", async ({ page, baseURL }) => {
  const cards = files("vcard", [".vcf", ".vcard"]);
  test.skip(cards.length === 0, "skipped: the collection of cards is absent");
  test.setTimeout(600_000);
  const asked = watch(page, baseURL);
  await open(page, "import");
  for (const path of cards) {
    await page.getByLabel("Choose files").setInputFiles(path);
    const begin = page.getByRole("button", { name: "Import contacts" });
    await expect(begin.or(page.getByRole("alert")), relative(CORPORA, path)).toBeVisible();
    if (!(await begin.isVisible())) continue;
    await begin.click();
    await expect(page.getByRole("heading", { name: /^The import is done|^The import ended early/ }), relative(CORPORA, path)).toBeVisible({ timeout: 20_000 });
    await page.getByRole("button", { name: "Import another file" }).click();
  }
  const { docs, pictures } = await stored(page);
  expect(docs.filter(({ id }) => id.startsWith("contact:")).length).toBeGreaterThan(100);
  expect(pictures.size).toBeGreaterThan(0);
  for (const [digest, picture] of pictures) expect(faults(digest, picture, Buffer.alloc(0))).toEqual([]);
  expect(asked).toEqual([]);
});
