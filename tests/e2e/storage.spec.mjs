// Without storage, with full storage, with lost storage, and after a crash: honest words, and nothing half done.
import { randomBytes } from "node:crypto";
import { expect, test } from "./fixtures.mjs";
import { add, choose, face, file, fill, open, openContact, openForm, row, save, COLLINS } from "./app.mjs";
import { baseURL } from "./chrome.mjs";
import { png } from "./files.mjs";
import { expectFace } from "./pixels.mjs";
import { contacts, stored } from "./stored.mjs";
import { timed, within } from "./within.mjs";

const ABSENT = {
  "is undefined": () => Object.defineProperty(window, "indexedDB", { value: undefined }),
  "throws": () => Object.defineProperty(window, "indexedDB", { get: () => { throw new DOMException("denied", "SecurityError"); } }),
  "throws on open": () => { IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); }; },
  "fails to open": () => {
    IDBFactory.prototype.open = () => {
      const request = Object.assign(new EventTarget(), { error: new DOMException("Internal error.", "UnknownError") });
      setTimeout(() => { request.onerror?.(new Event("error")); request.dispatchEvent(new Event("error")); });
      return request;
    };
  },
  "never answers": () => { IDBFactory.prototype.open = () => new EventTarget(); },
};

for (const [how, init] of Object.entries(ABSENT)) {
  test(`where IndexedDB ${how}, the app works in memory within 3 s and says so`, async ({ page }) => {
    await page.addInitScript(init);
    await within(3_000, `where IndexedDB ${how}`, async () => {
      await page.goto("./contacts");
      return timed(() => expect(page.getByText("This browser keeps nothing for this page")).toBeVisible());
    });
    const until = how === "never answers" ? /^Local only.*Not kept yet/ : /^Local only.*Gone when you leave/;
    await expect(page.getByRole("button", { name: until })).toBeVisible();
    const form = await openForm(page);
    await choose(form, COLLINS);
    await expect(form.getByText("Change the picture")).toBeVisible();
    await fill(form, { "First name": "Eileen", "Last name": "Collins" });
    await save(page, "Eileen Collins");
    await expectFace(face(row(page, "Eileen Collins"), "Eileen Collins"), COLLINS);
    await openContact(page, "Eileen Collins");
    await page.getByRole("textbox", { name: "Company" }).fill("NASA");
    await page.getByRole("textbox", { name: "Company" }).blur();
    await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
    await page.getByRole("link", { name: "Back to contacts" }).click();
    await expect(row(page, "Eileen Collins")).toBeVisible();
  });
}

test("with no space left the edit stays in the form, and the same save works when there is space", async ({ page }) => {
  // Before the app opens its database, since the browser remembers for a while how much room there is.
  const quota = await limitQuota(page, 3_000_000);
  await open(page);
  await add(page, "Ada", "Lovelace");
  const form = await openForm(page);
  await fill(form, { "First name": "Rosa", "Last name": "Parks" });
  await choose(form, noise());
  await expect(form.getByText("Change the picture")).toBeVisible();
  await fillUp(page);
  const before = await stored(page);
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(form.getByRole("alert")).toContainText("no space left");
  await expect(form.getByRole("textbox", { name: "First name" })).toHaveValue("Rosa");
  await expect(form.getByText("Change the picture")).toBeVisible();
  expect(await stored(page)).toEqual(before);
  await quota.lift();
  await save(page, "Rosa Parks");
  await page.reload();
  await expect(face(row(page, "Rosa Parks"), "Rosa Parks")).toBeVisible();
  const after = await stored(page);
  expect(after.pictures.size).toBe(1);
  expect(after.docs.filter(({ id }) => id.startsWith("contact:"))).toHaveLength(2);
});

test("a database that was lost while the app was closed is said, and the app goes on", async ({ page }) => {
  await open(page);
  await add(page, "Ada", "Lovelace");
  await add(page, "Rosa", "Parks");
  const { origin } = new URL(page.url());
  await page.goto("about:blank");
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
  await open(page);
  await expect(page.getByRole("status").getByText("no longer has the 2 contacts")).toBeVisible();
  await add(page, "Grace", "Hopper");
  expect(await contacts(page)).toHaveLength(1);
  await page.reload();
  await expect(row(page, "Grace Hopper")).toBeVisible();
  await expect(page.getByText("no longer has")).toHaveCount(0);
});

