// How this browser calls for attention: what is wanted is kept, what the browser does not allow is said.
import { expect, test } from "./fixtures.mjs";
import { open } from "./app.mjs";
import { section } from "./settings.mjs";

const box = (page) => section(page, "Notifications").getByRole("checkbox", { name: "Notify me of new messages" });
const sound = (page) => section(page, "Notifications").getByRole("checkbox", { name: "Play a sound" });

test("both are off at first, are turned on and off, and survive a reload", async ({ context, page, accessible }) => {
  await context.grantPermissions(["notifications"]);
  await open(page, "settings");
  await expect(box(page)).not.toBeChecked();
  await expect(sound(page)).not.toBeChecked();
  await box(page).click();
  await expect(box(page)).toBeChecked();
  await sound(page).click();
  await expect(sound(page)).toBeChecked();
  await accessible(page);
  await page.reload();
  await expect(box(page)).toBeChecked();
  await expect(sound(page)).toBeChecked();
  await box(page).click();
  await sound(page).click();
  await page.reload();
  await expect(box(page)).not.toBeChecked();
  await expect(sound(page)).not.toBeChecked();
});

test("where the browser blocks them it is said, and they stay off", async ({ context, page, accessible }) => {
  await context.grantPermissions([]);
  await open(page, "settings");
  await expect(section(page, "Notifications").getByRole("status")).toHaveText("");
  await box(page).click();
  await expect(section(page, "Notifications").getByRole("status")).toHaveText(/^The browser blocks notifications of this site\./);
  await expect(box(page)).toHaveAccessibleDescription(/^The browser blocks notifications/);
  await expect(box(page)).not.toBeChecked();
  await accessible(page);
  await page.reload();
  await expect(box(page)).not.toBeChecked();
});

test("where they were taken away later it is said, and they come back with the permission", async ({ context, page }) => {
  await context.grantPermissions(["notifications"]);
  await open(page, "settings");
  await box(page).click();
  await expect(box(page)).toBeChecked();
  await context.clearPermissions();
  await page.reload();
  await expect(box(page)).not.toBeChecked();
  await expect(section(page, "Notifications").getByRole("status")).toHaveText(/^The browser (blocks|has not been allowed)/);
  await context.grantPermissions(["notifications"]);
  await box(page).click();
  await expect(box(page)).toBeChecked();
  await expect(section(page, "Notifications").getByRole("status")).toHaveText("");
});

test("a browser without them says so, and nothing else is missing", async ({ page }) => {
  await page.addInitScript(() => {
    delete window.Notification;
    delete window.AudioContext;
  });
  await open(page, "settings");
  await expect(box(page)).toBeDisabled();
  await expect(section(page, "Notifications").getByRole("status")).toHaveText(/^This browser shows no notifications\./);
  await sound(page).click();
  await expect(sound(page)).toBeChecked();
});
