// Many pictures at once: found by the names of their files, looked over, set, and taken back exactly.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { COLLINS, HOPPER, add, choose, drop, face, file, initials, keepToast, open, openContact, position, row, undo, undoOf, usePicture } from "./app.mjs";
import { jpegOf } from "./files.mjs";
import { expect, test } from "./fixtures.mjs";
import { expectFace } from "./pixels.mjs";
import { openSample } from "./sample.mjs";
import { rules } from "./settings.mjs";
import { contacts, faults, hold, stored } from "./stored.mjs";

const part = (page, name) => page.getByRole("region", { name, exact: true });
const cards = (page, name) => part(page, name).getByRole("listitem");
const setButton = (page, name) => page.getByRole("button", { name, exact: true });
const status = (page, words) => page.getByRole("status").getByText(words);

/** The same picture under another name. */
const copy = ({ buffer, mimeType }, name) => file(name, buffer, mimeType);

/** Brings files in, and waits until all of them were read. */
async function bring(page, ...files) {
  await open(page, "import");
  await page.getByLabel("Choose files").setInputFiles(files);
  await expect(status(page, files.length === 1 ? "1 file was read." : `${files.length} files were read.`)).toBeVisible();
}

/** Sets what the button says, and waits until it is stored. */
async function setAll(page, count) {
  await setButton(page, count === 1 ? "Set 1 picture" : `Set ${count} pictures`).click();
  await expect(status(page, count === 1 ? "1 picture set." : `${count} pictures set.`)).toBeVisible();
}

/** Contacts by name, each with its picture as stored and when it was changed. */
async function pictures(page) {
  const all = await contacts(page);
  return Object.fromEntries(all.map(({ first_name, last_name, picture, updated_at }) =>
    [`${first_name} ${last_name}`, { picture, updated_at }]));
}

const events = async (page) => (await stored(page)).docs.filter(({ id, kind }) => id.startsWith("event:") && kind === "picture");

test("files named by name, email, phone and id are set at once, noted, and undone exactly", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper", { Email: "grace@example.com" });
  await add(page, "Eileen", "Collins");
  await add(page, "Ana", "Lima", { Email: "ana.lima@example.com" });
  await add(page, "Ben", "Ek", { Phone: "+351 215 550 199" });
  await openContact(page, "Eileen Collins");
  await choose(page, HOPPER);
  await usePicture(page);
  await expectFace(face(page, "Eileen Collins"), HOPPER);
  const before = await pictures(page);
  const noted = (await events(page)).length;
  const grace = (await contacts(page)).find(({ first_name }) => first_name === "Grace").id.replace("contact:", "");

  await bring(page, copy(HOPPER, `${grace}.jpg`), copy(COLLINS, "COLLINS_éileen (1).png"),
    copy(HOPPER, "Ana.Lima@example.com-photo.jpg"), copy(COLLINS, "00351 215-550-199.png"));
  await expect(cards(page, "Matched")).toHaveCount(4);
  for (const [name, by] of [["Grace Hopper", "by id"], ["Eileen Collins", "by name"], ["Ana Lima", "by email"], ["Ben Ek", "by phone"]]) {
    await expect(cards(page, "Matched").filter({ hasText: name })).toContainText(by);
  }
  await expectFace(page.getByRole("img", { name: "New picture of Ben Ek" }), COLLINS);
  await expect(page.getByRole("img", { name: "Picture of Eileen Collins", exact: true })).toBeVisible();
  expect(await pictures(page)).toEqual(before);

  await setAll(page, 4);
  await expect(status(page, "4 pictures were set.")).toBeVisible();
  await page.getByRole("link", { name: "Go to Contacts" }).click();
  await keepToast(page);
  const after = await stored(page);
  for (const { picture, first_name } of after.docs.filter(({ id }) => id.startsWith("contact:"))) {
    const original = ["Grace", "Ana"].includes(first_name) ? HOPPER : COLLINS;
    expect(faults(picture.digest, after.pictures.get(picture.digest), original.buffer)).toEqual([]);
  }
  expect(await events(page)).toHaveLength(noted + 4);
  await expectFace(face(row(page, "Eileen Collins"), "Eileen Collins"), COLLINS);
  await expectFace(face(row(page, "Grace Hopper"), "Grace Hopper"), HOPPER);
  await expectFace(face(row(page, "Ana Lima"), "Ana Lima"), HOPPER);

  await undo(page);
  await expectFace(face(row(page, "Eileen Collins"), "Eileen Collins"), HOPPER);
  await expect(initials(row(page, "Grace Hopper"), "Grace Hopper")).toBeVisible();
  expect(await pictures(page)).toEqual(before);
  await page.reload();
  await expect(initials(row(page, "Ben Ek"), "Ben Ek")).toBeVisible();
});

