// Contacts and pictures in a database on a server, as the app's own devices write them.
import { createHash } from "node:crypto";
import { lendFaces, photograph } from "./files.mjs";
import { LISTS, people } from "./people.mjs";
import { draws } from "./random.mjs";

/** Contacts that are written together; their pictures come before them. */
const PORTION = 100;
/** One contact in so many has a picture. */
const PICTURED = 4;

/**
 * Writes `count` contacts, a quarter of them with a picture of its own; `page` draws these, and `ask` sends a request to
 * the database. Returns how many documents there are then, and the sizes of pictures and thumbnails in bytes.
 */
export async function fillDatabase(ask, count, page) {
  await lendFaces(page);
  const person = people(draws(20261122), LISTS);
  const sizes = { full: [], thumb: [] };
  let documents = 0;
  for (let start = 0; start < count; start += PORTION) {
    const end = Math.min(count, start + PORTION);
    const photos = await page.evaluate(`(${draw})(${photograph}, ${JSON.stringify({ start: start / PICTURED, end: end / PICTURED })})`);
    const pictures = photos.map(picture);
    pictures.forEach(({ full, thumb }) => {
      sizes.full.push(full.length);
      sizes.thumb.push(thumb.length);
    });
    const contacts = Array.from({ length: end - start }, (_, at) => {
      const { id, body } = person(start + at);
      const own = at % PICTURED ? undefined : pictures[at / PICTURED]?.named;
      return { _id: id, ...body, ...(own && { picture: own }) };
    });
    const attached = pictures.flatMap(({ named: { digest }, full, thumb }) => [
      { _id: `thumb:${digest}`, _attachments: { thumb: attachment(thumb) } },
      { _id: `picture:${digest}`, _attachments: { full: attachment(full) } },
    ]);
    const docs = [...attached, ...contacts];
    const answered = await ask("/_bulk_docs", { docs });
    const refused = (await answered.json()).filter((row) => !row.ok);
    if (!answered.ok || refused.length) throw new Error(`the database was not filled: ${answered.status} ${JSON.stringify(refused[0])}`);
    documents += docs.length;
  }
  return { documents, sizes };
}

function picture([full, thumb]) {
  const bytes = Buffer.from(full, "base64");
  const digest = createHash("sha256").update(bytes).digest("hex");
  return { named: { digest, type: "image/jpeg", width: 256, height: 256, bytes: bytes.length }, full: bytes, thumb: Buffer.from(thumb, "base64") };
}

function attachment(bytes) {
  return { content_type: "image/jpeg", data: bytes.toString("base64") };
}

// Runs in the page: photos, each with itself at 96 × 96.
async function draw(photograph, portion) {
  const canvas = new OffscreenCanvas(96, 96);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const pairs = [];
  for (const full of await photograph(portion)) {
    const bytes = Uint8Array.from(atob(full), (letter) => letter.charCodeAt(0));
    context.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0, 96, 96);
    const thumb = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 })).arrayBuffer());
    pairs.push([full, btoa(String.fromCharCode(...thumb))]);
  }
  return pairs;
}
