// A 12-megapixel photo, from its drop on a face in the list until the picture is stored, and the longest task meanwhile.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drop, position } from "../e2e/app.mjs";
import { baseURL } from "../e2e/chrome.mjs";
import { seed } from "./data/people.mjs";
import { finish, longestTask, report, withProfile } from "./harness.mjs";

const PHOTOS = 9;

await withProfile(async (context) => {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  const url = new URL("contacts", baseURL()).href;
  await page.goto(url);
  await page.getByRole("button", { name: "Add contact", exact: true }).waitFor();
  await seed(page, 48);
  await page.reload();
  await page.getByRole("row").nth(PHOTOS).waitFor();

  const folder = mkdtempSync(join(tmpdir(), "visage-photo-"));
  const [sizes, shown, stored, tasks] = [[], [], [], []];
  for (let index = 0; index < PHOTOS; index += 1) {
    const path = join(folder, `photo-${index}.jpg`);
    const photo = Buffer.from(await page.evaluate(takePhoto, index), "base64");
    if (photo.length > 2_621_440) throw new Error(`the photo has ${photo.length} bytes, and would be refused`);
    sizes.push(photo.length / 1_048_576);
    writeFileSync(path, photo);
    const face = page.getByRole("row").nth(index + 1).getByRole("img").first();
    await page.evaluate(watch);
    tasks.push(await longestTask(page, async () => {
      await drop(face, path);
      await position(page).getByRole("button", { name: "Use picture" }).waitFor();
      await page.waitForFunction(() => window.marks.shown);
      await position(page).getByRole("button", { name: "Use picture" }).click();
      await page.getByText(/^Picture (set|replaced)\.$/).first().waitFor();
      await page.waitForFunction(() => window.marks.stored);
    }));
    const marks = await page.evaluate(() => window.marks);
    shown.push(marks.shown - marks.dropped);
    stored.push(marks.shown - marks.dropped + marks.stored - marks.used);
    // A fresh page, so that nothing of the last photo is left in memory.
    await page.goto(url);
    await page.getByRole("row").nth(PHOTOS).waitFor();
  }
  rmSync(folder, { recursive: true });
  report("12-megapixel photo, its size", sizes, undefined, "MB");
  report("12-megapixel photo, drop to the picture in the dialog", shown, undefined, "ms");
  report("12-megapixel photo, drop to stored picture, without the choosing", stored, 600, "ms");
  report("12-megapixel photo, longest task", tasks, 50, "ms");
});
finish();

// Runs in the page: a picture of 4000 × 3000 with fine detail all over, as a camera's.
async function takePhoto(seed) {
  const canvas = new OffscreenCanvas(4000, 3000);
  const context = canvas.getContext("2d");
  const sky = context.createLinearGradient(0, 0, 4000, 3000);
  sky.addColorStop(0, `hsl(${seed * 40} 60% 70%)`);
  sky.addColorStop(1, `hsl(${seed * 40 + 120} 50% 30%)`);
  context.fillStyle = sky;
  context.fillRect(0, 0, 4000, 3000);
  // The grain of a sensor, which is most of what a photo's bytes are spent on.
  const grain = new ImageData(500, 500);
  for (let at = 0, state = 1 + seed; at < grain.data.length; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    grain.data.set([state >>> 24, (state >>> 16) & 255, (state >>> 8) & 255, 70], at);
  }
  const tile = new OffscreenCanvas(500, 500);
  tile.getContext("2d").putImageData(grain, 0, 0);
  context.fillStyle = context.createPattern(tile, "repeat");
  context.fillRect(0, 0, 4000, 3000);
  for (let index = 0; index < 20_000; index += 1) {
    context.fillStyle = `hsl(${(index * 37) % 360} 50% 50% / 0.4)`;
    context.fillRect((index * 7919) % 4000, (index * 104729) % 3000, 3 + (index % 60), 3 + (index % 40));
  }
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.75 });
  const reader = new FileReader();
  return new Promise((resolve) => {
    reader.onload = () => resolve(reader.result.split(",")[1]);
    reader.readAsDataURL(blob);
  });
}

// Runs in the page: notes when the photo was dropped, shown in the dialog, used, and said to be stored.
function watch() {
  window.marks = {};
  const note = (name) => requestAnimationFrame(() => setTimeout(() => { window.marks[name] ??= performance.now(); }));
  addEventListener("drop", () => { window.marks.dropped = performance.now(); }, { capture: true, once: true });
  addEventListener("click", () => { window.marks.used ??= performance.now(); }, { capture: true });
  new MutationObserver(() => {
    if (document.querySelector("dialog[open] canvas")) note("shown");
    if ([...document.querySelectorAll("[role=status]")].some((toast) => /Picture (set|replaced)\./.test(toast.textContent))) note("stored");
  }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
}
