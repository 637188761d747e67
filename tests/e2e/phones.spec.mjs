// A phone number can be read to its last digit wherever it stands in a box.
import { openSample } from "./sample.mjs";
import { expect, test } from "./fixtures.mjs";

const NAME = "Amara Okafor";

for (const [place, width] of [["page", 1280], ["page", 390], ["page", 320], ["conversation", 1280]]) {
  test(`the whole number stands in its box: ${place}, ${width} wide`, async ({ page }) => {
    await openSample(page);
    if (place === "conversation") {
      await page.getByRole("link", { name: /^Conversations/ }).click();
      await page.getByRole("list", { name: "Conversations" }).getByRole("link", { name: NAME }).click();
    } else {
      await page.getByRole("row", { name: NAME }).getByRole("link").click();
    }
    await page.setViewportSize({ width, height: 800 });
    const number = page.getByRole("textbox", { name: "Phone", exact: true });
    await expect(number).toHaveValue("+234 802 555 0148");
    const { needed, room } = await number.evaluate((box) => ({ needed: box.scrollWidth, room: box.clientWidth }));
    expect(needed).toBeLessThanOrEqual(room);
    const line = await page.getByRole("combobox", { name: "Label", exact: true }).boundingBox();
    expect(line.x + line.width).toBeLessThanOrEqual(width);
  });
}
