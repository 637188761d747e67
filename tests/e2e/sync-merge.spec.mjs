// What becomes of one thing that two devices change without knowing of each other, and that everything else arrives, too.
import { openContact, row } from "./app.mjs";
import { box as composing, contact, idOf, said, send } from "./inbox.mjs";
import { ABSENT, GONE, answer, connected, expect, go, status, test } from "./sync.mjs";

const NAME = "Grace Hopper";
const ID = idOf(1);
const DESK = { viewport: { width: 1440, height: 900 } };
const ARRIVES = { timeout: 10_000 };

test.beforeEach(({ expected }) => {
  expected(ABSENT);
  expected(GONE);
});

/** Two devices with the same contact. */
async function twoDevices(device, server, rest = {}) {
  await server.seed([contact(ID, NAME, { company: "Navy", ...rest })]);
  const pages = [await connected(device, server, DESK), await connected(device, server, DESK)];
  for (const page of pages) await expect(row(page, NAME)).toBeVisible();
  return pages;
}

const field = (page, name) => page.getByRole("tabpanel", { name: "All fields" }).getByRole("textbox", { name, exact: true });

/** Types into a field of the open contact and leaves it. */
async function type(page, name, text) {
  await field(page, name).fill(text);
  await field(page, name).press("Tab");
}

/** Does something on each device while neither has a connection, and then lets one after the other have it again. */
async function apart(pages, ...edits) {
  for (const page of pages) await page.context().setOffline(true);
  for (const [at, edit] of edits.entries()) {
    await edit(pages[at]);
    await expect(status(pages[at], /^Offline\s*\d+ changes? waiting/)).toBeVisible(ARRIVES);
  }
  for (const page of pages) {
    await page.context().setOffline(false);
    await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 20_000 });
  }
}

const there = async (server) => (await server.documents(`contact:${ID}`))[0];
const conflicts = async (server) => (await (await server.database(`/contact:${ID}?conflicts=true`)).json())._conflicts ?? [];

test("edits of different fields both survive, on both devices and on the server", async ({ server, device }) => {
  const pages = await twoDevices(device, server);
  for (const page of pages) await openContact(page, NAME);
  await apart(pages, (page) => type(page, "Job title", "Rear admiral"), (page) => type(page, "City", "Arlington"));
  for (const page of pages) {
    await expect(field(page, "Job title")).toHaveValue("Rear admiral", ARRIVES);
    await expect(field(page, "City")).toHaveValue("Arlington", ARRIVES);
  }
  await expect.poll(() => there(server)).toMatchObject({ job_title: "Rear admiral", city: "Arlington", company: "Navy" });
  await expect.poll(() => conflicts(server)).toEqual([]);
});

test("of two edits of one field one stands on both, and the other is in the activity, to be used instead", async ({ server, device }) => {
  const pages = await twoDevices(device, server);
  for (const page of pages) await openContact(page, NAME);
  await apart(pages, (page) => type(page, "Company", "Remington Rand"), (page) => type(page, "Company", "Harvard"));
  await expect.poll(() => conflicts(server)).toEqual([]);
  const { company: stands } = await there(server);
  expect(["Remington Rand", "Harvard"]).toContain(stands);
  for (const page of pages) await expect(field(page, "Company")).toHaveValue(stands, ARRIVES);
  const lost = stands === "Harvard" ? "Remington Rand" : "Harvard";
  expect((await there(server)).lost).toMatchObject([{ field: "company", value: lost }]);

  const entry = (page) => page.getByRole("tabpanel", { name: "Activity", exact: true }).getByRole("listitem").filter({ has: page.getByRole("button", { name: "Use this instead" }) });
  for (const page of pages) {
    await page.getByRole("tab", { name: "Activity", exact: true }).click();
    await expect(entry(page)).toHaveCount(1);
    await expect(entry(page)).toContainText(lost);
  }
  await entry(pages[1]).getByRole("button", { name: "Use this instead" }).click();
  for (const page of pages) {
    await expect(field(page, "Company")).toHaveValue(lost, ARRIVES);
    await expect(entry(page).filter({ hasText: lost })).toHaveCount(0);
  }
});

test("a contact that one deletes and another edits stays, with the edit", async ({ server, device }) => {
  const pages = await twoDevices(device, server);
  await openContact(pages[1], NAME);
  await apart(pages, async (page) => {
    await page.getByRole("checkbox", { name: `Select ${NAME}`, exact: true }).click();
    await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Delete" }).click();
    await expect(row(page, NAME)).toHaveCount(0);
  }, (page) => type(page, "City", "Arlington"));
  await expect(row(pages[0], NAME)).toBeVisible(ARRIVES);
  await openContact(pages[0], NAME);
  await expect(field(pages[0], "City")).toHaveValue("Arlington");
  await expect(field(pages[1], "City")).toHaveValue("Arlington");
  await go(pages[1], "Contacts");
  await expect(row(pages[1], NAME)).toBeVisible();
  expect((await there(server)).deleted_at).toBe(undefined);
});

test("tags that two devices add and take away come together", async ({ server, device }) => {
  const pages = await twoDevices(device, server, { tags: ["vip", "fair"] });
  for (const page of pages) await openContact(page, NAME);
  await apart(pages, (page) => type(page, "Tags", "vip, fair, north"), (page) => type(page, "Tags", "fair, press"));
  for (const page of pages) await expect.poll(async () => tagsOf(await field(page, "Tags").inputValue()), ARRIVES).toEqual(["fair", "north", "press"]);
  await expect.poll(async () => [...(await there(server)).tags].sort()).toEqual(["fair", "north", "press"]);
});

