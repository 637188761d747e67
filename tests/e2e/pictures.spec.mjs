// A picture by every way in, and that it is this very face which shows in the row, on the wall and on the page.
import { fileURLToPath } from "node:url";
import { expect, test } from "./fixtures.mjs";
import { COLLINS, HOPPER, add, choose, drop, face, file, fill, initials, open, openContact, openForm, paste, position, row, save, tile, usePicture } from "./app.mjs";
import { expectFace } from "./pixels.mjs";
import { contacts, faults, stored } from "./stored.mjs";

const NAME = "Grace Hopper";

test("a picture dropped on the form is positioned, saved and shown in row, wall and page, after a reload too", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await drop(form.getByRole("button", { name: "Personal Logo" }), HOPPER.path);
  await expect(position(page)).toBeVisible();
  await usePicture(page);
  await fill(form, { "First name": "Grace", "Last name": "Hopper" });
  await save(page, NAME);
  await expectEverywhere(page, HOPPER);
  await page.reload();
  await expect(page.getByRole("heading", { name: NAME })).toBeVisible();
  await expectFace(face(page, NAME), HOPPER);
  await open(page);
  await expectEverywhere(page, HOPPER);
});

test("a chosen picture that is square and small needs no positioning", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await choose(form, COLLINS);
  await expect(form.getByText("Change the picture")).toBeVisible();
  await expect(position(page)).toHaveCount(0);
  await fill(form, { "First name": "Eileen", "Last name": "Collins" });
  await save(page, "Eileen Collins");
  await expectFace(face(row(page, "Eileen Collins"), "Eileen Collins"), COLLINS);
});

test("who saves while the picture is still being read has it, and one that is refused is seen to first", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await fill(form, { "First name": "Eileen", "Last name": "Collins" });
  await chooseAndSave(form, COLLINS);
  await expect(form).toHaveCount(0);
  await expectFace(face(row(page, "Eileen Collins"), "Eileen Collins"), COLLINS);
  const other = await openForm(page);
  await fill(other, { "First name": "Ada" });
  await chooseAndSave(other, file("notes.txt", Buffer.from("no picture"), "text/plain"));
  await expect(other.getByRole("alert").first()).toContainText("notes.txt");
  await expect(other.getByRole("textbox", { name: "First name" })).toHaveValue("Ada");
  await expect(other.getByRole("button", { name: "Save", exact: true })).toBeEnabled();
  await save(page, "Ada");
  await expect(initials(row(page, "Ada"), "Ada")).toBeVisible();
});

/** Chooses a picture and presses Save in one moment. */
async function chooseAndSave(form, { name, mimeType, buffer }) {
  await form.evaluate((form, { name, mimeType, base64 }) => {
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name, { type: mimeType }));
    const input = form.querySelector("input[type=file]");
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    [...form.querySelectorAll("button")].find((button) => button.textContent.trim() === "Save").click();
  }, { name, mimeType, base64: buffer.toString("base64") });
}

test("the picture field opens the file chooser", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  const chooser = page.waitForEvent("filechooser");
  await form.getByRole("button", { name: "Personal Logo" }).click();
  await (await chooser).setFiles(COLLINS.path);
  await expect(form.getByText("Change the picture")).toBeVisible();
});

test("a picture is pasted into the form and onto the contact page; pasted text stays text", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await paste(page, COLLINS);
  await expect(form.getByText("Change the picture")).toBeVisible();
  await fill(form, { "First name": "Eileen", "Last name": "Collins" });
  await save(page, "Eileen Collins");
  await openContact(page, "Eileen Collins");
  await paste(page, HOPPER);
  await usePicture(page);
  await expectFace(face(page, "Eileen Collins"), HOPPER);
});

test("a picture dropped on the face in a row is that contact's, and no other's", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper");
  await add(page, "Eileen", "Collins");
  await drop(initials(row(page, NAME), NAME), HOPPER.path);
  await usePicture(page);
  await expectFace(face(row(page, NAME), NAME), HOPPER);
  await expect(initials(row(page, "Eileen Collins"), "Eileen Collins")).toBeVisible();
  await drop(initials(row(page, "Eileen Collins"), "Eileen Collins"), COLLINS.path);
  await expectFace(face(row(page, "Eileen Collins"), "Eileen Collins"), COLLINS);
  await expectFace(face(row(page, NAME), NAME), HOPPER);
});

