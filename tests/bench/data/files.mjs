// Files of contacts, from a fixed seed: a table of many rows, and cards with photos.
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { COMPANY, FIRST, LAST, TAG, TYPE } from "./people.mjs";
import { draws } from "./random.mjs";

const CITY = "Lagos Lisbon Turin Hamburg Bergen Kyoto Kochi Porto Izmir Łódź Málaga Hanoi Cork Aarhus Plovdiv Montréal".split(" ");
const HEADER = "First Name,Last Name,Email,Phone,Company,City,Tags,Type,Birthday";
// Cards whose photos are made and written at a time.
const PORTION = 100;

/** Writes a table of `count` people of whom no two share an email or a phone. */
export function writeTable(path, count) {
  const draw = draws(20261121);
  const lines = [HEADER];
  for (let index = 0; index < count; index += 1) {
    const { first, last, email, phone, company, city, tags, type, birthday } = person(draw, index);
    lines.push([first, last, email, phone, company, city, tags.length > 1 ? `"${tags.join(", ")}"` : tags.join(), type, birthday].join(","));
  }
  writeFileSync(path, `${lines.join("\r\n")}\r\n`);
}

/** Writes `count` cards of version 3.0, each with a photo of its own; `page` draws them. Returns the photos' sizes in bytes. */
export async function writeCards(path, count, page) {
  const draw = draws(20261122);
  await lendFaces(page);
  const sizes = [];
  const file = openSync(path, "w");
  for (let start = 0; start < count; start += PORTION) {
    const photos = await page.evaluate(photograph, { start, end: Math.min(count, start + PORTION) });
    const cards = photos.map((photo, at) => card(person(draw, start + at), photo));
    sizes.push(...photos.map((photo) => Buffer.byteLength(photo, "base64")));
    writeSync(file, cards.join(""));
  }
  closeSync(file);
  return sizes;
}

/** Lets what runs in a page draw parts of two portraits, as `window.faces`. */
export async function lendFaces(page) {
  const faces = ["grace_hopper.jpg", "astronaut.png"].map((name) => readFileSync(fileURLToPath(new URL(`../../data/${name}`, import.meta.url))).toString("base64"));
  await page.evaluate(load, faces);
}

function person({ random, pick }, index) {
  const two = (most) => String(1 + Math.floor(random() * most)).padStart(2, "0");
  const [first, last, company] = [pick(FIRST), pick(LAST), pick(COMPANY)];
  return {
    first, last, company,
    email: `${first}.${last}.${index}@${company}.example`.toLowerCase().normalize("NFD").replace(/[^\x21-\x7e]|’/g, ""),
    phone: `+49 30 ${String(1_000_000 + index).replace(/(?=.{4}$)/, " ")}`,
    city: pick(CITY),
    tags: [...new Set([pick(TAG), pick(TAG)])].slice(0, Math.floor(random() * 3)),
    type: pick(TYPE),
    birthday: `${1950 + Math.floor(random() * 55)}-${two(12)}-${two(28)}`,
  };
}

function card({ first, last, email, phone, company, city, tags, birthday }, photo) {
  const lines = [
    "BEGIN:VCARD", "VERSION:3.0", `N:${last};${first};;;`, `FN:${first} ${last}`, `EMAIL;TYPE=INTERNET:${email}`, `TEL;TYPE=CELL:${phone}`,
    `ORG:${company}`, `ADR;TYPE=WORK:;;;${city};;;`, ...(tags.length ? [`CATEGORIES:${tags.join(",")}`] : []), `BDAY:${birthday}`,
    `PHOTO;ENCODING=b;TYPE=JPEG:${photo}`.replace(/.{74}(?=.)/g, "$&\r\n "), "END:VCARD",
  ];
  return `${lines.join("\r\n")}\r\n`;
}

// Runs in the page: the portraits that the photos are parts of.
async function load(faces) {
  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  window.faces = await Promise.all(faces.map((face) => createImageBitmap(new Blob([bytes(face)]))));
}

/** Runs in the page: photos of 256 × 256, each another part of a portrait in another light, as JPEG in base64. */
export async function photograph({ start, end }) {
  const canvas = new OffscreenCanvas(256, 256);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const photos = [];
  for (let index = start; index < end; index += 1) {
    const face = window.faces[index % 2];
    const side = 300 + (index % 97);
    context.drawImage(face, (index * 31) % (face.width - side), (index * 17) % (face.height - side), side, side, 0, 0, 256, 256);
    context.fillStyle = `hsl(${(index * 137) % 360} 60% 50% / ${0.1 + (index % 13) / 100})`;
    context.fillRect(0, 0, 256, 256);
    context.fillRect(index % 240, Math.floor(index / 240) * 12, 8, 8);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 })).arrayBuffer());
    photos.push(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")));
  }
  return photos;
}
