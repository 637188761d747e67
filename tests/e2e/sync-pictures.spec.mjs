// Pictures and files that others have put on the server: shown with a thumbnail made here, fetched when somebody looks,
// and refused with words where they are not what they say.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { crc32, deflateSync } from "node:zlib";
import { COLLINS, HOPPER, face, file, initials, open, openContact, row } from "./app.mjs";
import { composer, contact, idOf, message, said, send } from "./inbox.mjs";
import { ABSENT, GONE, box, connect, connected, expect, go, status, syncPart, test, upToDate, USER } from "./sync.mjs";

const DESK = { viewport: { width: 1440, height: 900 } };
const ARRIVES = { timeout: 10_000 };

test.beforeEach(({ expected }) => {
  expected(ABSENT);
  expected(GONE);
});

const digestOf = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** A picture of one colour. */
function png(side, [red, green, blue]) {
  const chunk = (name, content) => {
    const named = Buffer.concat([Buffer.from(name), content]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, Buffer.from([red, green, blue]))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => line)));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

/** Puts bytes there as a picture, or as the file of a message, the way others do; under another digest where one is given. */
async function put(server, bytes, { type = "image/png", digest = digestOf(bytes), kind = "picture", attachment = "full" } = {}) {
  const answer = await server.database(`/${kind}:${digest}/${attachment}`, { method: "PUT", type, body: bytes });
  expect(answer.status).toBeLessThan(300);
  return digest;
}

/** A contact with a picture, as others write it. */
function pictured(at, name, digest, rest = {}) {
  return contact(idOf(at), name, { picture: { digest, type: "image/png", width: 512, height: 512, bytes: 1_000, ...rest } });
}

/** How large the pictures in the store are, in bytes: `{ digest: [full, thumb] }`. */
function sizes(page) {
  return page.evaluate(async () => {
    const db = await new Promise((resolve) => { const request = indexedDB.open("visage"); request.onsuccess = () => resolve(request.result); });
    const store = db.transaction("pictures").objectStore("pictures");
    const all = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const [keys, values] = await Promise.all([all(store.getAllKeys()), all(store.getAll())]);
    db.close();
    return Object.fromEntries(keys.map((key, at) => [key.split(":").at(-1), [values[at].full.size, values[at].thumb.size]]));
  });
}

/** The width that a shown picture really has. */
const width = (image) => image.locator("img").evaluate((image) => image.naturalWidth);

test("a picture that others put there, without a thumbnail, is shown with one made here", async ({ server, device }) => {
  const digest = await put(server, COLLINS.buffer);
  await server.seed([pictured(1, "Michael Collins", digest)]);
  const page = await connected(device, server, DESK);
  await expect(face(row(page, "Michael Collins"), "Michael Collins")).toBeVisible(ARRIVES);
  await expect.poll(() => width(face(row(page, "Michael Collins"), "Michael Collins"))).toBe(96);
  expect((await sizes(page))[digest][0]).toBe(COLLINS.buffer.length);
  await openContact(page, "Michael Collins");
  await expect.poll(() => width(face(page.getByRole("main"), "Michael Collins").first())).toBe(512);
  await go(page, "Settings");
  await expect(syncPart(page)).not.toContainText("Not taken");
});

test("a picture that comes later than its contact is shown when it has come", async ({ server, device }) => {
  const picture = png(200, [200, 30, 30]);
  await server.seed([pictured(1, "Ada Lovelace", digestOf(picture))]);
  const page = await connected(device, server, DESK);
  await expect(initials(row(page, "Ada Lovelace"), "Ada Lovelace").or(face(row(page, "Ada Lovelace"), "Ada Lovelace"))).toBeVisible();
  await put(server, picture);
  await expect.poll(async () => (await sizes(page))[digestOf(picture)]?.[0], ARRIVES).toBe(picture.length);
  await expect.poll(() => width(face(row(page, "Ada Lovelace"), "Ada Lovelace")), ARRIVES).toBeGreaterThan(0);
});

