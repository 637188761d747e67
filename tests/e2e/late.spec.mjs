// Storage that answers later than the app begins, as on an old phone that has just woken up: what was entered meanwhile goes
// along, what was stored before is there, and nothing is said to be lost.
import { COLLINS, add, choose, face, fill, open, openContact, openForm, row, save } from "./app.mjs";
import { expectFace } from "./pixels.mjs";
import { section, toast } from "./settings.mjs";
import { stored } from "./stored.mjs";
import { ABSENT, expect, go, sendConnect, status, syncPart, test, upToDate } from "./sync.mjs";

const WAITS = "as long as its storage does not answer";

/** From the next load on the page is not told that the database is open, until `answerStorage`. */
async function holdStorage(page) {
  await page.addInitScript(() => {
    if (sessionStorage.getItem("answers")) return;
    const answered = new Promise((resolve) => { window.answerStorage = () => { sessionStorage.setItem("answers", "yes"); resolve(); }; });
    const { get, set } = Object.getOwnPropertyDescriptor(IDBRequest.prototype, "onsuccess");
    Object.defineProperty(IDBOpenDBRequest.prototype, "onsuccess", {
      configurable: true,
      get,
      set(handler) { set.call(this, handler && ((event) => answered.then(() => handler.call(this, event)))); },
    });
  });
}

const answerStorage = (page) => page.evaluate(() => window.answerStorage());

/** Begins without storage, and waits until the page says so. */
async function begin(page, path = "contacts") {
  await holdStorage(page);
  await page.goto(`./${path}`);
  await expect(page.getByRole("button", { name: /Not kept yet/ })).toBeVisible();
}

test("what was stored is there when the storage answers late, and nobody is told that it was lost", async ({ page }) => {
  await open(page);
  await add(page, "Ada", "Lovelace");
  await begin(page);
  await expect(page.getByText(WAITS)).toBeVisible();
  await expect(row(page, "Ada Lovelace")).toHaveCount(0);
  await answerStorage(page);
  await expect(row(page, "Ada Lovelace")).toBeVisible();
  await expect(page.getByText(WAITS)).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Kept on this device/ })).toBeVisible();
  await expect(page.getByText("no longer has")).toHaveCount(0);
});

test("who was entered meanwhile is kept with picture and fields, beside who was there", async ({ page }) => {
  await open(page);
  await add(page, "Ada", "Lovelace");
  await open(page, "settings");
  await rename(page, "Rosa");
  await begin(page);
  const form = await openForm(page);
  await choose(form, COLLINS);
  await expect(form.getByText("Change the picture")).toBeVisible();
  await fill(form, { "First name": "Eileen", "Last name": "Collins" });
  await save(page, "Eileen Collins");
  await openContact(page, "Eileen Collins");
  await page.getByRole("textbox", { name: "Company", exact: true }).fill("NASA");
  await page.getByRole("textbox", { name: "Company", exact: true }).blur();
  await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
  await page.getByRole("link", { name: "Back to contacts" }).click();
  await answerStorage(page);
  for (const name of ["Ada Lovelace", "Eileen Collins"]) await expect(row(page, name)).toBeVisible();
  await open(page);
  for (const name of ["Ada Lovelace", "Eileen Collins"]) await expect(row(page, name)).toBeVisible();
  await expectFace(face(row(page, "Eileen Collins"), "Eileen Collins"), COLLINS);
  await openContact(page, "Eileen Collins");
  await expect(page.getByRole("textbox", { name: "Company", exact: true })).toHaveValue("NASA");
  await open(page, "settings");
  await expect(page.getByRole("textbox", { name: "Your name" })).toHaveValue("Rosa");
  expect((await stored(page)).pictures.size).toBe(1);
});

test("settings that were changed meanwhile come together with those that were stored", async ({ page }) => {
  await open(page, "settings");
  const types = section(page, "Contact types");
  await types.getByRole("textbox", { name: "New contact type" }).fill("Pilot");
  await page.keyboard.press("Enter");
  await expect(toast(page, "Contact type “Pilot” was added.")).toBeVisible();
  await begin(page, "settings");
  await rename(page, "Rosa");
  await answerStorage(page);
  await expect(page.getByRole("button", { name: /Kept on this device/ })).toBeVisible();
  await open(page, "settings");
  await expect(page.getByRole("textbox", { name: "Your name" })).toHaveValue("Rosa");
  const settings = (await stored(page)).docs.find(({ id }) => id === "settings:workspace");
  expect(settings.contact_types).toContain("Pilot");
});