test("a picture that was changed since the pictures were set stays when they are taken back", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper");
  await add(page, "Eileen", "Collins");
  await bring(page, copy(HOPPER, "grace hopper.jpg"), copy(HOPPER, "eileen collins.jpg"));
  await setAll(page, 2);
  await page.getByRole("link", { name: "Go to Contacts" }).click();
  await openContact(page, "Eileen Collins");
  await choose(page, COLLINS);
  await expect(status(page, "Picture set.").or(status(page, "Picture replaced."))).toBeVisible();
  await undoOf(page, "2 pictures set.");
  await expectFace(face(page, "Eileen Collins"), COLLINS);
  expect((await pictures(page))["Grace Hopper"].picture).toBeUndefined();
});

test("contacts of one name, and several files for one contact, are decided by hand", async ({ page }) => {
  await open(page);
  await add(page, "Zoe", "Ek", { Email: "one@example.com" });
  await add(page, "Zoë", "Ek", { Email: "two@example.com" });
  await add(page, "Ana", "Lima");
  await bring(page, copy(HOPPER, "zoe_ek.jpg"), copy(HOPPER, "ana lima (1).jpg"), copy(COLLINS, "Ana Lima.png"));
  await expect(cards(page, "Matched")).toHaveCount(1);
  await expect(cards(page, "Matched")).toContainText("Ana Lima.png");
  await expect(cards(page, "To decide")).toHaveCount(2);
  const unsure = cards(page, "To decide").filter({ hasText: "zoe_ek.jpg" });
  await expect(unsure).toContainText("2 contacts are called so.");
  await unsure.getByRole("button", { name: "Zoë Ek two@example.com" }).click();
  await expect(cards(page, "Matched").filter({ hasText: "Zoë Ek" })).toContainText("chosen");
  const second = cards(page, "To decide").filter({ hasText: "ana lima (1).jpg" });
  await expect(second).toContainText("Another file goes to Ana Lima.");
  await second.getByRole("button", { name: "Use this one: ana lima (1).jpg" }).click();
  await expect(cards(page, "Matched").filter({ hasText: "Ana Lima" })).toContainText("ana lima (1).jpg");
  await expect(cards(page, "To decide")).toContainText("Ana Lima.png");
  await setAll(page, 2);
  const emails = Object.fromEntries((await contacts(page)).filter(({ emails }) => emails).map(({ emails, picture }) => [emails[0].address, picture]));
  expect(emails["one@example.com"]).toBeUndefined();
  expect(emails["two@example.com"]).toBeDefined();
  await expectFace(page.getByRole("img", { name: "Picture in Ana Lima.png" }), COLLINS);
});

test("a file without a contact gets one by the box, by keys alone; another is left out and taken in again", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper", { Email: "grace@example.com" });
  await add(page, "Ana", "Lima");
  await bring(page, copy(HOPPER, "IMG_2034.jpg"), copy(COLLINS, "someone.png"));
  await expect(cards(page, "No contact found")).toHaveCount(2);
  await expect(setButton(page, "Set 0 pictures")).toBeDisabled();
  const box = page.getByRole("combobox", { name: "Contact for IMG_2034.jpg" });
  await box.fill("zzz");
  await expect(page.getByText("No contact fits.")).toBeVisible();
  await box.fill("hop gra");
  await expect(page.getByRole("option", { name: /Grace Hopper/ })).toBeVisible();
  await box.press("Enter");
  await expect(cards(page, "Matched")).toContainText("Grace Hopper");
  await expect(page.getByRole("combobox", { name: "Contact for someone.png" })).toBeFocused();

  await page.getByRole("button", { name: "Another contact: IMG_2034.jpg" }).click();
  await page.getByRole("combobox", { name: "Contact for IMG_2034.jpg" }).fill("ana");
  await page.getByRole("option", { name: /Ana Lima/ }).click();
  await expect(cards(page, "Matched")).toContainText("Ana Lima");

  await page.getByRole("button", { name: "Leave out: IMG_2034.jpg" }).click();
  await expect(cards(page, "Left out")).toContainText("IMG_2034.jpg");
  await expect(cards(page, "Matched")).toHaveCount(0);
  await page.getByRole("button", { name: "Take in again: IMG_2034.jpg" }).click();
  await expect(cards(page, "Matched")).toContainText("Ana Lima");
  await setAll(page, 1);
  expect((await pictures(page))["Ana Lima"].picture).toBeDefined();
  expect((await pictures(page))["Grace Hopper"].picture).toBeUndefined();
  await expect(cards(page, "No contact found")).toHaveCount(1);
});

