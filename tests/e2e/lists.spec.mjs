// Smart Lists: filters built by keyboard, saved, shared by address, kept up; columns, sorting, Trash, and bad input.
import { expect, test } from "./fixtures.mjs";
import { add, open, openContact, row } from "./app.mjs";
import { openSample } from "./sample.mjs";
import { stored } from "./stored.mjs";

const tab = (page, name) => page.getByRole("tablist", { name: "Smart lists" }).getByRole("tab", { name, exact: true });
const dialog = (page, name) => page.getByRole("dialog", { name, exact: true });
const toast = (page, text) => page.getByRole("status").getByText(text);
const names = (page) => page.getByRole("grid", { name: "Contacts" }).getByRole("row").evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label")).filter(Boolean));
const lists = async (page) => (await stored(page)).docs.filter(({ id }) => id.startsWith("list:"));
const count = (page, name) => tab(page, name).evaluate((tab) => Number(document.getElementById(tab.getAttribute("aria-describedby")).textContent));

test("a filter is built by keyboard, saved, reloaded, shared, and kept up as contacts change", async ({ page, context }) => {
  await openSample(page);
  await page.getByRole("button", { name: "Filter", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog(page, "Filter")).toBeVisible();
  await page.getByRole("combobox", { name: "Field" }).focus();
  await page.keyboard.type("Contact t");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.getByRole("textbox", { name: "Value" }).focus();
  await page.keyboard.type("lead");
  await expect(dialog(page, "Filter").getByRole("status")).toHaveText("12 contacts match");
  await page.keyboard.press("Enter");
  await expect(dialog(page, "Filter")).toHaveCount(0);
  await expect(page.getByText("12 of 48")).toBeVisible();
  await page.getByRole("button", { name: "Save list" }).focus();
  await page.keyboard.press("Enter");
  await dialog(page, "Add smart list").getByRole("textbox", { name: "Name" }).fill("My leads");
  await page.keyboard.press("Enter");
  await expect(tab(page, "My leads")).toHaveAttribute("aria-selected", "true");
  await expect.poll(() => count(page, "My leads")).toBe(12);
  await expect(page.getByRole("button", { name: "Save list" })).toHaveCount(0);
  const address = page.url();

  await page.reload();
  await expect(tab(page, "My leads")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("12 of 48")).toBeVisible();
  const other = await context.newPage();
  await other.goto(address);
  await expect(tab(other, "My leads")).toHaveAttribute("aria-selected", "true");
  await expect.poll(async () => (await names(other)).length).toBe(12);

  await openContact(page, "Ben Castillo");
  await page.getByRole("combobox", { name: "Contact type" }).selectOption("Customer");
  await expect(toast(page, "Saved.")).toBeVisible();
  await expect(row(other, "Ben Castillo")).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText("11 of 48")).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect(row(page, "Ben Castillo")).toBeVisible();
  await expect(row(other, "Ben Castillo")).toBeVisible();
});

test("Back and Forward go through lists, filters and sorts, and a reload keeps each", async ({ page }) => {
  await openSample(page);
  await tab(page, "Hot leads").click();
  await page.getByRole("columnheader", { name: "Email" }).getByRole("button").click();
  await page.getByRole("searchbox").fill("a");
  await expect(page).toHaveURL(/q=a/);
  await tab(page, "No picture yet").click();
  await expect(page.getByRole("searchbox")).toHaveValue("a");
  await page.goBack();
  await expect(tab(page, "Hot leads")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("columnheader", { name: "Email" })).toHaveAttribute("aria-sort", "ascending");
  await page.reload();
  await expect(page.getByRole("searchbox")).toHaveValue("a");
  await expect(page.getByRole("columnheader", { name: "Email" })).toHaveAttribute("aria-sort", "ascending");
  await page.goForward();
  await expect(tab(page, "No picture yet")).toHaveAttribute("aria-selected", "true");
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  await page.goBack();
  await expect(tab(page, "All")).toHaveAttribute("aria-selected", "true");
});

test("changes of a list are seen, dropped or saved, and saving can be undone", async ({ page }) => {
  await openSample(page);
  await tab(page, "Met at an event").click();
  const before = (await lists(page)).find(({ name }) => name === "Met at an event");
  await page.getByRole("button", { name: /^Remove Tag/ }).click();
  await expect(page.getByRole("button", { name: "Save list" })).toBeVisible();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect(page.getByRole("button", { name: /^Remove Tag/ })).toBeVisible();
  await page.getByRole("columnheader", { name: "Last activity" }).getByRole("button").click();
  await page.getByRole("button", { name: "Save list" }).click();
  await expect(toast(page, "The list “Met at an event” was saved.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save list" })).toHaveCount(0);
  await expect.poll(async () => (await lists(page)).find(({ id }) => id === before.id).sort).toBe("last_activity");
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect.poll(async () => (await lists(page)).find(({ id }) => id === before.id).sort).toBe(undefined);
});

