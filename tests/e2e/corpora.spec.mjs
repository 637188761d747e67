// Every file of the picture collections through the real pipeline: verdicts, time, and cleanliness of what is stored.
import { expect, test } from "./fixtures.mjs";
import { add, open, openContact } from "./app.mjs";
import { current, feed, manifest, original, serve } from "./corpora.mjs";
import { difference, sample } from "./pixels.mjs";
import { PAYLOADS, faults } from "./stored.mjs";

/** The service worker would answer for the collection's files. */
test.use({ serviceWorkers: "block" });

const REFUSALS = {
  type: /is not a JPG or PNG picture|is empty/,
  size: /The limit is 2\.5 MB/,
  dimensions: /pixels\. The limit is|is damaged and cannot be read/,
  corrupt: /is damaged and cannot be read|is not a JPG or PNG picture/,
};

const isPresent = manifest("exif") !== undefined;

/** Collections in parts of about the same size, so that both cores have work. */
const PARTS = [["images-valid", 0, 110], ["images-valid", 110, 220], ["images-valid", 220, 999], ["images-invalid", 0, 130],
  ["images-invalid", 130, 999], ["exif", 0, 999]];

for (const [collection, from, to] of isPresent ? PARTS : []) {
  test(`${collection} from ${from}: each file gets its verdict, and what is stored is clean`, async ({ expected, page }) => {
    const entries = manifest(collection).slice(from, to);
    await contact(page, collection, expected);
    const found = [];
    let before = await current(page);
    for (const entry of entries) {
      let { refusal, took, deaf } = await feed(page, entry.file);
      // A slow file is slow each time; a busy machine is not.
      for (let again = 0; again < 4 && (took > 1000 || deaf > 500); again += 1) ({ refusal, took, deaf } = await feed(page, entry.file));
      const after = await current(page);
      const say = (fault) => found.push(`${entry.file}: ${fault}`);
      if (took > 1000) say(`took ${Math.round(took)} ms`);
      if (deaf > 500) say(`the page was deaf for ${Math.round(deaf)} ms`);
      verdict(entry, refusal).forEach(say);
      if (refusal) {
        if (after.digest !== before.digest) say("the old picture is gone");
      } else {
        stale(after, collection, entry).forEach(say);
      }
      before = after;
    }
    expect(found.join("\n")).toBe("");
  });
}

if (!isPresent) {
  test.skip("the picture collections are not in VISAGE_CORPORA: their files are not tested", () => {});
}

if (isPresent) test("pictures that a camera turned are upright: all orientations of a scene end the same", async ({ expected, page }) => {
  const files = manifest("exif").map(({ file }) => file).filter((file) => /recurser__/.test(file));
  await contact(page, "exif", expected);
  const scenes = { Landscape: [], Portrait: [] };
  for (const file of files) {
    await feed(page, file);
    const { full } = await current(page);
    scenes[/Landscape|Portrait/.exec(file)[0]].push({ file, pixels: await sample(page, full.bytes) });
  }
  const far = Object.values(scenes).flatMap(([first, ...others]) => others
    .filter(({ pixels }) => difference(first.pixels, pixels) >= 8)
    .map(({ file }) => `${file} is not ${first.file}`));
  expect(far).toEqual([]);
  // Numbers are painted into the scenes: a turned one would differ.
  const { Landscape: [{ pixels: wide }], Portrait: [{ pixels: high }] } = scenes;
  expect(difference(wide, high)).toBeGreaterThan(8);
  expect(difference(wide, turned(wide))).toBeGreaterThan(8);
});

/** A contact on its page, and the collection within reach. */
async function contact(page, collection, expected) {
  expected(/Service Worker registration blocked/);
  await serve(page, collection);
  await open(page);
  await add(page, "Every", "Picture");
  await openContact(page, "Every Picture");
}

function verdict({ expect: verdict, why }, refusal) {
  if (verdict === "accept" && refusal) return [`was refused: ${refusal}`];
  if (verdict === "reject" && !refusal) return ["was taken"];
  if (verdict === "reject" && !REFUSALS[why].test(refusal)) return [`was refused with other words: ${refusal}`];
  return [];
}

function stale({ digest, full, thumb }, collection, { file }) {
  const whole = original(collection, file);
  const payloads = collection === "images-invalid"
    ? PAYLOADS.filter((payload) => whole.includes(payload, 0, "latin1") && full.bytes.includes(payload, 0, "latin1")) : [];
  return [...faults(digest, { full, thumb }, whole), ...payloads.map((payload) => `still holds ${payload}`)];
}

/** A sample, turned upside down. */
function turned(pixels) {
  return pixels.map((_, index) => pixels[pixels.length - 3 - (index - index % 3) + index % 3]);
}
