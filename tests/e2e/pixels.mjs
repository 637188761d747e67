// Whether an element shows a certain part of a certain picture: both are shrunk to a few pixels and compared.
import { expect } from "./fixtures.mjs";
import { COLLINS, HOPPER } from "./app.mjs";

const SIDE = 16;
/** Mean differences of 0 to 255 per channel: below, two pictures are the same; above, they are not. */
const SAME = 8;
const OTHER = 30;

/** The square that Visage starts from: as wide as the picture, in portraits with a third of the rest above it. */
export const START = new Map([
  [HOPPER, { x: 0, y: 88 / 3, side: 512 }],
  [COLLINS, { x: 0, y: 0, side: 512 }],
]);

/** Waits until an element shows this square of a picture, and proves that the other face would not pass for it. */
export async function expectFace(locator, picture, square = START.get(picture), turn = {}) {
  const page = locator.page();
  const expected = await sample(page, picture.buffer, square, turn);
  await expect.poll(() => distance(locator, expected), { message: `${picture.name} is not shown` }).toBeLessThan(SAME);
  const other = picture === HOPPER ? COLLINS : HOPPER;
  expect(await distance(locator, await sample(page, other.buffer, START.get(other)))).toBeGreaterThan(OTHER);
}

/** How far what an element looks like is from a sample. */
async function distance(locator, expected) {
  const [first, last] = await seen(locator);
  return Math.min(difference(first, expected), difference(last, expected));
}

/**
 * What an element looks like, in few pixels. Where it does not begin on a whole pixel its screenshot is a pixel too
 * high or too wide: so the square at its beginning, and the one at its end.
 */
export async function seen(locator) {
  const shot = await locator.screenshot({ animations: "disabled" });
  // Width and height of a PNG.
  const [width, height] = [shot.readUInt32BE(16), shot.readUInt32BE(20)];
  const side = Math.min(width, height);
  const page = locator.page();
  return Promise.all([sample(page, shot, { x: 0, y: 0, side }), sample(page, shot, { x: width - side, y: height - side, side })]);
}

/** A square of a picture, turned clockwise by quarters and then mirrored, in few pixels: r, g, b in a row. */
export async function sample(page, buffer, square = undefined, { quarters = 0, mirrored = false } = {}) {
  const given = { base64: buffer.toString("base64"), square, quarters, mirrored, SIDE };
  return page.evaluate(async ({ base64, square, quarters, mirrored, SIDE }) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const { x, y, side } = square ?? { x: 0, y: 0, side: bitmap.width };
    const context = new OffscreenCanvas(512, 512).getContext("2d", { willReadFrequently: true });
    context.imageSmoothingQuality = "high";
    context.fillStyle = "white";
    context.fillRect(0, 0, 512, 512);
    context.translate(256, 256);
    context.scale(mirrored ? -1 : 1, 1);
    context.rotate(quarters * Math.PI / 2);
    context.drawImage(bitmap, x, y, side, side, -256, -256, 512, 512);
    const { data } = context.getImageData(0, 0, 512, 512);
    // Plain means: a canvas shrinks each size in another way.
    const means = new Array(SIDE * SIDE * 3).fill(0);
    const cell = 512 / SIDE;
    for (let at = 0; at < 512 * 512; at += 1) {
      const to = (Math.floor(at / 512 / cell) * SIDE + Math.floor(at % 512 / cell)) * 3;
      for (let channel = 0; channel < 3; channel += 1) means[to + channel] += data[at * 4 + channel] / cell / cell;
    }
    return means;
  }, given);
}

/** The mean difference within the circle that both show for certain, between the rim and the buttons. */
export function difference(one, two) {
  let sum = 0;
  let count = 0;
  one.forEach((value, index) => {
    const [x, y] = [Math.floor(index / 3) % SIDE, Math.floor(index / 3 / SIDE)];
    if (Math.hypot(x - (SIDE - 1) / 2, y - (SIDE - 1) / 2) > SIDE * 0.34) return;
    sum += Math.abs(value - two[index]);
    count += 1;
  });
  return sum / count;
}