test("a list is renamed, copied, moved by keys and by drag, and deleted with an undo", async ({ page }) => {
  await openSample(page);
  const order = () => page.getByRole("tablist", { name: "Smart lists" }).getByRole("tab").allTextContents();
  await tab(page, "Hot leads").click();
  await act(page, "Rename");
  await dialog(page, "Rename list").getByRole("textbox", { name: "Name" }).fill("Warm leads");
  await dialog(page, "Rename list").getByRole("button", { name: "Rename" }).click();
  await expect(tab(page, "Warm leads")).toHaveAttribute("aria-selected", "true");
  await act(page, "Copy");
  await expect(tab(page, "Warm leads (copy)")).toHaveAttribute("aria-selected", "true");
  await act(page, "Move left");
  await expect.poll(order).toEqual(["All", "Warm leads", "No picture yet", "VIP renewals", "Warm leads (copy)", "Met at an event"]);
  await tab(page, "Met at an event").dragTo(tab(page, "No picture yet"));
  await expect.poll(order).toEqual(["All", "Warm leads", "Met at an event", "No picture yet", "VIP renewals", "Warm leads (copy)"]);
  await page.reload();
  await expect.poll(order).toEqual(["All", "Warm leads", "Met at an event", "No picture yet", "VIP renewals", "Warm leads (copy)"]);
  await act(page, "Delete list");
  await expect(tab(page, "All")).toHaveAttribute("aria-selected", "true");
  await expect(tab(page, "Warm leads (copy)")).toHaveCount(0);
  await page.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect(tab(page, "Warm leads (copy)")).toBeVisible();
});

test("columns are chosen, moved and sized, and belong to the list", async ({ page }) => {
  await openSample(page);
  await tab(page, "Hot leads").click();
  await page.getByRole("button", { name: "Columns" }).click();
  const columns = dialog(page, "Columns");
  await columns.getByRole("checkbox", { name: "Company" }).check();
  await columns.getByRole("checkbox", { name: "Phone" }).uncheck();
  await columns.getByRole("button", { name: "Move Company up" }).click();
  await columns.getByRole("spinbutton", { name: "Width of Email" }).fill("260");
  await columns.getByRole("button", { name: "Done" }).click();
  const titles = () => page.getByRole("columnheader").allTextContents();
  await expect.poll(titles).toEqual(["", "Name ↑", "Email", "Type", "Tags", "Company", "Last activity"]);
  const width = (await page.getByRole("columnheader", { name: "Email" }).boundingBox()).width;
  expect(Math.round(width)).toBe(260);
  await page.getByRole("button", { name: "Save list" }).click();
  await expect(page.getByRole("button", { name: "Save list" })).toHaveCount(0);
  await tab(page, "All").click();
  await expect.poll(titles).toEqual(["", "Name ↑", "Email", "Phone", "Type", "Tags", "Last activity"]);
  await page.reload();
  await tab(page, "Hot leads").click();
  await expect.poll(titles).toEqual(["", "Name ↑", "Email", "Type", "Tags", "Company", "Last activity"]);
});

test("sizing a column by mouse changes the address, and takes no step that Back would have to take back", async ({ page }) => {
  await openSample(page);
  await tab(page, "Hot leads").click();
  const email = page.getByRole("columnheader", { name: "Email" });
  const { x, y, width, height } = await email.boundingBox();
  const before = await page.evaluate(() => history.length);
  await page.mouse.move(x + width + 5, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width + 85, y + height / 2, { steps: 20 });
  await page.mouse.up();
  await expect.poll(async () => Math.round((await email.boundingBox()).width - width)).toBeGreaterThan(60);
  await expect(page).toHaveURL(/columns=/);
  expect(await page.evaluate(() => history.length)).toBe(before);
  await page.goBack();
  await expect(tab(page, "All")).toHaveAttribute("aria-selected", "true");
  await page.goForward();
  await expect(page).toHaveURL(/columns=/);
});

