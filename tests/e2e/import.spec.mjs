// Contacts come in from files: columns are guessed and chosen, rows find their contacts, refused ones are handed back,
// and a whole import is undone.
import { readFile, rm } from "node:fs/promises";
import { platform } from "node:process";
import { expect, test } from "./fixtures.mjs";
import { HOPPER, face, fill, initials, open, openContact, openForm, row } from "./app.mjs";
import { bring, button, choose, counts, main, many, run } from "./import.mjs";
import { kill, openProfile, profile } from "./persistent.mjs";
import { contacts, faults, stored } from "./stored.mjs";

const PEOPLE = "First Name,Last Name,Email,Phone,Tags,Badge\r\n" +
  "Grace,Hopper,grace@example.com,+44 20 7946 0958,\"navy, code\",12\r\n" +
  "Ana,Lima,ana@example.com,,vip,\r\n" +
  "José,,,,,7\r\n";

test("a table comes in with its columns guessed, and goes with one Undo", async ({ page, accessible }) => {
  await bring(page, "people.csv", PEOPLE);
  await expect(page.getByRole("combobox", { name: "Column Email" })).toHaveValue(/./);
  await expect(page.getByRole("region", { name: "First rows" }).getByRole("row")).toHaveCount(4);
  await accessible(page);
  await run(page);
  expect(await counts(page)).toEqual({ added: 3, updated: 0, "already up to date": 0, refused: 0 });
  await accessible(page);
  const [ana, grace, jose] = (await contacts(page)).sort((a, b) => a.first_name.localeCompare(b.first_name));
  expect([grace.emails[0].address, grace.phones[0].number, grace.tags]).toEqual(["grace@example.com", "+44 20 7946 0958", ["navy", "code"]]);
  expect([ana.tags, jose.first_name]).toEqual([["vip"], "José"]);
  expect(Object.values(grace.custom)).toEqual(["12"]);
  await page.getByRole("link", { name: "Show contacts" }).click();
  await openContact(page, "Grace Hopper");
  await expect(page.getByText("Imported from people.csv")).toBeVisible();
  await page.goBack();
  await page.goBack();
  await button(page, "Undo import").click();
  await expect(page.getByRole("status").getByText("The import was undone.")).toBeVisible();
  expect(await contacts(page)).toEqual([]);
});

test("importing a file twice makes nobody twice, also whoever has a name only", async ({ page }) => {
  await bring(page, "people.csv", PEOPLE);
  await run(page);
  await button(page, "Import another file").click();
  await choose(page, "people.csv", PEOPLE);
  await run(page);
  expect(await counts(page)).toEqual({ added: 0, updated: 0, "already up to date": 3, refused: 0 });
  expect((await contacts(page)).length).toBe(3);
});

test("rows find their contacts by email and phone, empty cells change nothing, and Undo restores what was", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await fill(form, { "First name": "Grace", "Last name": "Hopper", Email: "grace@example.com", Company: "Navy" });
  await button(form, "Save").click();
  await expect(form).toHaveCount(0);
  const [before] = await contacts(page);
  await bring(page, "news.csv", "Email,Company,City\ngrace@example.com,,Arlington\nnobody@example.com,X,Rome\n");
  await page.getByRole("radio", { name: /^Only update/ }).check();
  await run(page);
  expect(await counts(page)).toEqual({ added: 0, updated: 1, "already up to date": 0, refused: 1 });
  const [after] = await contacts(page);
  expect([after.id, after.company, after.city]).toEqual([before.id, "Navy", "Arlington"]);
  await button(page, "Undo import").click();
  await expect(page.getByRole("status").getByText("The import was undone.")).toBeVisible();
  const strip = ({ v, ...rest }) => rest;
  expect((await contacts(page)).map(strip)).toEqual([strip(before)]);
});

test("who is in several rows of a file becomes one contact with what all of them say", async ({ page }) => {
  await bring(page, "rows.csv", "First name,Email,City,Tags\nAna,ana@example.com,,vip\n,ana@example.com,Rome,fair\nAna,ANA@example.com,,\n");
  await run(page);
  expect(await counts(page)).toEqual({ added: 1, updated: 1, "already up to date": 1, refused: 0 });
  const [ana, ...others] = await contacts(page);
  expect([ana.first_name, ana.city, ana.tags, others.length]).toEqual(["Ana", "Rome", ["vip", "fair"], 0]);
  await button(page, "Undo import").click();
  await expect(page.getByRole("status").getByText("The import was undone.")).toBeVisible();
  expect(await contacts(page)).toEqual([]);
});

