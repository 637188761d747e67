// The dialog Position picture: every gesture moves the picture as it should, and what is seen is what is kept.
import { expect, test } from "./fixtures.mjs";
import { COLLINS, HOPPER, choose, file, fill, open, openForm, position, row, save, usePicture, face } from "./app.mjs";
import { difference, expectFace, sample, START } from "./pixels.mjs";
import { jpegOf } from "./files.mjs";
import { stored } from "./stored.mjs";

/** Where the square of Grace Hopper's portrait starts, and how far down it can go. */
const { y: TOP } = START.get(HOPPER);
const BOTTOM = 600 - 512;

test.beforeEach(async ({ page }) => {
  await open(page);
  await choose(await openForm(page), HOPPER);
  await expect(position(page)).toBeVisible();
  await expect(stage(page)).toBeFocused();
});

test("as it opens, the picture fills the circle a little above the middle", async ({ page }) => {
  await expectKept(page, { x: 0, y: TOP, side: 512 });
});

test("a drag moves the picture, and stops at its edge", async ({ page }) => {
  const { x, y } = await middle(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 40, y - 300, { steps: 4 });
  await page.mouse.up();
  await expectKept(page, { x: 0, y: BOTTOM, side: 512 });
});

test("the wheel zooms about the place under the pointer", async ({ page }) => {
  const { x, y, diameter } = await middle(page);
  await page.mouse.move(x + diameter / 4, y - diameter / 4);
  await page.mouse.wheel(0, -462);
  const slider = position(page).getByRole("slider", { name: "Zoom" });
  await expect.poll(async () => Number(await slider.inputValue())).toBeCloseTo(2, 1);
  // The place at three quarters from the left and a quarter from the top stays there.
  await expectKept(page, { x: 512 * 0.75 - 256 * 0.75, y: TOP + 512 * 0.25 - 256 * 0.25, side: 256 });
});

test("two fingers pinch", async ({ page }) => {
  const { x, y, diameter } = await middle(page);
  const session = await page.context().newCDPSession(page);
  const touch = (type, apart) => session.send("Input.dispatchTouchEvent", {
    type, touchPoints: apart === 0 ? [] : [{ id: 1, x: x - apart, y }, { id: 2, x: x + apart, y }],
  });
  await touch("touchStart", diameter / 8);
  for (const apart of [5, 6, 7, 8]) await touch("touchMove", diameter * apart / 32);
  await touch("touchEnd", 0);
  await expect.poll(() => zoom(page)).toBeCloseTo(2, 1);
  await expectKept(page, { x: 128, y: TOP + 128, side: 256 });
});

test("arrow keys, plus and minus do what hands do", async ({ page }) => {
  for (let press = 0; press < 8; press += 1) await page.keyboard.press("+");
  await expect.poll(() => zoom(page)).toBeCloseTo(1.1 ** 8, 1);
  await page.keyboard.press("-");
  const side = 512 / 1.1 ** 7;
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("ArrowDown");
  await expectKept(page, { x: 256 - side / 2 + 0.2 * side, y: TOP + 256 - side / 2 - 0.02 * side, side });
});

test("the slider zooms about the middle, by keys too", async ({ page }) => {
  const slider = position(page).getByRole("slider", { name: "Zoom" });
  await slider.fill("2");
  await expect.poll(() => zoom(page)).toBe(2);
  await slider.focus();
  await page.keyboard.press("End");
  await expect.poll(() => zoom(page)).toBe(8);
  await page.keyboard.press("Home");
  await slider.fill("4");
  await expectKept(page, { x: 192, y: TOP + 192, side: 128 });
});

test("Rotate left and Mirror turn what is kept, Reset takes all back", async ({ page }) => {
  await button(page, "Rotate left").click();
  await button(page, "Mirror").click();
  await expectKept(page, { x: 0, y: TOP, side: 512 }, { quarters: 3, mirrored: true });
});

test("Reset takes every change back", async ({ page }) => {
  await page.keyboard.press("+");
  await button(page, "Rotate left").click();
  await button(page, "Mirror").click();
  await button(page, "Reset").click();
  expect(await zoom(page)).toBe(1);
  await expectKept(page, { x: 0, y: TOP, side: 512 });
});

test("Cancel and Escape leave the picture field as it was, and the form open", async ({ page }) => {
  const form = page.getByRole("dialog", { name: "Add contact" });
  await button(page, "Cancel").click();
  await expect(position(page)).toHaveCount(0);
  await expect(form.getByText("Drop a picture")).toBeVisible();
  await choose(form, HOPPER);
  await expect(stage(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(position(page)).toHaveCount(0);
  await expect(form.getByText("Drop a picture")).toBeVisible();
  await choose(form, COLLINS);
  await expect(form.getByText("Change the picture")).toBeVisible();
  await choose(form, HOPPER);
  await expect(stage(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await fill(form, { "First name": "Eileen", "Last name": "Collins" });
  await save(page, "Eileen Collins");
  await expectFace(face(row(page, "Eileen Collins"), "Eileen Collins"), COLLINS);
});

test("an oversized file that is shrunk is positioned as well", async ({ page }) => {
  const form = page.getByRole("dialog", { name: "Add contact" });
  await page.keyboard.press("Escape");
  await choose(form, file("large.jpg", jpegOf(3_000_000)));
  await form.getByRole("button", { name: "Shrink and use" }).click();
  await position(page).getByRole("slider", { name: "Zoom" }).fill("2");
  await expectKept(page, { x: 128, y: TOP + 128, side: 256 });
});

function button(page, name) {
  return position(page).getByRole("button", { name });
}

function stage(page) {
  return position(page).getByRole("application");
}

async function zoom(page) {
  return Number(await position(page).getByRole("slider", { name: "Zoom" }).inputValue());
}

/** Middle and diameter of the circle on the screen. */
async function middle(page) {
  const { x, y, width, height } = await stage(page).boundingBox();
  return { x: x + width / 2, y: y + height / 2, diameter: Math.min(width, height) * 0.82 };
}

/** Saves, and compares the stored picture with this square of the original, and with the one it started from. */
async function expectKept(page, square, turn = {}) {
  await usePicture(page);
  const form = page.getByRole("dialog", { name: "Add contact" });
  await fill(form, { "First name": "Grace", "Last name": "Hopper" });
  await save(page, "Grace Hopper");
  const [{ full }] = (await stored(page)).pictures.values();
  const kept = await sample(page, full.bytes);
  expect(difference(kept, await sample(page, HOPPER.buffer, square, turn))).toBeLessThan(3);
  const shifted = { ...square, y: square.y - square.side * 0.06 };
  expect(difference(kept, await sample(page, HOPPER.buffer, shifted, turn)), "the comparison sees a small shift").toBeGreaterThan(4);
  await expectFace(face(row(page, "Grace Hopper"), "Grace Hopper"), HOPPER, square, turn);
}