test("what cannot be used says why, and what is only too large is shrunk", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper");
  await bring(page, file("grace hopper.jpg", jpegOf(3_000_000), "image/jpeg"),
    file("notes.png", "Call back on Monday, please.\n", "image/png"), file("empty.jpg", "", "image/jpeg"));
  await expect(cards(page, "Cannot be used")).toHaveCount(2);
  await expect(part(page, "Cannot be used")).toContainText("“notes.png” is not a JPG or PNG picture.");
  await expect(part(page, "Cannot be used")).toContainText("“empty.jpg” is empty.");
  await expect(cards(page, "Matched")).toContainText("Over 2.5 MB, and shrunk: 512 × 600 · 2.8 MB.");
  await setAll(page, 1);
  await page.getByRole("link", { name: "Contacts", exact: true }).click();
  await expectFace(face(row(page, "Grace Hopper"), "Grace Hopper"), HOPPER);
  await bring(page, copy(HOPPER, "grace hopper.jpg"));
  await expect(cards(page, "Matched")).toContainText("The contact has this picture already.");
});

test("another part of a picture is chosen in the dialog", async ({ page }) => {
  await open(page);
  await add(page, "Eileen", "Collins");
  await bring(page, copy(COLLINS, "eileen collins.png"));
  const shown = page.getByRole("img", { name: "New picture of Eileen Collins" });
  await expectFace(shown, COLLINS);
  await page.getByRole("button", { name: "Position: eileen collins.png" }).click();
  await position(page).getByRole("button", { name: "Mirror" }).click();
  await usePicture(page);
  await expectFace(shown, COLLINS, undefined, { mirrored: true });
  await setAll(page, 1);
  await page.getByRole("link", { name: "Go to Contacts" }).click();
  await expectFace(face(row(page, "Eileen Collins"), "Eileen Collins"), COLLINS, undefined, { mirrored: true });
});

test("a folder is walked to its end: hidden files do not count, others are left aside and counted", async ({ page }, info) => {
  const folder = info.outputPath("faces");
  mkdirSync(join(folder, "team", "deep"), { recursive: true });
  mkdirSync(join(folder, ".thumbs"), { recursive: true });
  writeFileSync(join(folder, "grace hopper.jpg"), HOPPER.buffer);
  writeFileSync(join(folder, "team", "deep", "eileen-collins.png"), COLLINS.buffer);
  writeFileSync(join(folder, "team", "list.csv"), "a,b\n");
  writeFileSync(join(folder, "read me.txt"), "Faces\n");
  writeFileSync(join(folder, ".hidden.jpg"), HOPPER.buffer);
  writeFileSync(join(folder, ".thumbs", "ana.jpg"), HOPPER.buffer);
  await open(page);
  await add(page, "Grace", "Hopper");
  await add(page, "Eileen", "Collins");
  for (const way of ["chosen", "dropped"]) {
    await open(page, "import");
    if (way === "chosen") await page.getByLabel("Choose folder").setInputFiles(folder);
    else await drop(page.getByRole("button", { name: /Drop files here/ }), folder);
    await expect(status(page, "2 files were read.")).toBeVisible();
    await expect(page.getByText("2 other files of the folder are no pictures and were left aside.")).toBeVisible();
    await expect(cards(page, "Matched")).toHaveCount(2);
  }
  await setAll(page, 2);
  const { "Grace Hopper": grace, "Eileen Collins": eileen } = await pictures(page);
  expect([grace.picture.type, eileen.picture.type]).toEqual(["image/jpeg", "image/jpeg"]);
});

