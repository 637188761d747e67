// Templates for messages on the settings page: written, refused, changed, deleted and brought back, over a reload, with
// texts that want to be more than text.
import { expect, test } from "./fixtures.mjs";
import { open, undo } from "./app.mjs";
import { addField, section, toast } from "./settings.mjs";
import { stored } from "./stored.mjs";

const list = (page) => page.getByRole("list", { name: "Templates" });
const templates = async (page) => (await stored(page)).docs.find(({ id }) => id === "settings:workspace")?.templates ?? [];

/** Opens the dialog for a new template. */
async function openForm(page) {
  await section(page, "Templates").getByRole("button", { name: "Add template" }).click();
  const form = page.getByRole("dialog", { name: "Add template" });
  await expect(form.getByRole("textbox", { name: "Template name" })).toBeFocused();
  return form;
}

/** Types into the open dialog. */
async function type(form, { name, subject, text }) {
  if (name !== undefined) await form.getByRole("textbox", { name: "Template name" }).fill(name);
  if (subject !== undefined) await form.getByRole("textbox", { name: "Subject" }).fill(subject);
  if (text !== undefined) await form.getByRole("textbox", { name: "Text", exact: true }).fill(text);
}

async function add(page, template) {
  const form = await openForm(page);
  await type(form, template);
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(form).toHaveCount(0);
  await expect(toast(page, `Template “${template.name}” was added.`)).toBeVisible();
}

test("a template is added, edited, deleted and brought back, and survives a reload", async ({ page, accessible }) => {
  await open(page, "settings");
  const part = section(page, "Templates");
  await expect(part.getByText("No templates yet.")).toBeVisible();
  await add(page, { name: "Welcome", subject: "Hello {{first_name}}", text: "Hi {{first_name|there}},\nwelcome to us." });
  await expect(part.getByRole("button", { name: "Add template" })).toBeFocused();
  await expect(part.getByText("No templates yet.")).toHaveCount(0);
  await add(page, { name: "agenda", text: "See you" });
  await expect(list(page).getByRole("listitem")).toContainText(["agenda", "Welcome"]);
  await accessible(page);
  await page.reload();
  await expect(list(page).getByRole("listitem")).toContainText(["agenda", "Welcome"]);
  expect(await templates(page)).toMatchObject([
    { name: "Welcome", subject: "Hello {{first_name}}", body: "Hi {{first_name|there}},\nwelcome to us." },
    { name: "agenda", body: "See you" },
  ]);

  await part.getByRole("button", { name: "Edit agenda" }).click();
  const form = page.getByRole("dialog", { name: "Edit template" });
  await expect(form.getByRole("textbox", { name: "Text", exact: true })).toHaveValue("See you");
  await type(form, { name: "Zoo", text: "See you there" });
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(toast(page, "Template “Zoo” was changed.")).toBeVisible();
  await expect(list(page).getByRole("listitem")).toContainText(["Welcome", "Zoo"]);
  await undo(page);
  await expect(list(page).getByRole("listitem")).toContainText(["agenda", "Welcome"]);
  expect((await templates(page)).map(({ body }) => body)).toContain("See you");

  await part.getByRole("button", { name: "Delete agenda" }).click();
  await expect(list(page).getByRole("listitem")).toHaveCount(1);
  await part.getByRole("button", { name: "Delete Welcome" }).click();
  await expect(list(page).getByRole("listitem")).toHaveCount(0);
  await expect(part.getByRole("button", { name: "Add template" })).toBeFocused();
  expect(await templates(page)).toEqual([]);
  await undo(page);
  await expect(list(page).getByRole("listitem")).toHaveText([/^Welcome/]);
  await page.reload();
  await expect(list(page).getByRole("listitem")).toHaveText([/^Welcome/]);
});

