// What really lies in the database, and whether it is clean: read and judged without the app's help.
import { createHash } from "node:crypto";

/** All documents, and all pictures by digest with the bytes of `full` and `thumb`. */
export async function stored(page) {
  const { docs, pictures } = await page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const db = await done(indexedDB.open("visage"));
    const read = db.transaction(["docs", "pictures"]);
    const store = read.objectStore("pictures");
    const [docs, keys, values] = await Promise.all([done(read.objectStore("docs").getAll()), done(store.getAllKeys()), done(store.getAll())]);
    db.close();
    const plain = async (blob) => {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const { width, height } = await createImageBitmap(blob);
      return { type: blob.type, base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")), width, height };
    };
    const pictures = await Promise.all(values.map(async ({ full, thumb }, at) => [keys[at], { full: await plain(full), thumb: await plain(thumb) }]));
    return { docs: docs.map(({ id, json }) => ({ id, json })), pictures };
  });
  const bytes = ({ base64, ...rest }) => ({ ...rest, bytes: Buffer.from(base64, "base64") });
  return {
    docs: docs.map(({ id, json }) => ({ id, ...JSON.parse(json) })),
    pictures: new Map(pictures.map(([digest, { full, thumb }]) => [digest, { full: bytes(full), thumb: bytes(thumb) }])),
  };
}

/** Contacts only. */
export async function contacts(page) {
  return (await stored(page)).docs.filter(({ id }) => id.startsWith("contact:"));
}

/** What is wrong with a stored picture, given the file that it was made from. */
export function faults(digest, { full, thumb }, original) {
  const found = [];
  const say = (fault, is) => is && found.push(fault);
  say(`digest ${digest} is not of the bytes`, !digest.endsWith(createHash("sha256").update(full.bytes).digest("hex")));
  for (const [what, picture, limit] of [["full", full, 512], ["thumb", thumb, 96]]) {
    const { width, height, type, bytes } = picture;
    say(`${what} is ${width} × ${height}`, width !== height || width > limit || width < 1);
    say(`${what} has the type ${type}`, !["image/png", "image/jpeg"].includes(type));
    const inside = type === "image/png" ? foreignInPng(bytes) : foreignInJpeg(bytes);
    found.push(...inside.map((fault) => `${what} holds ${fault}`));
    say(`${what} is the file itself`, original.equals(bytes));
  }
  return found;
}

/** Byte runs by which other formats are found in a polyglot. */
export const PAYLOADS = ["%PDF", "PK\x03\x04", "<script", "<?php", "Rar!"];

/** Segments of a JPEG that say more than its pixels, and anything behind its end. */
export function foreignInJpeg(bytes) {
  if (bytes.readUInt16BE(0) !== 0xffd8) return ["no JPEG"];
  const found = [];
  let at = 2;
  for (;;) {
    const marker = bytes.readUInt16BE(at);
    const length = bytes.readUInt16BE(at + 2);
    const text = bytes.toString("latin1", at + 4, at + 16);
    const isKnown = [0xffdb, 0xffc4, 0xffc0, 0xffc1, 0xffc2, 0xffdd, 0xffda].includes(marker)
      || (marker === 0xffe0 && text.startsWith("JFIF\0"))
      || (marker === 0xffe2 && text.startsWith("ICC_PROFILE\0"));
    if (!isKnown) found.push(`the segment ${marker.toString(16)} ${JSON.stringify(text)}`);
    at += 2 + length;
    if (marker !== 0xffda) continue;
    // Scans: only stuffed bytes and restart markers, until the next segment.
    while (bytes[at] !== 0xff || bytes[at + 1] === 0 || (bytes[at + 1] & 0xf8) === 0xd0) at += 1;
    if (bytes[at + 1] === 0xd9) break;
  }
  if (at + 2 !== bytes.length) found.push("bytes after its end");
  return found;
}

/** Chunks of a PNG that say more than its pixels, and anything behind its end. */
export function foreignInPng(bytes) {
  if (bytes.toString("latin1", 0, 8) !== "\x89PNG\r\n\x1a\n") return ["no PNG"];
  const found = [];
  let at = 8;
  while (at < bytes.length) {
    const name = bytes.toString("latin1", at + 4, at + 8);
    if (!["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "sRGB", "gAMA", "cHRM", "iCCP", "sBIT"].includes(name)) found.push(`the chunk ${name}`);
    at += 12 + bytes.readUInt32BE(at);
    if (name === "IEND" && at !== bytes.length) return [...found, "bytes after its end"];
  }
  return found;
}

/** Keeps the documents to itself, as a slow disk would, until what is returned is called. */
export async function hold(page) {
  await page.evaluate(async () => {
    const db = await new Promise((resolve) => { const request = indexedDB.open("visage"); request.onsuccess = () => resolve(request.result); });
    const docs = db.transaction("docs", "readwrite").objectStore("docs");
    window.isHeld = true;
    const stay = () => { if (window.isHeld) docs.get("").onsuccess = stay; else db.close(); };
    await new Promise((resolve) => { docs.get("").onsuccess = () => { stay(); resolve(); }; });
  });
  return () => page.evaluate(() => { window.isHeld = false; });
}