const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><script>window.__xss = 1</script><rect width="64" height="64"/></svg>');
const HTML = Buffer.from("<!doctype html><script>window.__xss = 1</script><p>Hello");
const PDF = Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n");
const WRONG = {
  "Wrong Digest": { bytes: COLLINS.buffer, options: { digest: digestOf("something else") }, words: /is not the one that it is named by/ },
  "Svg Inside": { bytes: SVG, words: /SVG/ },
  "Html Inside": { bytes: HTML, words: /not a JPG or PNG/ },
  "Pdf Inside": { bytes: PDF, words: /PDF/ },
  "Too Large": { bytes: HOPPER.buffer, options: { type: "image/jpeg" }, words: /512 × 600 pixels\. The limit is 512 × 512\./ },
  "Broken Off": { bytes: png(64, [0, 120, 0]).subarray(0, 60), words: /damaged|broken|not a JPG or PNG/ },
};

test("pictures that are not what they say are refused, never shown, and named in Settings with words", async ({ server, device }) => {
  const docs = [];
  const digests = [];
  for (const [at, [name, { bytes, options }]] of Object.entries(WRONG).entries()) {
    digests.push(await put(server, bytes, options));
    docs.push(pictured(at + 1, name, digests.at(-1)));
  }
  const good = await put(server, png(64, [0, 0, 200]));
  await server.seed([...docs, pictured(9, "Ada Lovelace", good)]);
  const page = await connected(device, server, DESK);
  await expect.poll(() => width(face(row(page, "Ada Lovelace"), "Ada Lovelace")), ARRIVES).toBe(64);
  await go(page, "Settings");
  const items = syncPart(page).getByRole("listitem");
  await expect(items).toHaveCount(digests.length, ARRIVES);
  for (const { words } of Object.values(WRONG)) await expect(items.filter({ hasText: words })).not.toHaveCount(0);
  expect(Object.keys(await sizes(page))).toEqual([good]);
  await go(page, "Contacts");
  for (const name of Object.keys(WRONG)) await expect(row(page, name).locator("img")).toHaveCount(0);
  await openContact(page, "Svg Inside");
  await expect(page.getByRole("main").locator("img")).toHaveCount(0);
  expect(await page.evaluate(() => window.__xss)).toBe(undefined);
});

test("a picture that is refused is not called one that the server refused, and its contact is named", async ({ server, device }) => {
  await server.seed([pictured(1, "Svg Inside", await put(server, SVG))]);
  const page = await connected(device, server, DESK);
  await go(page, "Settings");
  const items = syncPart(page).getByRole("listitem");
  await expect(items.filter({ hasText: /SVG/ })).toHaveCount(1, ARRIVES);
  await expect(items.getByRole("link", { name: /Svg Inside/ })).toHaveCount(1);
  await expect(syncPart(page)).not.toContainText("Not taken by the server");
  await expect(syncPart(page)).not.toContainText("These stay on this device");
});

const OFFER = Buffer.from("%PDF-1.7 offer");

/** A conversation with two files that others sent: a text and a picture. */
async function withFiles(server, { digest = digestOf(OFFER) } = {}) {
  const picture = png(120, [10, 160, 10]);
  await put(server, OFFER, { kind: "file", attachment: "file", type: "application/octet-stream", digest });
  await put(server, picture, { kind: "file", attachment: "file", type: "application/octet-stream" });
  const attachments = [
    { name: "Offer.pdf", type: "application/pdf", bytes: OFFER.length, digest },
    { name: "Green.png", type: "image/png", bytes: picture.length, digest: digestOf(picture) },
  ];
  await server.seed([contact(idOf(1), "Ana Lima"), message(idOf(1), 1, { body: "Here they are", channel: "email", attachments })]);
}

const conversation = async (page) => {
  await openContact(page, "Ana Lima");
  await page.getByRole("tab", { name: "Conversation", exact: true }).click();
  await expect(said(page, "Here they are")).toBeVisible();
};

test("files of messages come when somebody looks at them", async ({ server, device }) => {
  await withFiles(server);
  const page = await connected(device, server, DESK);
  await expect(row(page, "Ana Lima")).toBeVisible();
  expect(await server.log("GET", /\/file:/)).toEqual([]);
  await conversation(page);
  const shown = said(page, "Here they are").getByRole("img", { name: "Green.png" });
  await expect(shown).toBeVisible(ARRIVES);
  await expect.poll(() => shown.evaluate((image) => image.naturalWidth)).toBe(120);
  const [handed] = await Promise.all([page.waitForEvent("download"), said(page, "Here they are").getByRole("button", { name: /^Offer\.pdf/ }).click()]);
  expect(handed.suggestedFilename()).toBe("Offer.pdf");
  expect(await readFile(await handed.path())).toEqual(OFFER);
  expect((await server.log("GET", /\/file:/)).length).toBe(2);
});

