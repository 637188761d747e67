// The status button at the foot of the rail, in every state that it can be in, and what Settings say beside it: on a desk
// and on a phone, light and dark.
import { add, open } from "./app.mjs";
import { expectNothingWider } from "./everywhere.mjs";
import { contact, idOf } from "./inbox.mjs";
import { ABSENT, GONE, USER, answered, connect, connected, expect, fillConnect, go, hold, status, syncPart, test, upToDate } from "./sync.mjs";

test.beforeEach(({ expected }) => {
  expected(ABSENT);
  expected(GONE);
});

/** The state is in the button and in Settings, on a light desk and on a dark phone, and axe finds nothing there. */
async function shows(page, accessible, button, part) {
  await expect(status(page, button)).toBeVisible({ timeout: 20_000 });
  await go(page, "Settings");
  await expect(syncPart(page)).toContainText(part, { timeout: 15_000 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await accessible(page);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 390, height: 700 });
  await expect(status(page, button)).toBeInViewport();
  await expectNothingWider(page, 390);
  await accessible(page);
  await page.setViewportSize({ width: 1280, height: 720 });
}

test("Local only, before anybody has connected", async ({ page, accessible }) => {
  await open(page);
  await expect(status(page)).toHaveAccessibleName(/^Local only\s*Kept on this device$/);
  await shows(page, accessible, /^Local only/, "Until then everything stays on this device.");
  await expect(syncPart(page).getByRole("button", { name: "Connect", exact: true })).toBeVisible();
});

test("the button goes to Settings", async ({ page }) => {
  await open(page);
  await status(page).click();
  await expect(page).toHaveURL(/\/settings/);
  await expect(syncPart(page)).toBeInViewport();
});

test("Syncing, with a number and an end, while many contacts come for the first time", async ({ server, device, accessible }) => {
  const people = Array.from({ length: 700 }, (_, at) => contact(idOf(at), `Ada Number${at}`));
  await server.seed(people);
  const page = await device();
  await open(page, "settings");
  const release = await hold(page, /_changes\?.*since=/);
  await fillConnect(page, server);
  // The contacts, and the rules.
  await expect(status(page)).toHaveAccessibleName(/^Syncing…\s*500 of 701$/, { timeout: 15_000 });
  // Before axe, which may take longer than the app waits for a server that says nothing.
  const progress = syncPart(page).getByRole("progressbar", { name: "Changes read" });
  await expect(progress).toHaveJSProperty("value", 500);
  await expect(progress).toHaveJSProperty("max", 701);
  await shows(page, accessible, /^Syncing…/, "Syncing… · 500 of 701");
  await release();
  await upToDate(page);
  await expect(progress).toHaveCount(0);
  await go(page, "Contacts");
  await expect(page.getByRole("grid", { name: "Contacts" })).toHaveAttribute("aria-rowcount", /^70[01]$/);
});

test("Up to date, with the time of it", async ({ server, device, accessible }) => {
  const page = await connected(device, server);
  await expect(status(page)).toHaveAccessibleName(/^Up to date\s*Synced .*\d/);
  await shows(page, accessible, /^Up to date/, "Up to date");
  await expect(syncPart(page)).toContainText(`team on ${new URL(server.url).host}, as ${USER.name}`);
  await expect(syncPart(page)).toContainText(/Waiting\s*Nothing/);
  await expect(syncPart(page)).not.toContainText("Not yet");
});

test("Offline, when the server is gone, with what waits by kind", async ({ server, device, accessible }) => {
  const page = await connected(device, server);
  await server.kill();
  await add(page, "Grace", "Hopper");
  await expect(status(page)).toHaveAccessibleName(/^Offline\s*1 change waiting$/, { timeout: 20_000 });
  await add(page, "Michael", "Collins");
  await expect(status(page)).toHaveAccessibleName(/^Offline\s*2 changes waiting$/);
  await shows(page, accessible, /^Offline/, "cannot be reached. What you change is kept on this device");
  await expect(syncPart(page)).toContainText(/Waiting\s*2 contacts/);
});

test("Offline, when the browser has no network, and up to date by itself when it has one again", async ({ server, device, accessible }) => {
  const page = await connected(device, server);
  await page.context().setOffline(true);
  await expect(status(page)).toHaveAccessibleName(/^Offline\s*Nothing waits$/, { timeout: 10_000 });
  await add(page, "Grace", "Hopper");
  await expect(status(page)).toHaveAccessibleName(/^Offline\s*1 change waiting$/);
  await shows(page, accessible, /^Offline/, "cannot be reached");
  await page.context().setOffline(false);
  await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 10_000 });
  expect((await server.documents("contact:")).length).toBe(1);
});

test("Needs attention, when the password is good no more", async ({ server, device, accessible, expected }) => {
  expected(answered(401));
  const page = await connected(device, server);
  await server.faults.set([{ fault: "answer", status: 401 }]);
  await add(page, "Grace", "Hopper");
  await expect(status(page)).toHaveAccessibleName(/^Needs attention\s*Sign in again$/, { timeout: 10_000 });
  await shows(page, accessible, /^Needs attention/, "wants you to sign in again. What you change is kept on this device until then.");
  await expect(syncPart(page)).toContainText(/Waiting\s*1 contact/);
  await expect(syncPart(page).getByRole("button", { name: "Sign in" })).toBeVisible();
});

