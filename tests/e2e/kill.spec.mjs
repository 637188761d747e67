// What was called saved is there after the browser was killed: text, picture, and the very face.
import { expect, test } from "./fixtures.mjs";
import { rm } from "node:fs/promises";
import { platform } from "node:process";
import { COLLINS, HOPPER, choose, face, fill, open, openForm, row, save, usePicture } from "./app.mjs";
import { kill, openProfile, profile } from "./persistent.mjs";
import { expectFace } from "./pixels.mjs";
import { contacts, faults, stored } from "./stored.mjs";

const CYCLES = 5;

test("a saved contact and its picture survive a killed browser, each time", async ({}) => {
  test.skip(platform !== "linux", "processes are found by /proc");
  const folder = await profile();
  const names = [];
  let { context, page } = await openProfile(folder);
  try {
    for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
      const [name, picture] = [`Face Number${cycle}`, cycle % 2 ? HOPPER : COLLINS];
      await open(page);
      const form = await openForm(page);
      await choose(form, picture);
      if (picture === HOPPER) await usePicture(page);
      else await expect(form.getByText("Change the picture")).toBeVisible();
      await fill(form, { "First name": "Face", "Last name": `Number${cycle}` });
      await save(page, name);
      await kill(context, folder);
      names.push(name);
      ({ context, page } = await openProfile(folder));
      await open(page);
      for (const known of names) await expect(row(page, known)).toBeVisible();
      await expectFace(face(row(page, name), name), picture);
    }
    const { pictures } = await stored(page);
    const all = await contacts(page);
    expect(all.map((contact) => `${contact.first_name} ${contact.last_name}`).sort()).toEqual(names);
    for (const { picture } of all) expect(faults(picture.digest, pictures.get(picture.digest), HOPPER.buffer)).toEqual([]);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