test("Home and End go to the ends of the tabs", async ({ page }) => {
  await openSample(page);
  await tab(page, "Hot leads").click();
  await page.keyboard.press("End");
  await expect(tab(page, "Met at an event")).toBeFocused();
  await expect(tab(page, "Met at an event")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowRight");
  await expect(tab(page, "All")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Home");
  await expect(tab(page, "All")).toBeFocused();
});

test("everybody who matches is selected and tagged, and the tag can be filtered for", async ({ page }) => {
  await openSample(page);
  await tab(page, "Hot leads").click();
  const found = (await names(page)).length;
  await page.getByRole("checkbox", { name: /^Select all/ }).click();
  await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Add tag" }).click();
  await dialog(page, "Add tag").getByRole("combobox", { name: "Tag" }).fill("call, now".replace(",", ""));
  await dialog(page, "Add tag").getByRole("button", { name: "Add tag" }).click();
  await expect(toast(page, `Tag “call now” added to ${found} contacts.`)).toBeVisible();
  await page.goto("./contacts?filter=" + encodeURIComponent("tag is \"Call Now\""));
  await expect.poll(async () => (await names(page)).length).toBe(found);
});

test("who is deleted is in Trash, restored or deleted for good", async ({ page }) => {
  await openSample(page);
  for (const name of ["Ben Castillo", "Grace Lin"]) await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).click();
  await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Delete" }).click();
  await tab(page, "Trash").click();
  await expect.poll(() => names(page)).toEqual(["Ben Castillo", "Grace Lin"]);
  await page.reload();
  await page.getByRole("checkbox", { name: "Select Grace Lin" }).click();
  await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Restore" }).click();
  await expect.poll(() => names(page)).toEqual(["Ben Castillo"]);
  await page.getByRole("checkbox", { name: "Select Ben Castillo" }).click();
  await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Delete for good" }).click();
  await expect(dialog(page, "Delete for good?")).toContainText("1 contact goes");
  await dialog(page, "Delete for good?").getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByRole("heading", { name: "Trash is empty" })).toBeVisible();
  expect((await stored(page)).docs.filter(({ first_name }) => first_name === "Ben")).toEqual([]);
  await tab(page, "All").click();
  await expect(row(page, "Grace Lin")).toBeVisible();
});

test("Trash lets go of whoever has been there for more than sixty days", async ({ page }) => {
  await openSample(page);
  await page.getByRole("checkbox", { name: "Select Ben Castillo" }).click();
  await page.getByRole("toolbar", { name: "Selection" }).getByRole("button", { name: "Delete" }).click();
  await expect(tab(page, "Trash")).toBeVisible();
  await page.clock.setFixedTime(Date.now() + 59 * 86_400_000);
  await page.reload();
  await expect(tab(page, "Trash")).toBeVisible();
  await page.clock.setFixedTime(Date.now() + 61 * 86_400_000);
  await page.reload();
  await expect(toast(page, "1 contact deleted for good.")).toBeVisible();
  await expect(tab(page, "Trash")).toHaveCount(0);
});

test("an address by hand with things that are not there says so, and shows the rest", async ({ page }) => {
  await openSample(page);
  await page.goto("./contacts?filter=" + encodeURIComponent("type is lead AND foo is bar") + "&sort=nonsense&columns=name,nothing,email&view=sideways");
  await expect(page.getByRole("alert").getByText(/“foo is bar” was left out. There is no field “foo”/)).toBeVisible();
  await expect.poll(async () => (await names(page)).length).toBe(12);
  expect(await page.getByRole("columnheader").allTextContents()).toEqual(["", "Name ↑", "Email"]);
  await page.getByRole("button", { name: "Remove foo is bar" }).click();
  await expect(page.getByText(/was left out/)).toHaveCount(0);
  for (const list of ["00000000-0000-4000-8000-000000000000", "nonsense"]) {
    await page.goto(`./contacts?list=${list}`);
    await expect(page.getByRole("alert").getByText(/list of this address is not here/)).toBeVisible();
    await page.getByRole("button", { name: "Show all contacts" }).click();
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
});

test("what a stored list says that is not understood is kept, said, and not rewritten", async ({ page }) => {
  await openSample(page);
  const before = await page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
    const db = await done(indexedDB.open("visage"));
    const docs = db.transaction("docs", "readwrite").objectStore("docs");
    const record = (await done(docs.getAll())).find(({ id, json }) => id.startsWith("list:") && json.includes("Hot leads"));
    record.json = JSON.stringify({ ...JSON.parse(record.json), filter: "type is lead AND mood is good OR age > ten", acme: 1 });
    await done(docs.put(record));
    db.close();
    return record.json;
  });
  await page.reload();
  await tab(page, "Hot leads").click();
  await expect(page.getByRole("alert").getByText(/“mood is good” was left out/)).toBeVisible();
  await expect.poll(async () => (await names(page)).length).toBe(12);
  const { id, ...stays } = (await lists(page)).find(({ name }) => name === "Hot leads");
  expect(stays).toEqual(JSON.parse(before));
  await act(page, "Rename");
  await dialog(page, "Rename list").getByRole("textbox", { name: "Name" }).fill("Mood");
  await dialog(page, "Rename list").getByRole("button", { name: "Rename" }).click();
  await expect(tab(page, "Mood")).toBeVisible();
  const renamed = (await lists(page)).find(({ name }) => name === "Mood");
  expect([renamed.filter, renamed.acme]).toEqual(["type is lead AND mood is good OR age > ten", 1]);
});

