// The keyboard alone.
import { expect } from "./fixtures.mjs";

/** Presses Tab until an element has the focus; fails when the keyboard does not reach it. */
export async function tabTo(page, target) {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target, "Tab reaches it").toBeFocused();
}
