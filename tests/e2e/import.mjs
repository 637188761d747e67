// The Import page in the words of the screen.
import { expect } from "./fixtures.mjs";
import { open } from "./app.mjs";

export const button = (place, name) => place.getByRole("button", { name, exact: true });
export const main = (page) => page.getByRole("main");

/** Chooses a file made of text on the Import page. */
export async function bring(page, name, text, mimeType = "text/csv") {
  await open(page, "import");
  await choose(page, name, text, mimeType);
}

/** Chooses another file there. */
export async function choose(page, name, text, mimeType = "text/csv") {
  await page.getByLabel("Choose files").setInputFiles({ name, mimeType, buffer: Buffer.from(text) });
}

/** Brings in what was chosen, to its end. */
export async function run(page) {
  await button(page, "Import contacts").click();
  await expect(page.getByRole("heading", { name: /^The import/ })).toBeVisible({ timeout: 60_000 });
}

/** What the result says, by its words. */
export async function counts(page) {
  const result = page.getByRole("region", { name: "Result" });
  const terms = await result.getByRole("term").allInnerTexts();
  const numbers = await result.getByRole("definition").allInnerTexts();
  return Object.fromEntries(terms.map((term, at) => [term, Number(numbers[at].replace(/\D/g, ""))]));
}

/** A table of so many people, every third of them without email and phone. */
export function many(count) {
  const row = (at) => `Person,Number${at},${at % 3 ? `person${at}@example.com` : ""}`;
  return `First name,Last name,Email\n${Array.from({ length: count }, (_, at) => row(at)).join("\n")}\n`;
}
