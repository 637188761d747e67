// What the search found is marked in the rows, over the text and not in it.
import { expect, test } from "./fixtures.mjs";
import { add, open, openContact } from "./app.mjs";
import { openSample } from "./sample.mjs";

test("what matches is marked in the name, the email, the tags and the phone, however it is typed", async ({ page }) => {
  await open(page);
  await add(page, "Jürgen", "Weiß", { Email: "j.weiss@firma.example", Phone: "+49 (0)30 5550 0128", Tags: "vip, Weissbier" });
  const check = async (typed, expected) => {
    await page.getByRole("searchbox").fill(typed);
    await expect.poll(() => marked(page), { message: typed }).toEqual(expected);
  };
  const before = await page.getByRole("row").nth(1).innerHTML();
  await check("weiss", ["Weiß", "weiss", "Weiss"]);
  await check("JURG", ["Jürg"]);
  await check("jürgen vip", ["Jürgen", "vip"]);
  await check("030 5550", ["30 5550"]);
  await check("49305550", ["49 (0)30 5550"]);
  await check("firma 0128", ["firma", "0128"]);
  await check("a", ["a", "a"]);
  expect(await page.getByRole("row").nth(1).innerHTML()).toBe(before);
  await check("", []);
  await check("weis", ["Weiß", "weis", "Weis"]);
  await openContact(page, "Jürgen Weiß");
  await expect.poll(() => marked(page)).toEqual([]);
});

test("the marks follow scrolling, other columns and changed contacts", async ({ page }) => {
  await openSample(page);
  await page.getByRole("searchbox").fill("a");
  await expect.poll(async () => (await marked(page)).length).toBeGreaterThan(20);
  await page.getByRole("grid").evaluate((grid) => { grid.scrollTop = grid.scrollHeight; });
  await expect.poll(() => lastIsMarked(page)).toBe(true);
  await page.getByRole("searchbox").fill("castillo");
  await expect.poll(async () => (await marked(page))[0]).toBe("Castillo");
  await page.getByRole("button", { name: "Columns" }).click();
  const columns = page.getByRole("dialog", { name: "Columns" });
  await columns.getByRole("checkbox", { name: "Email", exact: true }).uncheck();
  await columns.getByRole("button", { name: "Done" }).click();
  await expect.poll(() => marked(page)).toEqual(["Castillo"]);
  await page.getByRole("button", { name: "Faces", exact: true }).click();
  await expect.poll(() => marked(page)).toEqual([]);
  await page.getByRole("button", { name: "Rows", exact: true }).click();
  await expect.poll(() => marked(page)).toEqual(["Castillo"]);
});

test("a shared link with a search shows its marks", async ({ page }) => {
  await openSample(page);
  await open(page, "contacts?q=castillo");
  await expect.poll(async () => (await marked(page))[0]).toBe("Castillo");
});

test("marks can be read, light and dark", async ({ page }) => {
  await openSample(page);
  await page.getByRole("searchbox").fill("castillo");
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const [ink, ground] = await page.getByRole("row", { name: "Ben Castillo" }).getByRole("link").evaluate((link) => {
      const { color, backgroundColor } = getComputedStyle(link, "::highlight(search)");
      return [color, backgroundColor];
    });
    expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThan(4.5);
    expect(luminance(ground) > 0.4).toBe(colorScheme === "light");
  }
});

test("a browser without the API shows the list as it is", async ({ page }) => {
  await page.addInitScript(() => {
    delete CSS.highlights;
    Object.defineProperty(CSS, "highlights", { value: undefined });
  });
  await openSample(page);
  await page.getByRole("searchbox").fill("castillo");
  await expect(page.getByRole("row", { name: "Ben Castillo" })).toBeVisible();
});

/** What is marked now, in the order of the page. */
function marked(page) {
  return page.evaluate(() => [...(CSS.highlights.get("search") ?? [])].map(({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset)));
}

/** Whether the last row has a mark. */
function lastIsMarked(page) {
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll("[role=row]")];
    const last = rows.reduce((a, b) => (Number(a.ariaRowIndex) > Number(b.ariaRowIndex) ? a : b));
    const { ariaRowCount } = document.querySelector("[role=grid]");
    return last.ariaRowIndex === ariaRowCount && [...(CSS.highlights.get("search") ?? [])].some((range) => last.contains(range.startContainer));
  });
}

function luminance(color) {
  const [r, g, b] = color.match(/\d+(\.\d+)?/g).slice(0, 3).map((part) => Number(part) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}