test("two pictures dropped one right after the other go each to its own contact", async ({ page }) => {
  // The second comes while the first is still being decoded.
  await page.addInitScript(() => {
    const { createImageBitmap } = window;
    const bothDropped = new Promise((resolve) => { window.bothDropped = resolve; });
    window.createImageBitmap = async (...given) => {
      await bothDropped;
      return createImageBitmap.apply(window, given);
    };
  });
  await open(page);
  await add(page, "Grace", "Hopper");
  await add(page, "Eileen", "Collins");
  await drop(initials(row(page, "Eileen Collins"), "Eileen Collins"), COLLINS.path);
  await drop(initials(row(page, NAME), NAME), fileURLToPath(new URL("../../public/sample/face-0.png", import.meta.url)));
  await page.evaluate(() => window.bothDropped());
  await expectFace(face(row(page, "Eileen Collins"), "Eileen Collins"), COLLINS);
  await expect(face(row(page, NAME), NAME)).toBeVisible();
  const widths = (await contacts(page)).map(({ first_name, picture }) => [first_name, picture.width]);
  expect(Object.fromEntries(widths)).toEqual({ Grace: 192, Eileen: 512 });
});

test("a picture dropped on a face of the wall is that contact's", async ({ page }) => {
  await open(page, "contacts?view=faces");
  await add(page, "Eileen", "Collins");
  await drop(initials(tile(page, "Eileen Collins"), "Eileen Collins"), COLLINS.path);
  await expectFace(face(tile(page, "Eileen Collins"), "Eileen Collins"), COLLINS);
});

test("on the contact page a picture is dropped, replaced, removed, and each is undone", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper");
  await openContact(page, NAME);
  await drop(initials(page, NAME), COLLINS.path);
  await expectFace(face(page, NAME), COLLINS);
  await choose(page, HOPPER);
  await usePicture(page);
  await expectFace(face(page, NAME), HOPPER);
  await undo(page, "Picture replaced.");
  await expectFace(face(page, NAME), COLLINS);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Remove picture" }).click();
  await expect(initials(page, NAME)).toBeVisible();
  expect((await contacts(page))[0].picture).toBeUndefined();
  await undo(page, "Picture removed.");
  await expectFace(face(page, NAME), COLLINS);
  await page.reload();
  await expectFace(face(page, NAME), COLLINS);
});

test("the page of a contact opens the file chooser too", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper");
  await openContact(page, NAME);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Change picture" }).click();
  await (await chooser).setFiles(COLLINS.path);
  await expectFace(face(page, NAME), COLLINS);
});

test("without a camera the form says so and goes on", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await form.getByRole("button", { name: "Take photo" }).click();
  await expect(form.getByRole("alert")).toContainText("camera");
  await fill(form, { "First name": "Grace", "Last name": "Hopper" });
  await save(page, NAME);
});

test("a picture dropped beside every target does not take the app away", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper");
  await drop(page.getByRole("heading", { name: "Contacts" }), COLLINS.path);
  await expect(initials(row(page, NAME), NAME)).toBeVisible();
  expect(new URL(page.url()).protocol).toBe("http:");
});

test("what is stored is small, clean and named by its own bytes", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper");
  await openContact(page, NAME);
  await choose(page, HOPPER);
  await usePicture(page);
  await expect(face(page, NAME)).toBeVisible();
  const { pictures } = await stored(page);
  const [contact] = await contacts(page);
  expect([...pictures.keys()]).toEqual([contact.picture.digest]);
  const picture = pictures.get(contact.picture.digest);
  expect(faults(contact.picture.digest, picture, HOPPER.buffer)).toEqual([]);
  expect(picture.full).toMatchObject({ width: 512, height: 512, type: "image/jpeg" });
  expect(picture.thumb).toMatchObject({ width: 96, height: 96, type: "image/jpeg" });
  expect(contact.picture).toMatchObject({ type: "image/jpeg", width: 512, height: 512, bytes: picture.full.bytes.length });
  // The judge itself: the original has a comment, and ends where something may be added.
  expect(faults(contact.picture.digest, { ...picture, full: { ...picture.full, bytes: HOPPER.buffer } }, HOPPER.buffer)).toEqual([
    expect.stringContaining("not of the bytes"), expect.stringContaining("fffe"), "full is the file itself"]);
  const longer = { ...picture.thumb, bytes: Buffer.concat([picture.thumb.bytes, Buffer.from("PK")]) };
  expect(faults(contact.picture.digest, { ...picture, thumb: longer }, HOPPER.buffer)).toEqual(["thumb holds bytes after its end"]);
});

/** The face in the row, on the wall and, at last, on the page. */
async function expectEverywhere(page, picture) {
  await expectFace(face(row(page, NAME), NAME), picture);
  await page.getByRole("button", { name: "Faces", exact: true }).click();
  await expectFace(face(tile(page, NAME), NAME), picture);
  await page.getByRole("button", { name: "Rows", exact: true }).click();
  await openContact(page, NAME);
  await expectFace(face(page, NAME), picture);
}

async function undo(page, what) {
  const toast = page.getByRole("status").locator("div").filter({ hasText: what });
  await toast.getByRole("button", { name: "Undo" }).click();
}