test("what is being typed while the storage answers stays", async ({ page }) => {
  await open(page);
  await add(page, "Ada", "Lovelace");
  await begin(page);
  await add(page, "Grace", "Hopper");
  await openContact(page, "Grace Hopper");
  const company = page.getByRole("textbox", { name: "Company", exact: true });
  await company.fill("Nav");
  await answerStorage(page);
  await expect(page.getByRole("button", { name: /Kept on this device/ })).toBeVisible();
  await expect(company).toBeFocused();
  await company.press("End");
  await company.pressSequentially("y");
  await company.press("Tab");
  await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
  await open(page);
  await openContact(page, "Grace Hopper");
  await expect(company).toHaveValue("Navy");
});

test("the contact of the address appears when the storage answers", async ({ page }) => {
  await open(page);
  await add(page, "Ada", "Lovelace");
  await openContact(page, "Ada Lovelace");
  await begin(page, new URL(page.url()).pathname.replace(/^\//, ""));
  await answerStorage(page);
  await expect(page.getByRole("heading", { name: "Ada Lovelace" })).toBeVisible();
});

test("what was entered meanwhile is shown in another tab as soon as it is stored", async ({ page }) => {
  await open(page);
  await add(page, "Ada", "Lovelace");
  const late = await page.context().newPage();
  await begin(late);
  await add(late, "Grace", "Hopper");
  await expect(row(page, "Grace Hopper")).toHaveCount(0);
  await answerStorage(late);
  await expect(row(page, "Grace Hopper")).toBeVisible();
});

test("storage that answers late, and that it cannot be opened, is called absent", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      const request = Object.assign(new EventTarget(), { error: new DOMException("Internal error.", "UnknownError") });
      window.answerStorage = () => { request.onerror?.(new Event("error")); request.dispatchEvent(new Event("error")); };
      return request;
    };
  });
  await page.goto("./contacts");
  await expect(page.getByText(WAITS)).toBeVisible();
  await add(page, "Grace", "Hopper");
  await answerStorage(page);
  await expect(page.getByText("What you enter is gone when you leave.")).toBeVisible();
  await expect(page.getByRole("button", { name: /Gone when you leave/ })).toBeVisible();
  await expect(row(page, "Grace Hopper")).toBeVisible();
});

const names = async (server) => (await server.documents("contact:")).map((doc) => doc.first_name).sort();

/** Connects from Settings, so that no reload ends it. */
async function connectForGood(page, server) {
  await go(page, "Settings");
  await syncPart(page).getByRole("checkbox", { name: /^Stay signed in on this device/ }).check();
  await sendConnect(page, server);
  await upToDate(page);
  await go(page, "Contacts");
}

test("sync goes on when the storage answers, with what was entered meanwhile", async ({ server, device, expected }) => {
  expected(ABSENT);
  const page = await device();
  await open(page);
  await connectForGood(page, server);
  await add(page, "Ada", "Lovelace");
  await expect.poll(() => names(server)).toEqual(["Ada"]);
  await begin(page);
  await add(page, "Grace", "Hopper");
  await answerStorage(page);
  await upToDate(page);
  await expect.poll(() => names(server)).toEqual(["Ada", "Grace"]);
  for (const name of ["Ada Lovelace", "Grace Hopper"]) await expect(row(page, name)).toBeVisible();
});

test("who connects before the storage answers is connected afterwards, and everything is in both places", async ({ server, device, expected }) => {
  expected(ABSENT);
  const page = await device();
  await open(page);
  await add(page, "Ada", "Lovelace");
  await begin(page);
  await add(page, "Grace", "Hopper");
  await connectForGood(page, server);
  await expect.poll(() => names(server)).toEqual(["Grace"]);
  await answerStorage(page);
  await expect.poll(() => names(server), { timeout: 15_000 }).toEqual(["Ada", "Grace"]);
  await upToDate(page);
  await open(page);
  await upToDate(page);
  for (const name of ["Ada Lovelace", "Grace Hopper"]) await expect(row(page, name)).toBeVisible();
  const own = (await stored(page)).docs.filter(({ id }) => id.startsWith("contact:"));
  expect(own.map(({ first_name }) => first_name).sort()).toEqual(["Ada", "Grace"]);
});

async function rename(page, name) {
  const field = page.getByRole("textbox", { name: "Your name" });
  await field.fill(name);
  await field.press("Enter");
  await expect(toast(page, `You are ${name} now.`)).toBeVisible();
}