test("a value that cannot be is said beside it, and nothing is applied", async ({ page }) => {
  await openSample(page);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("combobox", { name: "Field" }).selectOption("Created");
  await page.getByRole("combobox", { name: "Operator" }).selectOption("in the last … days");
  await dialog(page, "Filter").getByRole("button", { name: "Apply" }).click();
  await expect(dialog(page, "Filter").getByRole("alert")).toBeVisible();
  await page.getByRole("spinbutton", { name: "Value" }).fill("-3");
  await dialog(page, "Filter").getByRole("button", { name: "Apply" }).click();
  await expect(dialog(page, "Filter").getByRole("alert")).toBeVisible();
  await page.getByRole("spinbutton", { name: "Value" }).fill("30");
  await dialog(page, "Filter").getByRole("button", { name: "Apply" }).click();
  await expect(dialog(page, "Filter")).toHaveCount(0);
  await expect(page).toHaveURL(/in%20last%2030%20days|in\+last\+30\+days/);
});

test("who has an unread message is found by a filter", async ({ page }) => {
  await openSample(page);
  await page.goto("./contacts?filter=" + encodeURIComponent("unread is on"));
  await expect.poll(async () => (await names(page)).length).toBe(5);
});

/** Chooses an action of the chosen list. */
async function act(page, name) {
  await page.getByRole("button", { name: "List actions" }).click();
  await page.getByRole("menuitem", { name }).click();
}

test("a long name ends before the next column, in each view and width", async ({ page }) => {
  await open(page);
  await add(page, "Wolfeschlegelsteinhausenbergerdorff-Cholmondeley", "Featherstonehaugh-Marjoribanks-Preobrazhenskaya", { Email: "w@example.com" });
  const name = page.getByRole("grid", { name: "Contacts" }).getByRole("link", { name: /^Wolfe/ });
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 800 });
    // What is drawn of it ends where its cell ends, and the cell before the next one.
    const ends = await name.evaluate((link) => {
      const cell = link.closest("[role=gridcell]");
      const next = [...cell.parentElement.children].slice([...cell.parentElement.children].indexOf(cell) + 1).find((other) => other.offsetWidth > 0);
      return [link.parentElement.getBoundingClientRect().right, cell.getBoundingClientRect().right, next.getBoundingClientRect().left];
    });
    expect(ends.toSorted((a, b) => a - b), `${width} px wide`).toEqual(ends);
  }
});

test("on a phone a long filter scrolls by itself, and the page stays as wide as the screen", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openSample(page);
  await tab(page, "Hot leads").click();
  await expect(page.getByRole("button", { name: /^Remove Last activity/ })).toBeAttached();
  const button = await page.getByRole("button", { name: "Add contact" }).boundingBox();
  expect(button.x + button.width).toBeLessThanOrEqual(390);
  expect(await page.evaluate(() => document.querySelector("main").scrollWidth)).toBeLessThanOrEqual(390);
});

test("two changes of a list at the same moment are both made", async ({ page }) => {
  await openSample(page);
  await tab(page, "Hot leads").click();
  const hot = async () => (await lists(page)).find(({ name }) => name === "Hot leads");
  const before = await hot();
  await page.getByRole("button", { name: "List actions" }).evaluate(async (button) => {
    const item = (name) => [...document.querySelectorAll("[role=menuitem]")].find((item) => item.textContent === name);
    for (const name of ["Share with everybody", "Move right"]) {
      button.click();
      while (!item(name)) await null;
      item(name).click();
      while (item(name)) await null;
    }
  });
  await expect.poll(async () => (await hot()).position !== before.position).toBe(true);
  await expect.poll(async () => (await hot()).shared).toBe(true);
});