test("Needs attention, when the right to the database was taken away", async ({ server, device, accessible, expected }) => {
  expected(answered(403));
  const page = await connected(device, server);
  await server.admin("/_security", { method: "PUT", json: { members: { names: ["somebody"], roles: [] }, admins: { names: [], roles: [] } } });
  await add(page, "Grace", "Hopper");
  await shows(page, accessible, /^Needs attention/, /does not let you into the database “team”.*Ask whoever runs the server for the rights of a member\./);
  await server.make();
  await syncPart(page).getByRole("button", { name: "Sync now" }).click();
  await upToDate(page);
  expect((await server.documents("contact:")).length).toBe(1);
});

test("Needs attention, when the server refuses a document, named with its words; the rest goes", async ({ server, device, accessible, expected }) => {
  expected(answered(403));
  const rule = `function (doc) { if (doc.first_name === "Nobody") throw({ forbidden: "No nobodies here." }); }`;
  await server.admin("/_design/rules", { method: "PUT", json: { validate_doc_update: rule } });
  const page = await connected(device, server);
  await add(page, "Nobody", "Atall");
  await add(page, "Grace", "Hopper");
  await expect(status(page)).toHaveAccessibleName(/^Needs attention\s*1 not taken$/, { timeout: 10_000 });
  await shows(page, accessible, /^Needs attention/, "Not taken by the server");
  await expect(syncPart(page).getByRole("listitem").filter({ hasText: "No nobodies here." })).toHaveCount(1);
  await expect.poll(async () => (await server.documents("contact:")).map((doc) => doc.first_name)).toEqual(["Grace"]);

  await syncPart(page).getByRole("link", { name: "Nobody Atall" }).click();
  await expect(page.getByRole("heading", { name: "Nobody Atall", level: 1 })).toBeVisible();
  const name = page.getByRole("textbox", { name: "First name", exact: true });
  await name.fill("Somebody");
  await name.blur();
  await upToDate(page);
  expect((await server.documents("contact:")).map((doc) => doc.first_name).sort()).toEqual(["Grace", "Somebody"]);
});

test("a document that the server refused goes by Try again, when the server has changed its mind", async ({ server, device, expected }) => {
  expected(answered(403));
  await server.admin("/_design/rules", { method: "PUT", json: { validate_doc_update: `function (doc) { if (doc.first_name) throw({ forbidden: "Closed today." }); }` } });
  const page = await connected(device, server);
  await add(page, "Grace", "Hopper");
  await expect(status(page, /^Needs attention/)).toBeVisible({ timeout: 10_000 });
  const { _rev } = await (await server.admin("/_design/rules")).json();
  await server.admin(`/_design/rules?rev=${_rev}`, { method: "DELETE" });
  await go(page, "Settings");
  await expect(syncPart(page)).toContainText("“Closed today");
  await syncPart(page).getByRole("button", { name: "Try again" }).click();
  await upToDate(page);
  await expect(syncPart(page)).not.toContainText("Not taken by the server");
  expect((await server.documents("contact:")).length).toBe(1);
});

test("Needs attention, when the database is gone; what is here stays, and makes it anew where one may", async ({ server, device, accessible }) => {
  const page = await device();
  await open(page);
  await add(page, "Grace", "Hopper");
  await connect(page, server, { "User name": "admin", Password: "of the server" });
  await server.admin("", { method: "DELETE" });
  await syncPart(page).getByRole("button", { name: "Sync now" }).click();
  await shows(page, accessible, /^Needs attention/, "has no database “team” any more. Nothing was removed from this device.");
  await go(page, "Contacts");
  await expect(page.getByRole("row", { name: "Grace Hopper" })).toBeVisible();
  await go(page, "Settings");
  await syncPart(page).getByRole("button", { name: "Create the database anew" }).click();
  await upToDate(page);
  await server.make();
  expect((await server.documents("contact:")).map((doc) => doc.first_name)).toEqual(["Grace"]);
});

test("each trouble on the way is said in its own words, and is over when it is over", async ({ server, device, expected }) => {
  expected(/answer (503|429|410)|status of (503|429|410)/);
  const page = await device();
  const part = await connect(page, server);
  const troubles = [
    [{ fault: "html" }, /^Offline/, "This network may want you to sign in to it first: open any web page."],
    [{ fault: "answer", status: 503 }, /^Offline/, "cannot answer now (it said 503). It is tried again by itself."],
    [{ fault: "answer", status: 429, retryAfter: 60 }, /^Offline/, "cannot answer now (it said 429)."],
    [{ fault: "answer", status: 410 }, /^Needs attention/, "did not take what was asked (it said 410)"],
  ];
  for (const [rule, state, sentence] of troubles) {
    await server.faults.set([rule]);
    await part.getByRole("button", { name: "Sync now" }).click();
    await expect(part.getByRole("alert").filter({ hasText: sentence })).toBeVisible({ timeout: 10_000 });
    await expect(status(page, state)).toBeVisible();
    await server.faults.heal();
    await part.getByRole("button", { name: "Sync now" }).click();
    await upToDate(page);
    await expect(part.getByRole("alert")).toHaveCount(0);
  }
});

test("who leaves while something waits is asked first, and nobody else is", async ({ server, device }) => {
  const page = await connected(device, server);
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    dialog.accept();
  });
  await add(page, "Grace", "Hopper");
  await expect.poll(async () => (await server.documents("contact:")).length).toBe(1);
  await upToDate(page);
  await page.reload();
  expect(asked).toEqual([]);
  await expect(status(page, /^Needs attention/)).toBeVisible({ timeout: 10_000 });
  await add(page, "Michael", "Collins");
  await go(page, "Settings");
  await expect(syncPart(page)).toContainText(/Waiting\s*1 contact/);
  await page.reload();
  expect(asked).toEqual(["beforeunload"]);
});