test("what cannot be kept is refused in place, and what was typed is not lost by Escape", async ({ page, accessible }) => {
  await open(page, "settings");
  await add(page, { name: "Welcome", text: "Hi" });
  const form = await openForm(page);
  const refused = async (sentence, box) => {
    await form.getByRole("button", { name: "Save", exact: true }).click();
    await expect(form.getByRole("alert")).toHaveText(sentence);
    await expect(form.getByRole("textbox", { name: box, exact: true })).toBeFocused();
  };
  await refused("Enter a name.", "Template name");
  await type(form, { name: " welcome " });
  await refused("There is already “Welcome”. Choose another name.", "Template name");
  await type(form, { name: "Other" });
  await refused("Enter the text of this template.", "Text");
  await type(form, { text: "x".repeat(10_001) });
  await refused("Shorten this text to 10000 characters, or make two templates of it.", "Text");
  await accessible(page);
  await type(form, { text: "Hi {{nickname}} and {{first_name}}" });
  await expect(form.getByRole("status")).toHaveText("{{nickname}} is not known: it would stand in the message as it is.");

  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "Discard what you typed?" });
  await question.getByRole("button", { name: "Keep writing" }).click();
  await expect(form.getByRole("textbox", { name: "Template name" })).toHaveValue("Other");
  await form.getByRole("button", { name: "Cancel" }).click();
  await question.getByRole("button", { name: "Discard" }).click();
  await expect(form).toHaveCount(0);
  await expect(section(page, "Templates").getByRole("button", { name: "Add template" })).toBeFocused();
  expect((await templates(page)).map(({ name }) => name)).toEqual(["Welcome"]);

  // With nothing typed there is nothing to ask about.
  await section(page, "Templates").getByRole("button", { name: "Edit Welcome" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(section(page, "Templates").getByRole("button", { name: "Edit Welcome" })).toBeFocused();
});

test("placeholders are put in where the caret stands, custom fields among them", async ({ page }) => {
  await open(page, "settings");
  await addField(page, { name: "Plan" });
  const form = await openForm(page);
  await type(form, { name: "Welcome", text: "Hi , bye" });
  const text = form.getByRole("textbox", { name: "Text", exact: true });
  await text.press("Home");
  for (let step = 0; step < 3; step += 1) await text.press("ArrowRight");
  await form.getByRole("button", { name: "Insert First name" }).click();
  await expect(text).toHaveValue("Hi {{first_name}}, bye");
  await expect(text).toBeFocused();
  await page.keyboard.type("!");
  await expect(text).toHaveValue("Hi {{first_name}}!, bye");
  await text.press("End");
  await form.getByRole("button", { name: "Insert Plan" }).click();
  await expect(text).toHaveValue(/^Hi \{\{first_name\}\}!, bye\{\{custom\.[0-9a-f]{16}\}\}$/);
  await expect(form.getByRole("status")).toHaveText("");
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(list(page).getByRole("listitem")).toHaveText([/^Welcome/]);
});

test("hostile texts are shown as text", async ({ page }) => {
  const texts = [
    `<img src=x onerror="window.__xss=1">`, `"><script>window.__xss=1</script>`, `javascript:window.__xss=1`,
    `{{constructor.constructor('window.__xss=1')()}}`, "</textarea><svg onload=window.__xss=1>", "a\u202Egnp.exe", "مرحبا", "x".repeat(400), "__proto__",
  ];
  await open(page, "settings");
  for (const text of texts) await add(page, { name: text, subject: text, text });
  await page.reload();
  await expect(list(page).getByRole("listitem")).toHaveCount(texts.length);
  for (const text of texts) {
    await list(page).getByRole("button", { name: `Edit ${text}`, exact: true }).click();
    const form = page.getByRole("dialog", { name: "Edit template" });
    for (const box of ["Template name", "Subject", "Text"]) {
      await expect(form.getByRole("textbox", { name: box, exact: true })).toHaveValue(text);
    }
    await form.getByRole("button", { name: "Cancel" }).click();
  }
  expect(await page.evaluate(() => window.__xss)).toBeUndefined();
  expect(await page.evaluate(() => document.querySelectorAll("script:not([src]), [onerror], [onload]").length)).toBe(0);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});
