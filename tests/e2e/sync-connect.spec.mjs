// Connecting to a server in Settings: everything that can be in the way, said in place; what becomes of what is here and
// there; leaving, signing in again, and removing everything from the device.
import { add, open, row } from "./app.mjs";
import { baseURL } from "./chrome.mjs";
import { contact, idOf } from "./inbox.mjs";
import {
  ABSENT, ADMIN, COLLEAGUE, DATABASE, GONE, JWT_SECRET, STRANGER, USER, answer, answered, box, connect, connected, expect, fillConnect, go,
  kept, sendConnect, status, syncPart, test, upToDate,
} from "./sync.mjs";
import { token } from "../server/jwt.mjs";

test.beforeEach(({ expected }) => expected(ABSENT));

const names = async (server) => (await server.documents("contact:")).map((doc) => doc.first_name).sort();
const dialog = (page, name) => page.getByRole("dialog", { name });
const as = ({ name, password }) => ({ "User name": name, Password: password });

/** Nothing was connected, and the form is still there, with a sentence. */
async function refused(page, sentence) {
  await expect(syncPart(page).getByRole("alert").filter({ hasText: sentence })).toBeVisible();
  await expect(status(page, /^Local only/)).toBeVisible();
  await expect(syncPart(page).getByRole("button", { name: "Connect", exact: true })).toBeEnabled();
}

