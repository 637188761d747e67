// The picture collections that are not part of the repository, and one contact that gets every file of them.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = process.env.VISAGE_CORPORA ?? "";

/** The manifest of a collection; none when it is absent. */
export function manifest(collection) {
  try {
    return JSON.parse(readFileSync(join(FOLDER, collection, "manifest.json"), "utf8"));
  } catch {
    return undefined;
  }
}

/** Lets the page fetch files of a collection from its own origin. */
export async function serve(page, collection) {
  await page.route("**/corpus/**", (route) => {
    const name = decodeURIComponent(new URL(route.request().url()).pathname.split("/corpus/")[1]);
    return route.fulfill({ body: readFileSync(join(FOLDER, collection, name)), contentType: "application/octet-stream" });
  });
}

/**
 * Gives the contact on the page a file by its file input and waits, inside the page, for how that ends: in a refusal
 * or in a stored picture. Returns the words, the digest, how long it took, and the longest the page was deaf.
 */
export function feed(page, name) {
  return page.evaluate(async (name) => {
    const bytes = await (await fetch(`/corpus/${encodeURIComponent(name)}`)).arrayBuffer();
    const input = document.querySelector('input[aria-label="Choose picture"]');
    const find = (role, words) => [...document.querySelectorAll(role)].find((found) => found.textContent.includes(words));
    const click = (role, words) => find(role, words)?.click();
    /** Looks at every change of the page until `look` finds something. */
    const until = (look) => new Promise((resolve, reject) => {
      const watch = new MutationObserver(() => check());
      const give = setTimeout(() => { watch.disconnect(); reject(new Error(`${name}: no answer in 12 s`)); }, 12_000);
      const check = () => {
        const found = look();
        if (!found) return;
        watch.disconnect();
        clearTimeout(give);
        resolve(found);
      };
      watch.observe(document.body, { childList: true, subtree: true, characterData: true });
      check();
    });
    for (const dismiss of document.querySelectorAll('[role=status] button[aria-label="Dismiss"], [role=alert] button:last-child')) dismiss.click();
    await until(() => !document.querySelector("main [role=alert]") && !find("[role=status]", "Picture "));

    let deaf = 0;
    let last = performance.now();
    const pulse = setInterval(() => {
      deaf = Math.max(deaf, performance.now() - last);
      last = performance.now();
    }, 10);
    const begun = performance.now();
    const chosen = new DataTransfer();
    chosen.items.add(new File([bytes], name.split("/").at(-1)));
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    const first = await until(() => document.querySelector("main [role=alert]") ?? document.querySelector('dialog[aria-label="Position picture"]')
      ?? find("[role=status]", "Picture "));
    let took = performance.now() - begun;
    if (first.localName === "dialog") {
      const using = performance.now();
      click("dialog button", "Use picture");
      await until(() => document.querySelector("main [role=alert]") ?? find("[role=status]", "Picture "));
      took += performance.now() - using;
    }
    clearInterval(pulse);
    const refusal = document.querySelector("main [role=alert] span")?.textContent;
    return { refusal, took, deaf };
  }, name);
}

/** The picture that the contact has now, as it is stored, without reading any other. */
export function current(page) {
  return page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const db = await done(indexedDB.open("visage"));
    const read = db.transaction(["docs", "pictures"]);
    const docs = await done(read.objectStore("docs").getAll(IDBKeyRange.bound("contact:", "contact;")));
    const { digest } = JSON.parse(docs[0].json).picture ?? {};
    const picture = digest && await done(read.objectStore("pictures").get(digest));
    db.close();
    if (!picture) return { digest };
    const plain = async (blob) => {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const { width, height } = await createImageBitmap(blob);
      return { type: blob.type, base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")), width, height };
    };
    return { digest, full: await plain(picture.full), thumb: await plain(picture.thumb) };
  }).then(({ digest, full, thumb }) => ({ digest, full: full && bytes(full), thumb: thumb && bytes(thumb) }));
}

function bytes({ base64, ...rest }) {
  return { ...rest, bytes: Buffer.from(base64, "base64") };
}

/** A file of a collection. */
export function original(collection, name) {
  return readFileSync(join(FOLDER, collection, name));
}
