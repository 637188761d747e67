// Whose a Smart List is: its maker's until it is shared, and everybody is told who made, shared and changed it.
import { add, keepToast, open } from "./app.mjs";
import { ABSENT, connected, expect, go, test } from "./sync.mjs";

test.beforeEach(({ expected }) => expected(ABSENT));

const tab = (page, name) => page.getByRole("tablist", { name: "Smart lists" }).getByRole("tab", { name, exact: true });
const toast = (page, text) => page.getByRole("status").getByText(text);

async function isCalled(page, name) {
  await go(page, "Settings");
  const field = page.getByRole("textbox", { name: "Your name" });
  await field.fill(name);
  await field.press("Enter");
  await expect(toast(page, `You are ${name} now.`)).toBeVisible();
  await go(page, "Contacts");
}

async function make(page, name) {
  await page.getByRole("button", { name: "Add smart list" }).click();
  const form = page.getByRole("dialog", { name: "Add smart list" });
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  await form.getByRole("button", { name: "Save list" }).click();
  await page.getByRole("dialog", { name: "Filter" }).getByRole("button", { name: "Cancel" }).click();
  await expect(tab(page, name)).toHaveAttribute("aria-selected", "true");
}

/** Chooses something of the menu of a list. */
async function act(page, list, item) {
  await tab(page, list).click();
  await page.getByRole("button", { name: "List actions" }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

/** What is told of a list: the terms with their descriptions. */
async function about(page, list) {
  await act(page, list, "About this list");
  const dialog = page.getByRole("dialog", { name: "About this list" });
  await expect(dialog.getByRole("heading", { name: list })).toBeVisible();
  const [terms, texts] = [await dialog.getByRole("term").allTextContents(), await dialog.getByRole("definition").allTextContents()];
  await dialog.getByRole("button", { name: "Close" }).click();
  return Object.fromEntries(terms.map((term, at) => [term, texts[at].replace(/,.*/, "")]));
}

test("a list is its maker's until it is shared, and says who made, shared and changed it", async ({ server, device }) => {
  const [ana, ben] = [await connected(device, server), await connected(device, server)];
  await isCalled(ana, "Ana");
  await isCalled(ben, "Ben");
  await add(ana, "Grace", "Hopper");
  await make(ana, "Fair");
  await make(ana, "Mine");
  expect(await about(ana, "Fair")).toEqual({ "Made by": "You", "Seen by": "You only", "Last changed by": "You" });
  await act(ana, "Fair", "Share with everybody");
  await expect(toast(ana, "The list “Fair” is shared with everybody.")).toBeVisible();

  await expect(tab(ben, "Fair")).toBeVisible({ timeout: 20_000 });
  await expect(tab(ben, "Mine"), "what is not shared").toHaveCount(0);
  expect(await about(ben, "Fair")).toEqual({ "Made by": "Ana", "Seen by": "Everybody", "Shared by": "Ana", "Last changed by": "Ana" });
  await act(ben, "Fair", "Rename");
  await ben.getByRole("dialog", { name: "Rename list" }).getByRole("textbox", { name: "Name" }).fill("Fair 2027");
  await ben.keyboard.press("Enter");
  await expect(tab(ana, "Fair 2027")).toBeVisible({ timeout: 20_000 });
  expect(await about(ana, "Fair 2027")).toEqual({ "Made by": "You", "Seen by": "Everybody", "Shared by": "You", "Last changed by": "Ben" });
  await tab(ben, "Fair 2027").click();
  await ben.getByRole("button", { name: "List actions" }).click();
  await expect(ben.getByRole("menuitem", { name: "Rename" })).toBeVisible();
  await expect(ben.getByRole("menuitem", { name: "Stop sharing" }), "that is its maker's").toHaveCount(0);
  await ben.keyboard.press("Escape");

  await act(ana, "Fair 2027", "Stop sharing");
  await expect(toast(ana, "The list “Fair 2027” is yours only.")).toBeVisible();
  await keepToast(ana);
  await expect(tab(ben, "Fair 2027")).toHaveCount(0, { timeout: 20_000 });
  await expect(ben.getByRole("alert").getByText("is not shared with you")).toBeVisible();
  await ana.getByRole("status").getByRole("button", { name: "Undo" }).last().click();
  await expect(tab(ben, "Fair 2027")).toBeVisible({ timeout: 20_000 });
});

test("whoever was here in another browser says so, and has their lists there", async ({ server, device }) => {
  const [desk, phone] = [await connected(device, server), await connected(device, server)];
  await isCalled(desk, "Ana");
  await add(desk, "Grace", "Hopper");
  await make(desk, "Mine");
  const among = phone.getByRole("combobox", { name: "Are you one of these?" });
  await go(phone, "Settings");
  await expect(among).toBeVisible({ timeout: 20_000 });
  await go(phone, "Contacts");
  await expect(tab(phone, "Mine")).toHaveCount(0);
  await go(phone, "Settings");
  await among.selectOption("Ana");
  await expect(phone.getByRole("textbox", { name: "Your name" })).toHaveValue("Ana");
  await expect(among).toHaveCount(0);
  await go(phone, "Contacts");
  await expect(tab(phone, "Mine")).toBeVisible({ timeout: 20_000 });
  await open(phone);
  await expect(tab(phone, "Mine")).toBeVisible();
});
