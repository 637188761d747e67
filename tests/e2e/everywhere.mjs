// A state of the app on every screen that it is made for.
import { expect } from "./fixtures.mjs";

/** Reaches a state, and has axe look at it light and dark, on a desk, on phones, and with text of twice the size. */
export async function everywhere(page, accessible, reach) {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await reach();
  await accessible(page);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await accessible(page);
  await page.setViewportSize({ width: 390, height: 700 });
  await expectNothingWider(page, 390);
  await page.setViewportSize({ width: 320, height: 700 });
  await accessible(page);
  await expectNothingWider(page, 320);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1280, height: 720 });
  // Text of twice the size, as a browser's own setting makes it.
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  await accessible(page);
  await expectNothingWider(page, 1280);
}

/** The page itself never scrolls sideways. */
export async function expectNothingWider(page, width) {
  const scrolls = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(scrolls, "the page scrolls sideways").toBeLessThanOrEqual(width);
}