test("whoever was here and is in several rows is as before after Undo", async ({ page }) => {
  await open(page);
  const form = await openForm(page);
  await fill(form, { "First name": "Grace", "Last name": "Hopper", Email: "grace@example.com" });
  await button(form, "Save").click();
  await expect(form).toHaveCount(0);
  const [before] = await contacts(page);
  await bring(page, "twice.csv", "Email,Company,City,Tags\ngrace@example.com,Navy,,vip\ngrace@example.com,,Arlington,fair\n");
  await run(page);
  expect(await counts(page)).toEqual({ added: 0, updated: 2, "already up to date": 0, refused: 0 });
  const [after] = await contacts(page);
  expect([after.company, after.city, after.tags]).toEqual(["Navy", "Arlington", ["vip", "fair"]]);
  await button(page, "Undo import").click();
  await expect(page.getByRole("status").getByText("The import was undone.")).toBeVisible();
  const strip = ({ v, ...rest }) => rest;
  expect((await contacts(page)).map(strip)).toEqual([strip(before)]);
});

test("refused rows come back as a table with numbers and reasons", async ({ page }) => {
  await bring(page, "some.csv", "Name,Email\nAna,not an email\nBen,ben@example.com\n,\n\"=cmd()\",also wrong\n");
  await run(page);
  expect(await counts(page)).toMatchObject({ added: 1, refused: 3 });
  const download = page.waitForEvent("download");
  await button(page, "Download refused rows").click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("refused-some.csv");
  const text = await readFile(await file.path(), "utf8");
  const lines = text.trim().split("\r\n");
  expect(lines[0]).toContain("Row,Reason,Name,Email");
  expect(lines[1]).toMatch(/^2,.*Enter an email address such as.*,Ana,not an email$/);
  expect(lines[3]).toContain("'=cmd()");
});

test("a tag and a Smart List find them again", async ({ page }) => {
  await bring(page, "fair.csv", PEOPLE);
  await page.getByRole("checkbox", { name: "Save a Smart List of them" }).check();
  await button(page, "Import contacts").click();
  await expect(page.getByText("Enter a tag: the list shows everybody who has it.")).toBeVisible();
  await page.getByRole("textbox", { name: "Tag for all of them" }).fill("fair 2026");
  await run(page);
  await page.getByRole("link", { name: "Show contacts" }).click();
  await page.getByRole("tab", { name: "fair", exact: true }).click();
  await expect(page.getByRole("grid", { name: "Contacts" })).toHaveAttribute("aria-rowcount", "4");
});

test("columns are chosen anew, left out, and cells kept apart by another sign", async ({ page }) => {
  await bring(page, "odd.csv", "a|b|c\nAna|Lima|secret\nBen|Castillo|x\n");
  await page.getByRole("combobox", { name: "Column a" }).selectOption({ label: "First name" });
  await page.getByRole("combobox", { name: "Column b" }).selectOption({ label: "Last name" });
  await page.getByRole("combobox", { name: "Column c" }).selectOption({ label: "Do not import" });
  await expect(page.getByText("2 of 3 columns are imported.")).toBeVisible();
  await run(page);
  await page.getByRole("link", { name: "Show contacts" }).click();
  await expect(row(page, "Ana Lima")).toBeVisible();
  expect(JSON.stringify(await contacts(page))).not.toContain("secret");
});

const REFUSED = [
  ["nothing.csv", "", "“nothing.csv” is empty."],
  ["people.csv", "PK\u0003\u0004 and so on", "“people.csv” is a workbook or a ZIP archive, not CSV."],
  ["line.csv", `Name,Email\n"${"x".repeat(10_000_000)}`, "Row 2 of “line.csv” is longer than 1,000,000 characters"],
  ["wide.csv", `${"a,".repeat(1_000_000)}\n`, "Row 1 of “wide.csv” has more than 2,000 cells."],
  ["head.csv", "Name,Email\n", "“head.csv” has a single row"],
  ["zero.csv", "Name,Email\nA\u0000na,b\n", "“zero.csv” is not a text file (row 2)."],
];
for (const [name, text, words] of REFUSED) {
  test(`a file that is no table is refused in words: ${name}, ${words.slice(0, 40)}`, async ({ page }) => {
    await bring(page, name, text);
    await expect(page.getByRole("alert")).toContainText(words);
    // The next file is taken.
    await choose(page, "people.csv", PEOPLE);
    await expect(button(page, "Import contacts")).toBeVisible();
  });
}