const tagsOf = (text) => text.split(",").map((tag) => tag.trim()).filter(Boolean).sort();

test("notes and tasks arrive on the other device, while it looks", async ({ server, device }) => {
  const [here, other] = await twoDevices(device, server);
  for (const page of [here, other]) await openContact(page, NAME);
  for (const page of [here, other]) await page.getByRole("tab", { name: "Notes", exact: true }).click();
  await here.getByRole("button", { name: "Add note" }).click();
  await here.getByRole("textbox", { name: "Title", exact: true }).fill("Mornings");
  await here.getByRole("textbox", { name: "Note", exact: true }).fill("Never before nine");
  await here.getByRole("button", { name: "Save note" }).click();
  await expect(other.getByRole("list", { name: "Notes" }).getByRole("listitem")).toContainText(["Never before nine"], ARRIVES);

  for (const page of [here, other]) await page.getByRole("tab", { name: "Tasks", exact: true }).click();
  await here.getByRole("button", { name: "Add task" }).click();
  await here.getByRole("form", { name: "Task" }).getByRole("textbox", { name: "Task", exact: true }).fill("Send the moth");
  await here.getByRole("button", { name: "Save task" }).click();
  await expect(other.getByRole("list", { name: "No date" })).toContainText("Send the moth", ARRIVES);
});

test("a message arrives on the other device, once, when it can be taken back no more", async ({ server, device }) => {
  const [here, other] = await twoDevices(device, server);
  for (const page of [here, other]) await openContact(page, NAME);
  for (const page of [here, other]) await page.getByRole("tab", { name: "Conversation", exact: true }).click();
  await expect(composing(here)).toBeVisible();
  await send(here, "Nanoseconds are eleven inches long");
  await expect(said(other, "Nanoseconds are eleven inches long")).toBeVisible({ timeout: 15_000 });
  await expect(said(other, "Nanoseconds are eleven inches long")).toHaveCount(1);
});

test("Smart Lists, templates and settings arrive on the other device", async ({ server, device }) => {
  const [here, other] = await twoDevices(device, server);
  await here.getByRole("button", { name: "Add smart list" }).click();
  const adding = here.getByRole("dialog", { name: "Add smart list" });
  await adding.getByRole("textbox", { name: "Name" }).fill("Admirals");
  await here.keyboard.press("Enter");
  await expect(adding).toHaveCount(0);
  await here.getByRole("dialog", { name: "Filter", exact: true }).getByRole("button", { name: "Cancel" }).click();
  await expect(other.getByRole("tablist", { name: "Smart lists" }).getByRole("tab", { name: "Admirals", exact: true })).toBeVisible(ARRIVES);

  for (const page of [here, other]) await go(page, "Settings");
  await here.getByRole("region", { name: "Templates", exact: true }).getByRole("button", { name: "Add template" }).click();
  const form = here.getByRole("dialog", { name: "Add template" });
  await form.getByRole("textbox", { name: "Template name" }).fill("Welcome");
  await form.getByRole("textbox", { name: "Text", exact: true }).fill("Hello {{first_name}}");
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(other.getByRole("list", { name: "Templates" }).getByRole("listitem")).toContainText(["Welcome"], ARRIVES);
  await here.getByRole("radio", { name: /^Classic/ }).check();
  await expect(other.getByRole("radio", { name: /^Classic/ })).toBeChecked(ARRIVES);
  await here.getByRole("textbox", { name: "New person" }).fill("Ana Lima");
  await here.keyboard.press("Enter");
  await expect(other.getByRole("textbox", { name: "Name of Ana Lima" })).toBeVisible(ARRIVES);
});

test("who is deleted for good is so on the server and on the other device", async ({ server, device }) => {
  const [here, other] = await twoDevices(device, server);
  await server.seed([[`note:${ID}:${idOf(7)}`, { text: "Goes with her", created_at: "2026-01-02T03:04:05.000Z" }]]);
  await here.getByRole("checkbox", { name: `Select ${NAME}`, exact: true }).click();
  await here.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Delete" }).click();
  const trash = (page) => page.getByRole("tablist", { name: "Smart lists" }).getByRole("tab", { name: "Trash", exact: true });
  await trash(other).click(ARRIVES);
  await expect(row(other, NAME)).toBeVisible();
  await trash(here).click();
  await here.getByRole("checkbox", { name: `Select ${NAME}`, exact: true }).click();
  await here.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Delete for good" }).click();
  await answer(here, "Delete for good?", "Delete for good");
  await expect(other.getByRole("heading", { name: "Trash is empty" })).toBeVisible(ARRIVES);
  await expect.poll(() => server.documents("contact:")).toEqual([]);
  const asked = await server.database(`/contact:${ID}`);
  expect([asked.status, (await asked.json()).reason]).toEqual([404, "deleted"]);
  await expect.poll(() => server.documents("note:")).toEqual([]);
  const { results } = await (await server.database("/_changes")).json();
  expect(results.find(({ id }) => id === `contact:${ID}`)).toMatchObject({ deleted: true });
});