test("site data cleared while open: the next save does not pretend", async ({ page }) => {
  await open(page);
  await add(page, "Ada", "Lovelace");
  const form = await openForm(page);
  await fill(form, { "First name": "Rosa", "Last name": "Parks" });
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "indexeddb" });
  await form.getByRole("button", { name: "Save", exact: true }).click();
  // Either it is written to a fresh database or the form keeps it and says why.
  const saved = page.getByRole("status").getByText("Rosa Parks was added.");
  const refused = form.getByRole("alert");
  await expect(saved.or(refused)).toBeVisible();
  if (await refused.isVisible()) {
    await expect(form.getByRole("textbox", { name: "First name" })).toHaveValue("Rosa");
  } else {
    await page.reload();
    await expect(row(page, "Rosa Parks")).toBeVisible();
  }
});

test("a panic shows the crash page, and the reload brings everything back", async ({ expected, page }) => {
  expected(/rehearsed|unreachable|RuntimeError/);
  await open(page);
  await add(page, "Ada", "Lovelace");
  await page.evaluate(() => window.dispatchEvent(new Event("visage:panic")));
  const crash = page.getByRole("alert").filter({ hasText: "Visage has stopped" });
  await expect(crash).toBeVisible();
  await crash.getByRole("link", { name: "Reload Visage" }).click();
  await expect(crash).toHaveCount(0);
  await expect(row(page, "Ada Lovelace")).toBeVisible();
  await add(page, "Rosa", "Parks");
});

test("a picture and its contact are stored together or not at all", async ({ page }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function failing(...given) {
      if (window.failing && this.name === window.failing) throw new DOMException("broken", "DataError");
      return put.apply(this, given);
    };
  });
  await open(page);
  const form = await openForm(page);
  await choose(form, COLLINS);
  await expect(form.getByText("Change the picture")).toBeVisible();
  await fill(form, { "First name": "Eileen" });
  for (const store of ["docs", "pictures"]) {
    await page.evaluate((store) => { window.failing = store; }, store);
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await expect(form.getByRole("alert")).toContainText("Not saved");
    const { docs, pictures } = await stored(page);
    expect([docs, pictures.size]).toEqual([[], 0]);
  }
  await page.evaluate(() => { window.failing = undefined; });
  await save(page, "Eileen");
  await expect(face(row(page, "Eileen"), "Eileen")).toBeVisible();
});

/** Grants the app's origin only so many bytes. */
async function limitQuota(page, quotaSize) {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(baseURL());
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize });
  return { lift: () => session.send("Storage.overrideQuotaForOrigin", { origin }) };
}

/** A picture of noise with transparency, so that it stays PNG: a megabyte that cannot be compressed. */
function noise() {
  const bytes = randomBytes(512 * 512 * 3);
  const pixel = (x, y) => [...bytes.subarray((y * 512 + x) * 3, (y * 512 + x) * 3 + 3), x < 8 ? 0 : 255];
  return file("noise.png", png(512, 512, pixel));
}

/** Fills what room there is with noise in another database, until the browser refuses. */
async function fillUp(page) {
  const refusal = await page.evaluate(async () => {
    const db = await new Promise((resolve, reject) => {
      const request = indexedDB.open("filling", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("noise", { autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const put = (size) => new Promise((resolve) => {
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
      const write = db.transaction("noise", "readwrite");
      write.objectStore("noise").put(bytes);
      write.oncomplete = () => resolve(undefined);
      write.onabort = () => resolve(write.error?.name ?? "aborted");
    });
    for (let written = 0; written < 100; written += 1) {
      const refused = await put(100_000);
      if (refused) return refused;
    }
    return "never";
  });
  expect(refusal).toBe("QuotaExceededError");
}

test("a stored thing that is no document hides none of those behind it", async ({ page }) => {
  await open(page);
  await page.evaluate(() => new Promise((resolve, reject) => {
    const opened = indexedDB.open("visage");
    opened.onsuccess = () => {
      const tx = opened.result.transaction("docs", "readwrite");
      const id = (index) => `contact:00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
      tx.objectStore("docs").put({ id: id(0) });
      for (let index = 1; index <= 600; index += 1) tx.objectStore("docs").put({ id: id(index), json: `{"first_name":"Person ${index}"}` });
      tx.oncomplete = () => resolve(opened.result.close());
      tx.onabort = () => reject(tx.error);
    };
  }));
  await page.reload();
  await expect(page.getByRole("grid", { name: "Contacts" })).toHaveAttribute("aria-rowcount", "601");
});
