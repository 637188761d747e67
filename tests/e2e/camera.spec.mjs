// A photo from the camera: Chromium's own test camera, a green picture with a turning pacman.
import { expect, test } from "./fixtures.mjs";
import { launchOptions } from "./chrome.mjs";
import { face, fill, open, openForm, position, save, usePicture } from "./app.mjs";
import { seen } from "./pixels.mjs";

/** Where the middle of a sample of 16 × 16 begins. */
const MIDDLE = (8 * 16 + 8) * 3;

const { args, ...rest } = launchOptions();

test.use({ launchOptions: { ...rest, args: [...args, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"] } });

test("a photo is taken, positioned and saved, and the camera is off again", async ({ page }) => {
  await page.addInitScript(() => {
    window.tracks = [];
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      window.tracks.push(...stream.getTracks());
      return stream;
    };
  });
  await open(page);
  const form = await openForm(page);
  await form.getByRole("button", { name: "Take photo" }).click();
  await page.getByRole("dialog", { name: "Take photo" }).getByRole("button", { name: "Use photo" }).click();
  await expect(position(page)).toBeVisible();
  await usePicture(page);
  expect(await page.evaluate(() => window.tracks.map(({ readyState }) => readyState))).toEqual(["ended"]);
  await fill(form, { "First name": "Pac", "Last name": "Man" });
  await save(page, "Pac Man");
  await expect(face(page, "Pac Man")).toBeVisible();
  await expect.poll(async () => {
    const [pixels] = await seen(face(page, "Pac Man"));
    const middle = pixels.slice(MIDDLE, MIDDLE + 3);
    return middle[1] > middle[0] && middle[1] > middle[2];
  }, { message: "the test camera is green" }).toBe(true);
});
