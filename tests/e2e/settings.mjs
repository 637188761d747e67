// The steps on the settings page that several tests have in common.
import { expect } from "./fixtures.mjs";
import { open } from "./app.mjs";

/** A part of the page by its heading, and what a toast says. */
export const section = (page, name) => page.getByRole("region", { name, exact: true });
export const toast = (page, text) => page.getByRole("status").getByText(text);

/** Makes a custom field by the dialog. */
export async function addField(page, { name, kind = "Text", currency, choices, folder, required = false }) {
  await section(page, "Custom fields").getByRole("button", { name: "Add custom field" }).click();
  const dialog = page.getByRole("dialog", { name: "Add custom field" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("combobox", { name: "Kind" }).selectOption(kind);
  if (currency) await dialog.getByRole("textbox", { name: "Currency" }).fill(currency);
  if (choices) await dialog.getByRole("textbox", { name: "Choices" }).fill(choices);
  if (folder) await dialog.getByRole("combobox", { name: "Folder" }).fill(folder);
  if (required) await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Add field" }).click();
  await expect(toast(page, `“${name}” was added.`)).toBeVisible();
}

/** Opens the page of a workspace with people and custom fields, one of them open and one removed. */
export async function openSettings(page) {
  await open(page, "settings");
  for (const name of ["Ana Lima", "Ben Castillo"]) {
    await page.getByRole("textbox", { name: "New person" }).fill(name);
    await page.keyboard.press("Enter");
    await expect(toast(page, `${name} was added.`)).toBeVisible();
  }
  await addField(page, { name: "Contract value", kind: "Money", currency: "EUR", folder: "Contract" });
  await addField(page, { name: "Badge" });
  await addField(page, { name: "Plan", kind: "One choice", choices: "Gold\nSilver", folder: "Contract", required: true });
  const custom = section(page, "Custom fields");
  await custom.getByRole("button", { name: "Remove Badge" }).click();
  await expect(section(page, "Removed fields")).toBeVisible();
  await custom.getByRole("button", { name: "Edit Plan" }).click();
  await expect(custom.getByRole("textbox", { name: "Name of Gold" })).toBeVisible();
}

/** Sets the picture rules, and goes back to the list. */
export async function rules(page, name) {
  await page.getByRole("link", { name: "Settings" }).click();
  const rule = page.getByRole("radio", { name: new RegExp(`^${name}`) });
  if (!await rule.isChecked()) {
    await rule.check();
    await expect(toast(page, `Picture rules are “${name}” now.`)).toBeVisible();
  }
  await page.getByRole("link", { name: "Contacts" }).click();
}