test("a folder without pictures is refused in words", async ({ page }, info) => {
  mkdirSync(info.outputPath("empty"), { recursive: true });
  writeFileSync(info.outputPath("empty", "list.csv"), "a,b\n");
  await open(page, "import");
  await page.getByLabel("Choose folder").setInputFiles(info.outputPath("empty"));
  await expect(status(page, "There are no pictures in this folder.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Choose a folder" })).toBeVisible();
});

test("under Classic picture rules the page says why nothing can be set", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper");
  await rules(page, "Classic");
  await open(page, "import");
  await page.getByLabel("Choose files").setInputFiles(copy(HOPPER, "grace hopper.jpg"));
  await expect(page.getByRole("alert")).toContainText("Pictures cannot be set here");
  await expect(page.getByRole("button", { name: /^Set/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Choose other files" }).click();
  await expect(page.getByRole("button", { name: /Drop files here/ })).toBeVisible();
  expect((await pictures(page))["Grace Hopper"].picture).toBeUndefined();
});

test("as many pictures as there are sample contacts are set in portions and undone in one", async ({ page }) => {
  await openSample(page);
  const before = await pictures(page);
  // A company has no name of these two words.
  const names = Object.keys(before).filter((name) => !name.includes("undefined"));
  expect(names.length).toBeGreaterThan(40);
  await bring(page, ...names.map((name, at) => copy(at % 2 ? HOPPER : COLLINS, `${name.split(" ").reverse().join("_")}-profile.jpg`)));
  await setAll(page, names.length);
  await keepToast(page);
  const set = await pictures(page);
  for (const name of names) expect(set[name].picture.digest).not.toBe(before[name].picture?.digest);
  expect(new Set(names.map((name) => set[name].picture.digest)).size).toBe(2);
  await undo(page);
  expect(await pictures(page)).toEqual(before);
});

test("setting is stopped between two portions, says how far it came, and is undone exactly", async ({ page }) => {
  await openSample(page);
  const before = await pictures(page);
  const names = Object.keys(before).filter((name) => !name.includes("undefined"));
  await bring(page, ...names.map((name) => copy(HOPPER, `${name.split(" ").join("_")}.jpg`)));
  const letGo = await hold(page);
  await setButton(page, `Set ${names.length} pictures`).click();
  await setButton(page, "Stop").click();
  await letGo();
  const told = status(page, /^\d+ pictures set\. Stopped before the other \d+\.$/);
  await expect(told).toBeVisible();
  await keepToast(page);
  const [set, left] = (await told.textContent()).match(/\d+/g).map(Number);
  expect(set + left).toBe(names.length);
  const after = await pictures(page);
  expect(names.filter((name) => after[name].picture?.digest !== before[name].picture?.digest).length).toBe(set);
  await expect(setButton(page, left === 1 ? "Set 1 picture" : `Set ${left} pictures`)).toBeVisible();
  await undo(page);
  expect(await pictures(page)).toEqual(before);
});

test("the review can be left, and nothing was changed", async ({ page }) => {
  await open(page);
  await add(page, "Grace", "Hopper");
  await bring(page, copy(HOPPER, "grace hopper.jpg"));
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: /Drop files here/ })).toBeVisible();
  expect((await stored(page)).pictures.size).toBe(0);
});

for (const [where, viewport] of [["on a desktop", { width: 1280, height: 800 }], ["on a phone", { width: 390, height: 844 }]]) {
  test(`axe finds nothing in the review ${where}, light and dark`, async ({ page, accessible }) => {
    await page.setViewportSize(viewport);
    await open(page, "import");
    await accessible(page);
    await open(page);
    await add(page, "Grace", "Hopper");
    await add(page, "Zoe", "Ek", { Email: "one@example.com" });
    await add(page, "Zoë", "Ek", { Email: "two@example.com" });
    await bring(page, copy(HOPPER, "grace hopper.jpg"), copy(HOPPER, "zoe ek.jpg"), copy(COLLINS, "IMG_1.png"),
      copy(COLLINS, "nobody.png"), file("notes.png", "Hello\n", "image/png"));
    await page.getByRole("button", { name: "Leave out: nobody.png" }).click();
    await page.getByRole("combobox", { name: "Contact for IMG_1.png" }).fill("e");
    await expect(page.getByRole("option").first()).toBeVisible();
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await accessible(page);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBe(0);
  });
}
