// The sample workspace, and a crowd, as tests and pictures of the app need them.
import { expect } from "./fixtures.mjs";
import { open } from "./app.mjs";

/** Opens the app and loads the sample, which is 48 people. */
export async function openSample(page) {
  await open(page);
  await page.getByRole("button", { name: "Load sample contacts" }).click();
  await expect(page.getByRole("status").getByText("48 sample contacts loaded.")).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Dismiss" }).click();
}

/** Waits until every face that is drawn has its picture. */
export async function facesAreThere(page) {
  await page.waitForFunction(() => {
    const faces = [...document.querySelectorAll('main [role=img][aria-label^="Picture of"]')];
    return faces.length > 0 && faces.every((face) => face.querySelector("img")?.complete);
  });
}
