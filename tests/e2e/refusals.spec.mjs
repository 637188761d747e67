// What a file gets that is no picture for Visage: the words of the product rules, in place, and nothing else changes.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./fixtures.mjs";
import { COLLINS, HOPPER, add, choose, drop, face, file, fill, initials, open, openContact, openForm, position, row, save, usePicture } from "./app.mjs";
import { expectFace } from "./pixels.mjs";
import { STRANGERS, hugePng, jpegOf, png } from "./files.mjs";
import { contacts, stored } from "./stored.mjs";
import { within } from "./within.mjs";

const LIMIT = 2_621_440;

test("what is no JPG or PNG by its content is refused by name and kind, whatever its name claims", async ({ page }) => {
  const form = await formWithPicture(page);
  for (const [name, bytes, kind] of STRANGERS) {
    await choose(form, file(name, bytes));
    const alert = form.getByRole("alert");
    await expect(alert).toContainText(`“${name}” is not a JPG or PNG picture.`);
    await expect(alert).toContainText(kind);
  }
  await expectUnchanged(page, form);
});

test("what is cut off or empty is refused in other words", async ({ page }) => {
  const form = await formWithPicture(page);
  const broken = [
    ["cut.jpg", HOPPER.buffer.subarray(0, 30_000), "“cut.jpg” is damaged and cannot be read."],
    ["cut.png", COLLINS.buffer.subarray(0, 300_000), "“cut.png” is damaged and cannot be read."],
    ["nothing.png", Buffer.alloc(0), "“nothing.png” is empty."],
  ];
  for (const [name, bytes, words] of broken) {
    await choose(form, file(name, bytes));
    await expect(form.getByRole("alert")).toContainText(words);
  }
  await expectUnchanged(page, form);
});

test("several files and a folder are refused by what they are", async ({ page }) => {
  const form = await formWithPicture(page);
  const field = form.getByRole("button", { name: "Personal Logo" });
  await drop(field, HOPPER.path, COLLINS.path);
  await expect(form.getByRole("alert")).toContainText("2 files are too many: only one picture fits here.");
  const folder = mkdtempSync(join(tmpdir(), "visage-folder-"));
  writeFileSync(join(folder, "inside.png"), COLLINS.buffer);
  await drop(field, folder);
  await expect(form.getByRole("alert")).toContainText("is a folder. Choose one picture from it.");
  await expectUnchanged(page, form);
});

test("on the contact page and in a row a refusal leaves the old picture", async ({ page }) => {
  await open(page);
  await add(page, "Eileen", "Collins");
  await drop(initials(row(page, "Eileen Collins"), "Eileen Collins"), COLLINS.path);
  await expect(face(row(page, "Eileen Collins"), "Eileen Collins")).toBeVisible();
  const before = await stored(page);
  const folder = mkdtempSync(join(tmpdir(), "visage-file-"));
  writeFileSync(join(folder, "notes.png"), "Call back on Monday, please.\n");
  await drop(face(row(page, "Eileen Collins"), "Eileen Collins"), join(folder, "notes.png"));
  await expect(page.getByRole("alert")).toContainText("“notes.png” is not a JPG or PNG picture.");
  await page.getByRole("alert").getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await openContact(page, "Eileen Collins");
  await choose(page, file("cut.jpg", HOPPER.buffer.subarray(0, 30_000)));
  await expect(page.getByRole("alert")).toContainText("“cut.jpg” is damaged and cannot be read.");
  await expectFace(face(page, "Eileen Collins"), COLLINS);
  expect(await stored(page)).toEqual(before);
});

test("a file of exactly 2.5 MB is taken", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await choose(form, file("limit.jpg", jpegOf(LIMIT)));
  await usePicture(page);
  await expect(form.getByText("Change the picture")).toBeVisible();
});

test("one byte more is refused unread, and Shrink and use takes it", async ({ page }) => {
  await countReads(page);
  await open(page);
  const form = await openForm(page);
  const large = jpegOf(LIMIT + 1);
  expect(large).toHaveLength(LIMIT + 1);
  await choose(form, file("large.jpg", large));
  const alert = form.getByRole("alert");
  await expect(alert).toContainText("“large.jpg” is just over 2.5 MB. The limit is 2.5 MB.");
  const reads = await page.evaluate(() => window.reads);
  expect(Math.max(...reads), "the file was read").toBeLessThanOrEqual(65_536);
  expect(reads.length).toBeGreaterThan(0);
  await alert.getByRole("button", { name: "Shrink and use" }).click();
  await usePicture(page);
  await expect(form.getByRole("alert")).toHaveCount(0);
  await fill(form, { "First name": "Grace", "Last name": "Hopper" });
  await save(page, "Grace Hopper");
  await expectFace(face(row(page, "Grace Hopper"), "Grace Hopper"), HOPPER);
});

