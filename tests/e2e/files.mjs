// Files that tests make: of an exact size, of a size in pixels, and of kinds that are no JPG or PNG.
import { deflateSync } from "node:zlib";
import { HOPPER } from "./app.mjs";

/** A JPEG of exactly so many bytes: what a camera may add behind the picture fills it up. */
export function jpegOf(bytes) {
  return Buffer.concat([HOPPER.buffer, Buffer.alloc(bytes - HOPPER.buffer.length)]);
}

/** A PNG from rows of RGBA bytes. */
export function png(width, height, pixel, extra = []) {
  const rows = Array.from({ length: height }, (_, y) =>
    [0, ...Array.from({ length: width }, (_, x) => pixel(x, y)).flat()]);
  return pngFile(header(width, height, 8, 6), Buffer.from(rows.flat()), extra);
}

/** A PNG of one grey, one bit a pixel: many pixels in few bytes. */
export function hugePng(side) {
  return pngFile(header(side, side, 1, 0), Buffer.alloc((Math.ceil(side / 8) + 1) * side));
}

function pngFile(head, rows, extra = []) {
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", head), ...extra.map(([name, data]) => chunk(name, data)),
    chunk("IDAT", deflateSync(rows, { level: 1 })), chunk("IEND", Buffer.alloc(0))]);
}

function header(width, height, depth, colour) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = depth;
  head[9] = colour;
  return head;
}

function chunk(name, data) {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc(named), named.length + 4);
  return framed;
}

function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** Files that are no picture that Visage takes, each under a name that claims it, and what the answer says of it. */
export const STRANGERS = [
  ["holiday.jpg", Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic\0\0\0\0mif1heic"), Buffer.alloc(64)]), /HEIC/],
  ["dance.jpg", Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"), /GIF/],
  ["web.png", Buffer.from("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", "base64"), /WebP/],
  ["drawing.png", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), /SVG/],
  ["letter.jpg", Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"), /PDF/],
  ["notes.png", Buffer.from("Call back on Monday, please.\n"), /text/],
];
