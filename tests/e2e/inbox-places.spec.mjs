// Where a picture shows: the table of the product, a place a test. Who has none shows initials in the same places, and
// among the messages there is neither.
import { expect, test } from "./fixtures.mjs";
import { comparison, face, initials, open, openContact, row, select, selection, tile } from "./app.mjs";
import { about, box, button, contact, entry, idOf, log, openPage, tab, write } from "./inbox.mjs";
import { openSample } from "./sample.mjs";
import { rules } from "./settings.mjs";
import { contacts } from "./stored.mjs";

// As high as all rows of the sample.
test.use({ viewport: { width: 1440, height: 2_800 } });

/** Of the sample: one with a picture, one without, both with messages. */
const FACE = "Amara Okafor";
const NONE = "Liam Byrne";

async function openTalk(page, name) {
  await openPage(page);
  await tab(page, "All").click();
  await entry(page, name).getByRole("link").click();
  await expect(log(page).getByRole("paragraph").first()).toBeVisible();
}

/** How each place is reached for a contact; returns the place. */
const YES = {
  "a row of a Smart List": async (page, name) => {
    await open(page);
    return row(page, name);
  },
  "the wall of faces": async (page, name) => {
    await open(page);
    await button(page, "Faces").click();
    return tile(page, name);
  },
  "what a search of contacts finds": async (page, name) => {
    await open(page);
    await page.getByRole("searchbox", { name: "Search contacts" }).fill(name);
    await expect(row(page, name)).toBeVisible();
    return row(page, name);
  },
  "the comparison before a merge": async (page, name) => {
    await open(page);
    await select(page, FACE, NONE);
    await button(selection(page), "Merge").click();
    await expect(comparison(page).getByRole("radio", { name: `Master: ${name}` })).toBeVisible();
    return comparison(page).getByRole("columnheader").filter({ hasText: name });
  },
  "duplicates": async (page, name) => {
    await open(page);
    const { emails: [{ address }] } = (await contacts(page)).find(({ first_name }) => name.startsWith(first_name));
    await write(page, [contact(idOf(901), "Somebody Else", { emails: [{ address }], phones: [] })]);
    await open(page, "duplicates");
    return page.getByRole("article", { name: "Possible duplicates" }).filter({ hasText: name });
  },
  "the list of conversations": async (page, name) => {
    await openPage(page);
    await tab(page, "All").click();
    return entry(page, name);
  },
  "what a search of conversations finds": async (page, name) => {
    await openPage(page);
    await tab(page, "All").click();
    await page.getByRole("searchbox", { name: "Search conversations" }).fill(name);
    return entry(page, name);
  },
  "the dialog for a new conversation": async (page, name) => {
    await openPage(page);
    await button(page, "New conversation").click();
    const dialog = page.getByRole("dialog", { name: "New conversation" });
    await dialog.getByRole("searchbox").fill(name);
    return dialog.getByRole("listitem").filter({ hasText: name });
  },
  "the panel beside a conversation": async (page, name) => {
    await openTalk(page, name);
    return about(page);
  },
  "the page of a contact": async (page, name) => {
    await open(page);
    await openContact(page, name);
    return page.getByRole("region", { name: "Profile" });
  },
};

/** Places that show neither pictures nor initials. */
const NO = {
  "the messages of a conversation": async (page, name) => {
    await openTalk(page, name);
    return page.getByRole("region", { name: "Conversation" });
  },
  "the messages of a conversation on a phone": async (page, name) => {
    await openTalk(page, name);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(box(page)).toBeVisible();
    return page.getByRole("region", { name: "Conversation" });
  },
  "the conversation on the page of a contact": async (page, name) => {
    await open(page);
    await openContact(page, name);
    await page.getByRole("tab", { name: "Conversation", exact: true }).click();
    await expect(log(page).getByRole("paragraph").first()).toBeVisible();
    return page.getByRole("tabpanel", { name: "Conversation" });
  },
  "the page of a contact under classic picture rules": async (page, name) => {
    await open(page);
    await rules(page, "Classic");
    await openContact(page, name);
    return page.getByRole("main");
  },
};

for (const [place, reach] of Object.entries(YES)) {
  test(`the picture is in ${place}, and initials are there without one`, async ({ page }) => {
    await openSample(page);
    const own = await reach(page, FACE);
    await expect(face(own, FACE)).toHaveCount(1);
    await expect(face(own, FACE)).toBeVisible();
    await expect(initials(own, FACE)).toHaveCount(0);
    // The picture itself, and not its place alone.
    await expect.poll(() => face(own, FACE).evaluate((face) => face.querySelector("img")?.naturalWidth ?? 0)).toBeGreaterThan(0);
    const other = await reach(page, NONE);
    await expect(initials(other, NONE)).toBeVisible();
    await expect(face(other, NONE)).toHaveCount(0);
  });
}

for (const [place, reach] of Object.entries(NO)) {
  test(`no picture is in ${place}`, async ({ page }) => {
    await openSample(page);
    for (const name of [FACE, NONE]) {
      const own = await reach(page, name);
      await expect(own).toBeVisible();
      await expect(own.getByRole("img", { name: /^(Picture|Initials) of/ })).toHaveCount(0);
      expect(await own.evaluate((own) => own.querySelectorAll("img, .face").length)).toBe(0);
      await page.setViewportSize({ width: 1440, height: 2_800 });
    }
  });
}

test("under classic rules the picture stays in the list of conversations and beside them", async ({ page }) => {
  await openSample(page);
  await rules(page, "Classic");
  await openTalk(page, FACE);
  await expect(face(entry(page, FACE), FACE)).toBeVisible();
  await expect(face(about(page), FACE)).toBeVisible();
  await expect(log(page).getByRole("img")).toHaveCount(0);
});