test("a size is said in MB", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await choose(form, file("six.jpg", jpegOf(6_396_314)));
  await expect(form.getByRole("alert")).toContainText("“six.jpg” is 6.1 MB. The limit is 2.5 MB.");
});

test("a picture of 20,000 × 20,000 pixels is refused within 200 ms, before it is decoded", async ({ page }) => {
  await countReads(page);
  await open(page);
  const form = await openForm(page);
  const bytes = hugePng(20_000);
  expect(bytes.length).toBeLessThan(LIMIT);
  await page.evaluate(() => {
    addEventListener("change", () => { window.chosen = performance.now(); }, true);
    new MutationObserver(() => {
      const refused = document.querySelector("dialog [role=alert]")?.textContent.includes(window.wanted);
      if (refused) window.refused ??= performance.now();
    }).observe(document.body, { childList: true, subtree: true });
  });
  await within(200, "the refusal", async (turn) => {
    const name = `wall${turn}.png`;
    await page.evaluate((wanted) => Object.assign(window, { wanted, refused: undefined }), name);
    await choose(form, file(name, bytes));
    await expect(form.getByRole("alert")).toContainText(`“${name}” is 20,000 × 20,000 pixels.`);
    return page.evaluate(() => window.refused - window.chosen);
  });
  expect(await page.evaluate(() => window.decoded)).toBe(0);
});

test("a small picture is taken with a hint, and keeps its size", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await choose(form, file("small.png", png(100, 100, () => [200, 30, 30, 255])));
  await expect(form.getByText("may look blurred")).toBeVisible();
  await fill(form, { "First name": "Small", "Last name": "Red" });
  await save(page, "Small Red");
  const [{ picture }] = await contacts(page);
  expect(picture).toMatchObject({ type: "image/jpeg", width: 100, height: 100 });
});

test("a PNG with transparency stays PNG, and its transparency stays", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  const ring = (x, y) => (Math.hypot(x - 100, y - 100) < 90 ? [20, 90, 200, 255] : [0, 0, 0, 0]);
  await choose(form, file("logo.png", png(200, 200, ring, [["tEXt", Buffer.from("Author\0Somebody")]])));
  await expect(form.getByText("Change the picture")).toBeVisible();
  await fill(form, { Company: "Ring Works" });
  await save(page, "Ring Works");
  const { pictures } = await stored(page);
  const [{ full, thumb }] = pictures.values();
  expect([full.type, thumb.type]).toEqual(["image/png", "image/png"]);
  expect(full.bytes.includes("Somebody")).toBe(false);
  const corner = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const context = new OffscreenCanvas(200, 200).getContext("2d", { willReadFrequently: true });
    context.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0);
    return [context.getImageData(2, 2, 1, 1).data[3], context.getImageData(100, 100, 1, 1).data[3]];
  }, full.bytes.toString("base64"));
  expect(corner).toEqual([0, 255]);
});

/** A form with a name and a picture in it, which a refusal must leave alone. */
async function formWithPicture(page) {
  await open(page);
  const form = await openForm(page);
  await fill(form, { "First name": "Eileen", "Last name": "Collins" });
  await choose(form, COLLINS);
  await expect(form.getByText("Change the picture")).toBeVisible();
  return form;
}

async function expectUnchanged(page, form) {
  await expect(position(page)).toHaveCount(0);
  await expect(form.getByRole("textbox", { name: "First name" })).toHaveValue("Eileen");
  await save(page, "Eileen Collins");
  await expectFace(face(row(page, "Eileen Collins"), "Eileen Collins"), COLLINS);
}

/** Notes how many bytes the page reads of Blobs at a time, and how many pictures it decodes. */
async function countReads(page) {
  await page.addInitScript(() => {
    window.reads = [];
    window.decoded = 0;
    const note = (of, name, size) => {
      const plain = of[name];
      of[name] = function noted(...given) {
        window.reads.push(size(this, given));
        return plain.apply(this, given);
      };
    };
    for (const name of ["arrayBuffer", "text", "stream", "bytes"]) if (Blob.prototype[name]) note(Blob.prototype, name, (blob) => blob.size);
    for (const name of ["readAsArrayBuffer", "readAsText", "readAsDataURL", "readAsBinaryString"]) note(FileReader.prototype, name, (_, [blob]) => blob.size);
    const decode = window.createImageBitmap;
    window.createImageBitmap = (...given) => {
      window.decoded += 1;
      return decode(...given);
    };
  });
}