test("what is typed wrong is named at its field, until it is typed anew", async ({ page }) => {
  await open(page, "settings");
  const part = syncPart(page);
  const nowhere = { url: "https://couch.example.com" };
  const wrong = [
    ["Server address", "", /^Enter the address of the server/],
    ["Server address", "http://couch.example.com", /begins with https:\/\//],
    ["Server address", "https://demo:secret@couch.example.com", /without user name and password/],
    ["Server address", "our couch", /^Enter an address such as/],
    ["Server address", "ftp://couch.example.com", /^Enter an address such as/],
    ["Database", "", /^Enter the name of a database/],
    ["Database", "Our Team", /lower-case letters/],
  ];
  for (const [name, text, sentence] of wrong) {
    await sendConnect(page, nowhere, { [name]: text });
    await expect(box(part, name), `${name}: ${text}`).toHaveAccessibleDescription(sentence);
    await expect(box(part, name)).toHaveAttribute("aria-invalid", "true");
    await expect(part.getByRole("alert").filter({ hasText: sentence })).toBeVisible();
    await box(part, name).fill("x");
    await expect(box(part, name)).not.toHaveAttribute("aria-invalid");
  }
  await expect(status(page, /^Local only/)).toBeVisible();
});

test("an address where nothing answers, and one that there is not", async ({ server, page, expected }) => {
  expected(GONE);
  expected(/ERR_NAME_NOT_RESOLVED/);
  await server.kill();
  await fillConnect(page, server);
  await refused(page, `${new URL(server.url).host} cannot be reached. Check the address and the connection.`);
  await sendConnect(page, { url: "https://couch.invalid" });
  await refused(page, "couch.invalid cannot be reached. Check the address and the connection.");
  expect(await box(syncPart(page), "Database").inputValue()).toBe(DATABASE);
});

test("what answers is no CouchDB: another site, or the page of a hotel", async ({ server, page, expected }) => {
  expected(answered(404));
  await open(page, "settings");
  const site = baseURL().replace(/\/$/, "");
  await sendConnect(page, { url: site });
  await refused(page, `What answers at ${new URL(site).host} is no CouchDB. Check the address`);
  await server.faults.set([{ fault: "html" }]);
  await sendConnect(page, server);
  await refused(page, `What answers at ${new URL(server.url).host} is no CouchDB.`);
});

test.describe("with a server that lets other sites in only", () => {
  test.use({ serverOptions: { origins: ["http://elsewhere.example"] } });

  test("it is said that the server does not let this site read it", async ({ server, page, expected }) => {
    expected(/CORS policy|ERR_FAILED|answer 405/);
    await fillConnect(page, server);
    await refused(page, /answers, but does not let this site read it \(CORS\)\. Whoever runs it has to allow the address of this site there\./);
  });
});

test("a wrong password, a name without one, and nobody at all", async ({ server, page, expected }) => {
  expected(answered(401));
  await fillConnect(page, server, { Password: "wrong" });
  await refused(page, "does not know this user name with this password. Check both.");
  await sendConnect(page, server, { Password: "" });
  await refused(page, "does not know this user name with this password. Check both.");
  await sendConnect(page, server, { "User name": "", Password: "" });
  await refused(page, "wants to know who you are. Enter a user name and a password.");
});

test("somebody whom the server knows and does not let in", async ({ server, page, expected }) => {
  expected(answered(403));
  await fillConnect(page, server, as(STRANGER));
  await refused(page, /knows you, but does not let you into the database “team”.*Ask whoever runs it for the rights of a member\./);
});

test("a database that there is not yet is made by whoever may, after a question", async ({ server, page, expected }) => {
  expected(answered(401));
  await open(page);
  await add(page, "Grace", "Hopper");
  await go(page, "Settings");
  await sendConnect(page, server, { Database: "other" });
  await answer(page, "Create this database?", "Create database");
  await refused(page, /^You have no right to make databases at .* Whoever runs it has to make “other” for you\.$/);

  await sendConnect(page, server, { Database: "other", ...as(ADMIN) });
  await answer(page, "Create this database?", "Cancel");
  await expect(status(page, /^Local only/)).toBeVisible();
  const there = () => fetch(`${server.url}/other`, { headers: { authorization: `Basic ${btoa(`${ADMIN.name}:${ADMIN.password}`)}` } });
  expect((await there()).status).toBe(404);
  await sendConnect(page, server, { Database: "other", ...as(ADMIN) });
  await answer(page, "Create this database?", "Create database");
  await upToDate(page);
  expect((await (await there()).json()).doc_count).toBeGreaterThan(0);
});

for (const [button, here, there] of [["Merge both", ["Ada", "Grace"], ["Ada", "Grace"]], ["Take the server’s", ["Ada"], ["Ada"]], ["Cancel", ["Grace"], ["Ada"]]]) {
  test(`both have contacts: ${button}`, async ({ server, page }) => {
    await server.seed([contact(idOf(1), "Ada Lovelace")]);
    await open(page);
    await add(page, "Grace", "Hopper");
    await go(page, "Settings");
    await sendConnect(page, server);
    await answer(page, "Both have contacts", button);
    if (button === "Cancel") await expect(status(page, /^Local only/)).toBeVisible();
    else await upToDate(page);
    await go(page, "Contacts");
    const grid = page.getByRole("grid", { name: "Contacts" });
    for (const [first, name] of [["Ada", "Ada Lovelace"], ["Grace", "Grace Hopper"]]) {
      await expect(grid.getByRole("link", { name })).toHaveCount(here.includes(first) ? 1 : 0);
    }
    expect(await names(server)).toEqual(there);
  });
}

test("taking the server’s leaves nothing behind of what was here, on the screen or on the server", async ({ server, device, accessible }) => {
  await server.seed([contact(idOf(1), "Ada Lovelace")]);
  const page = await device();
  await open(page);
  await add(page, "Grace", "Hopper");
  await page.getByRole("button", { name: "Add smart list" }).click();
  await dialog(page, "Add smart list").getByRole("textbox", { name: "Name" }).fill("Mine");
  await page.keyboard.press("Enter");
  await dialog(page, "Filter").getByRole("button", { name: "Cancel" }).click();
  await go(page, "Settings");
  await page.getByRole("textbox", { name: "New person" }).fill("Ana Lima");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name of Ana Lima" })).toBeVisible();
  await sendConnect(page, server);
  await expect(dialog(page, "Both have contacts")).toBeVisible();
  await accessible(page);
  await answer(page, "Both have contacts", "Take the server’s");
  await upToDate(page);
  expect((await server.documents()).map(({ _id }) => _id)).toEqual([`contact:${idOf(1)}`]);
  for (const text of ["Hopper", "Ana Lima"]) expect(await kept(page)).not.toContain(text);
  await go(page, "Contacts");
  await expect(row(page, "Ada Lovelace")).toBeVisible();
  await expect(row(page, "Grace Hopper")).toHaveCount(0);
  await expect(page.getByRole("tab", { name: "Mine", exact: true })).toHaveCount(0);
  await go(page, "Settings");
  await expect(page.getByRole("textbox", { name: "Name of Ana Lima" })).toHaveCount(0);
});

for (const stays of [false, true]) {
  test(`a name and a password in any script open a database of any name${stays ? ", and a session" : ""}`, async ({ server, device }) => {
    const page = await device();
    await open(page, "settings");
    if (stays) await syncPart(page).getByRole("checkbox", { name: /^Stay signed in/ }).check();
    await sendConnect(page, server, as(COLLEAGUE));
    await upToDate(page);
    await expect(syncPart(page)).toContainText(`as ${COLLEAGUE.name}`);
    await syncPart(page).getByRole("button", { name: "Disconnect" }).click();
    await answer(page, "Disconnect this device?", "Disconnect");
    await sendConnect(page, server, { Database: "a_$()+-/b", ...as(ADMIN) });
    await answer(page, "Create this database?", "Create database");
    await upToDate(page);
    await expect(syncPart(page)).toContainText("a_$()+-/b on");
  });
}

test("Disconnect keeps what is here; connecting again asks nothing, and nothing is there twice", async ({ server, device }) => {
  const page = await device();
  await open(page);
  await add(page, "Grace", "Hopper");
  await go(page, "Settings");
  await sendConnect(page, server);
  await upToDate(page);
  await syncPart(page).getByRole("button", { name: "Disconnect" }).click();
  await answer(page, "Disconnect this device?", "Disconnect");
  await expect(status(page, /^Local only/)).toBeVisible();
  await server.seed([contact(idOf(1), "Ada Lovelace")]);
  await go(page, "Contacts");
  await expect(row(page, "Grace Hopper")).toBeVisible();
  await add(page, "Michael", "Collins");
  await page.reload();
  await expect(status(page, /^Local only/)).toBeVisible();
  expect(await names(server)).toEqual(["Ada", "Grace"]);

  await connect(page, server);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await go(page, "Contacts");
  await expect(page.getByRole("grid", { name: "Contacts" }).getByRole("link")).toHaveText([/Ada Lovelace/, /Grace Hopper/, /Michael Collins/]);
  expect(await names(server)).toEqual(["Ada", "Grace", "Michael"]);
});

test("Cancel leaves the device connected", async ({ server, device }) => {
  const page = await device();
  const part = await connect(page, server);
  for (const [button, question] of [["Disconnect", "Disconnect this device?"], ["Remove from this device", "Remove everything from this device?"]]) {
    await part.getByRole("button", { name: button }).click();
    await answer(page, question, "Cancel");
    await expect(part.getByRole("button", { name: button })).toBeFocused();
    await expect(status(page, /^Up to date/)).toBeVisible();
  }
});

test("Remove from this device warns of what waits, and leaves nothing in this browser", async ({ server, device, expected, accessible }) => {
  expected(answered(503));
  const page = await connected(device, server);
  await add(page, "Grace", "Hopper");
  await expect.poll(() => names(server)).toEqual(["Grace"]);
  await server.faults.set([{ fault: "answer", status: 503 }]);
  await add(page, "Michael", "Collins");
  await expect(status(page, /^Offline\s*1 change waiting/)).toBeVisible({ timeout: 10_000 });
  await go(page, "Settings");
  await syncPart(page).getByRole("button", { name: "Remove from this device" }).click();
  await expect(dialog(page, "Remove everything from this device?")).toContainText("1 change has not reached the server yet, and would be lost.");
  await expect(dialog(page, "Remove everything from this device?")).toContainText("What is on the server stays there.");
  await accessible(page);
  const before = await kept(page);
  for (const text of ["Hopper", "Collins", server.url]) expect(before).toContain(text);
  const reloaded = page.waitForEvent("load");
  await answer(page, "Remove everything from this device?", "Remove");
  await reloaded;
  await expect(status(page, /^Local only/)).toBeVisible();
  const after = await kept(page);
  for (const text of ["Hopper", "Collins", "Grace", new URL(server.url).host, USER.name]) expect(after).not.toContain(text);
  await open(page);
  await expect(page.getByRole("grid", { name: "Contacts" }).getByRole("link")).toHaveCount(0);
  await server.faults.heal();
  expect(await names(server)).toEqual(["Grace"]);
});

test("who has to sign in again does so in Settings, and what waited goes", async ({ server, device, expected }) => {
  expected(answered(401));
  const page = await connected(device, server);
  await server.faults.set([{ fault: "answer", status: 401 }]);
  await add(page, "Grace", "Hopper");
  await expect(status(page, /^Needs attention\s*Sign in again/)).toBeVisible({ timeout: 10_000 });
  await go(page, "Settings");
  const part = syncPart(page);
  await server.faults.heal();
  await box(part, "Password").fill("wrong");
  await part.getByRole("button", { name: "Sign in" }).click();
  await expect(part.getByRole("alert").filter({ hasText: "does not know this user name with this password" })).toBeVisible();
  await box(part, "Password").fill(USER.password);
  await part.getByRole("button", { name: "Sign in" }).click();
  await upToDate(page);
  await expect(part.getByRole("button", { name: "Sign in" })).toHaveCount(0);
  expect(await names(server)).toEqual(["Grace"]);
});

test("the password is not kept: after a reload one signs in, and works on until then", async ({ server, device }) => {
  const page = await device();
  await connect(page, server);
  expect(await kept(page)).not.toContain(USER.password);
  await page.reload();
  await expect(status(page, /^Needs attention\s*Sign in again/)).toBeVisible({ timeout: 10_000 });
  await go(page, "Contacts");
  await add(page, "Grace", "Hopper");
  await go(page, "Settings");
  const part = syncPart(page);
  await expect(part).toContainText("is not kept when Visage is closed. What you change is kept on this device.");
  await expect(part).toContainText(/Waiting\s*1 contact/);
  await box(part, "Password").fill(USER.password);
  await part.getByRole("button", { name: "Sign in" }).click();
  await upToDate(page);
  expect(await names(server)).toEqual(["Grace"]);
});

test("a connected device never shows the form to connect after a reload", async ({ server, device }) => {
  const page = await device();
  await connect(page, server);
  await page.addInitScript(() => {
    window.__seen = new Set();
    new MutationObserver(() => {
      for (const button of document.querySelectorAll("button")) window.__seen.add(button.textContent);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.reload();
  await expect(status(page, /^Needs attention/)).toBeVisible({ timeout: 10_000 });
  const seen = await page.evaluate(() => [...window.__seen]);
  expect(seen).toContain("Sign in");
  expect(seen).not.toContain("Connect");
  // That it is opening is true; that everything is on this device only never was.
  expect(seen).not.toContain("Local onlyKept on this device");
});

test("Stay signed in outlives a reload with a cookie of the server, until the session has ended", async ({ server, device, expected }) => {
  expected(answered(401));
  const page = await device();
  await open(page, "settings");
  const part = syncPart(page);
  const stays = part.getByRole("checkbox", { name: /^Stay signed in on this device/ });
  await stays.check();
  await sendConnect(page, server);
  await upToDate(page);
  const [cookie] = await page.context().cookies(server.url);
  expect(cookie).toMatchObject({ name: "AuthSession", httpOnly: true });
  for (const secret of [USER.password, cookie.value]) expect(await kept(page)).not.toContain(secret);
  await page.reload();
  await upToDate(page);
  await server.seed([contact(idOf(1), "Ada Lovelace")]);
  await go(page, "Contacts");
  await expect(row(page, "Ada Lovelace")).toBeVisible();

  // As the browser does when the session has ended.
  await page.context().clearCookies();
  await add(page, "Grace", "Hopper");
  await expect(status(page, /^Needs attention\s*Sign in again/)).toBeVisible({ timeout: 10_000 });
  await go(page, "Settings");
  await stays.check();
  await box(part, "Password").fill(USER.password);
  await part.getByRole("button", { name: "Sign in" }).click();
  await upToDate(page);
  expect(await names(server)).toEqual(["Ada", "Grace"]);

  await part.getByRole("button", { name: "Disconnect" }).click();
  await answer(page, "Disconnect this device?", "Disconnect");
  await expect(status(page, /^Local only/)).toBeVisible();
  expect(await page.context().cookies(server.url)).toEqual([]);
});

const tokenFor = (seconds) => token(JWT_SECRET, { name: USER.name, exp: Math.floor(Date.now() / 1000) + seconds });

test("an access token opens the database without a user name, and is asked for again after a reload", async ({ server, device }) => {
  const page = await device();
  const good = tokenFor(3_600);
  await connect(page, server, { "User name": "", Password: good });
  expect(await kept(page)).not.toContain(good);
  await page.reload();
  await expect(status(page, /^Needs attention\s*Sign in again/)).toBeVisible({ timeout: 10_000 });
  await box(syncPart(page), "Access token").fill(good);
  await syncPart(page).getByRole("button", { name: "Sign in" }).click();
  await upToDate(page);
});

test("an access token that is good no more is called so", async ({ server, page, expected }) => {
  expected(answered(401));
  await fillConnect(page, server, { "User name": "", Password: tokenFor(-60) });
  await refused(page, /token/);
});

test("what one has written does not go under the name of another", async ({ server, device, expected }) => {
  expected(answered(503));
  const page = await connected(device, server);
  await server.faults.set([{ fault: "answer", status: 503 }]);
  await add(page, "Grace", "Hopper");
  await expect(status(page, /^Offline\s*1 change waiting/)).toBeVisible({ timeout: 10_000 });
  await go(page, "Settings");
  await syncPart(page).getByRole("button", { name: "Disconnect" }).click();
  await answer(page, "Disconnect this device?", "Disconnect");
  await server.faults.heal();
  await sendConnect(page, server, as(COLLEAGUE));
  await refused(page, /before somebody else signs in/);
  expect(await names(server)).toEqual([]);
});
