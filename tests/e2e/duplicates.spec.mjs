// The page of contacts that may be the same: groups, merging, dismissing for good, skipping, and the count beside its link.
import { expect, test } from "./fixtures.mjs";
import { add, comparison, initials, keepToast, merge, open, undo } from "./app.mjs";
import { contacts, stored } from "./stored.mjs";

const link = (page) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Duplicates" });
const groups = (page) => page.getByRole("article", { name: "Possible duplicates" });
const button = (place, name) => place.getByRole("button", { name, exact: true });

/** Two groups: one by email and phone, one by name alone. */
async function doubles(page) {
  await open(page);
  await add(page, "Ana", "Lima", { Email: "ana@example.com" });
  await add(page, "A.", "Lima", { Email: "ANA@example.com", Phone: "+351 21 555 0199" });
  await add(page, "Lima", "Ltd", { Phone: "00351215550199" });
  await add(page, "Zoe", "Ek");
  await add(page, "Zoë", "Ek");
  await expect(link(page)).toHaveAccessibleDescription("2 to look at");
}

test("an empty workspace has no duplicates, and says so", async ({ page }) => {
  await open(page, "duplicates");
  await expect(page.getByRole("heading", { name: "Duplicates", exact: true, level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { name: "No duplicates" })).toBeVisible();
  await expect(link(page)).toHaveAccessibleDescription("");
});

test("groups say why they stand together, a name alone is weak, and nothing merges by itself", async ({ page }) => {
  await doubles(page);
  await link(page).click();
  await expect(groups(page)).toHaveCount(2);
  const [strong, weak] = [groups(page).first(), groups(page).last()];
  await expect(strong.getByRole("heading")).toContainText("Same email ana@example.com");
  await expect(strong.getByRole("checkbox", { checked: true })).toHaveCount(3);
  await expect(initials(strong, "Ana Lima")).toBeVisible();
  await expect(weak.getByText("Name only").first()).toBeVisible();
  await expect(weak.getByRole("checkbox", { checked: true })).toHaveCount(0);
  await button(weak, "Merge").click();
  await expect(page.getByRole("status").getByText("Choose 2 to 10 of these contacts")).toBeVisible();
  expect((await contacts(page)).some(({ merged_into }) => merged_into)).toBe(false);
});

test("a group is merged, the count follows, and undo brings it back", async ({ page }) => {
  await doubles(page);
  await link(page).click();
  await button(groups(page).first(), "Merge").click();
  await expect(comparison(page).getByRole("radio", { name: /^Master/ })).toHaveCount(3);
  await merge(page);
  await keepToast(page);
  await expect(groups(page)).toHaveCount(1);
  await expect(link(page)).toHaveAccessibleDescription("1 to look at");
  await undo(page);
  await expect(link(page)).toHaveAccessibleDescription("2 to look at");
  await expect(groups(page)).toHaveCount(2);
});

test("a dismissed group stays away until somebody joins it, and dismissing can be undone", async ({ page }) => {
  await doubles(page);
  await link(page).click();
  await button(groups(page).last(), "Dismiss").click();
  await expect(groups(page)).toHaveCount(1);
  await undo(page);
  await expect(groups(page)).toHaveCount(2);
  await button(groups(page).last(), "Dismiss").click();
  await expect(link(page)).toHaveAccessibleDescription("1 to look at");
  const dismissed = (await stored(page)).docs.filter(({ id, undone_at }) => id.startsWith("duplicates:") && !undone_at);
  expect(dismissed).toHaveLength(1);
  await page.reload();
  await expect(link(page)).toHaveAccessibleDescription("1 to look at");
  await expect(groups(page)).toHaveCount(1);
  await open(page);
  await add(page, "ZOE", "EK");
  await expect(link(page)).toHaveAccessibleDescription("2 to look at");
});

test("a group that is skipped is there again when the page is opened anew", async ({ page }) => {
  await doubles(page);
  await link(page).click();
  await button(groups(page).first(), "Skip").click();
  await expect(groups(page)).toHaveCount(1);
  await expect(link(page)).toHaveAccessibleDescription("2 to look at");
  await page.getByRole("link", { name: "Contacts", exact: true }).click();
  await link(page).click();
  await expect(groups(page)).toHaveCount(2);
});