test("a table that breaks off in the middle brings in what was before, and says where it ends", async ({ page }) => {
  const rows = Array.from({ length: 3_000 }, (_, at) => `Person ${at},p${at}@example.com,${"y".repeat(60)}`).join("\n");
  await bring(page, "broken.csv", `Name,Email,Note\n${rows}\n"${"x".repeat(1_200_000)}`);
  await run(page);
  await expect(main(page).getByRole("alert")).toContainText("is longer than 1,000,000 characters");
  expect((await counts(page)).added).toBeGreaterThan(1_000);
});

test("cards of versions 2.1, 3.0 and 4.0 come in", async ({ page }) => {
  const cards = [
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Hopper;Grace\r\nTEL;CELL:+44 20 7946 0958\r\nEND:VCARD\r\n",
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Lima\r\nN:Lima;Ana;;;\r\nEMAIL:ana@example.com\r\nPHOTO;VALUE=uri:https://example.com/ana.jpg\r\nEND:VCARD\r\n",
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ben Castillo\r\nBDAY:19900228\r\nNOTE:met at the fair\r\nEND:VCARD\r\n",
  ];
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await bring(page, "cards.vcf", cards.join(""), "text/vcard");
  await expect(page.getByRole("region", { name: "First contacts" }).getByRole("row")).toHaveCount(4);
  await run(page);
  expect(await counts(page)).toMatchObject({ added: 3, refused: 0 });
  await page.getByText("1 picture is elsewhere on the web and not fetched").click();
  await expect(page.getByText("https://example.com/ana.jpg")).toBeVisible();
  expect(asked.filter((url) => url.includes("example.com"))).toEqual([]);
  const [ana, ben, grace] = (await contacts(page)).sort((a, b) => a.first_name.localeCompare(b.first_name));
  expect([ana.emails[0].address, ben.birthday, grace.phones[0].label]).toEqual(["ana@example.com", "1990-02-28", "mobile"]);
});

test("pictures inside cards become the faces of contacts, made anew and without what else the file had", async ({ page }) => {
  const [hopper, broken] = [HOPPER.buffer.toString("base64"), Buffer.from("no picture at all").toString("base64")];
  const card = (name, photo) => `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nPHOTO;ENCODING=b;TYPE=JPEG:${photo}\r\nEND:VCARD\r\n`;
  await bring(page, "faces.vcf", card("Grace Hopper", hopper) + card("Ana Lima", broken), "text/vcard");
  await run(page);
  await page.getByText("1 picture is left out").click();
  await expect(page.getByRole("region", { name: "Result" }).getByRole("listitem")).toContainText("Ana Lima");
  const { docs, pictures } = await stored(page);
  const grace = docs.find(({ first_name }) => first_name === "Grace");
  expect(pictures.size).toBe(1);
  expect(faults(grace.picture.digest, pictures.get(grace.picture.digest), HOPPER.buffer)).toEqual([]);
  await page.getByRole("link", { name: "Show contacts" }).click();
  await expect(face(row(page, "Grace Hopper"), "Grace Hopper")).toBeVisible();
  await expect(initials(row(page, "Ana Lima"), "Ana Lima")).toBeVisible();
});

test("an import in a browser that is killed says how far it came; the file brings in the rest, nobody twice", async ({}) => {
  test.skip(platform !== "linux", "processes are found by /proc");
  const folder = await profile();
  let { context, page } = await openProfile(folder);
  try {
    await bring(page, "many.csv", many(20_000));
    await button(page, "Import contacts").click();
    await expect(page.getByText(/^[1-9][\d,]* rows read/)).toBeVisible();
    await kill(context, folder);
    ({ context, page } = await openProfile(folder));
    await open(page, "import");
    await expect(page.getByText(/^Stopped after [\d,]+ rows, before its end\./)).toBeVisible();
    const before = (await contacts(page)).length;
    expect(before).toBeGreaterThan(0);
    await choose(page, "many.csv", many(20_000));
    await run(page);
    expect(await counts(page)).toEqual({ added: 20_000 - before, updated: 0, "already up to date": before, refused: 0 });
    expect((await contacts(page)).length).toBe(20_000);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