test("a file whose content is another than it is named by is not handed over, and named in Settings", async ({ server, device }) => {
  await withFiles(server, { digest: digestOf("the offer as it was") });
  const page = await connected(device, server, DESK);
  await conversation(page);
  await expect(said(page, "Here they are").getByRole("img", { name: "Green.png" })).toBeVisible(ARRIVES);
  await expect(said(page, "Here they are").getByRole("button", { name: /^Offer\.pdf/ })).toHaveCount(0);
  await expect(said(page, "Here they are")).toContainText("Offer.pdf");
  await go(page, "Settings");
  await expect(syncPart(page).getByRole("listitem").filter({ hasText: /is not the one that it is named by/ })).toHaveCount(1);
});

test("a file of which an upload that broke off has left an empty one is put there whole", async ({ server, device }) => {
  await server.seed([contact(idOf(1), "Ana Lima")]);
  const page = await connected(device, server, DESK);
  await openContact(page, "Ana Lima");
  await page.getByRole("tab", { name: "Conversation", exact: true }).click();
  await put(server, Buffer.alloc(0), { kind: "file", attachment: "file", type: "application/octet-stream", digest: digestOf(OFFER) });
  await composer(page).getByLabel("Choose files").setInputFiles(file("Offer.pdf", OFFER, "application/pdf"));
  await expect(composer(page).getByRole("listitem")).toHaveCount(1);
  await send(page, "Here it is");
  await expect.poll(async () => (await server.documents("message:")).length, { timeout: 20_000 }).toBe(1);
  const there = await server.admin(`/file:${digestOf(OFFER)}/file`);
  expect(Buffer.from(await there.arrayBuffer())).toEqual(OFFER);
  await upToDate(page);
  await go(page, "Settings");
  await expect(syncPart(page)).not.toContainText("Not taken by the server");
});

test("Keep all pictures on this device fetches all of them, and then they are shown without a connection", async ({ server, device }) => {
  const pictures = Array.from({ length: 12 }, (_, at) => png(200, [at * 20, 100, 255 - at * 20]));
  for (const picture of pictures) await put(server, picture);
  await server.seed(pictures.map((picture, at) => pictured(at + 1, `Ada Number${at}`, digestOf(picture), { width: 200, height: 200, bytes: picture.length })));
  const page = await device(DESK);
  const part = await connect(page, server);
  expect(await sizes(page)).toEqual({});
  await part.getByRole("checkbox", { name: "Keep all pictures on this device" }).check();
  await expect.poll(async () => Object.values(await sizes(page)).filter(([full]) => full > 0).length, ARRIVES).toBe(12);
  await upToDate(page);
  await page.context().setOffline(true);
  await go(page, "Contacts");
  for (const at of [0, 11]) await expect.poll(() => width(face(row(page, `Ada Number${at}`), `Ada Number${at}`))).toBe(96);
  await openContact(page, "Ada Number11");
  await expect.poll(() => width(face(page.getByRole("main"), "Ada Number11").first())).toBe(200);

  // It is kept over a reload, and holds for what comes later.
  await page.context().setOffline(false);
  await open(page, "settings");
  await expect(status(page, /^Needs attention/)).toBeVisible(ARRIVES);
  await box(part, "Password").fill(USER.password);
  await part.getByRole("button", { name: "Sign in" }).click();
  await upToDate(page);
  await expect(part.getByRole("checkbox", { name: "Keep all pictures on this device" })).toBeChecked();
  const late = png(210, [1, 2, 3]);
  await put(server, late);
  await server.seed([pictured(20, "Zoe Late", digestOf(late))]);
  await expect.poll(async () => (await sizes(page))[digestOf(late)]?.[0], ARRIVES).toBe(late.length);
  await expect(status(page, /^Up to date/)).toBeVisible();
});
