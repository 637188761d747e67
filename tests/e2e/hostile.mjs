// What the tests of hostile texts share: texts that others collected, and what such texts must not bring about.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The texts of DOMPurify, where the collections are there. */
export async function collected() {
  const folder = process.env.VISAGE_CORPORA;
  if (!folder) {
    console.log("skipped: the texts of strings/xss, since the collections are absent");
    return [];
  }
  const { default: cases } = await import(pathToFileURL(join(folder, "strings/xss/dompurify__expect.mjs")).href);
  return cases.map(({ payload }) => String(payload));
}

/** Refuses requests to elsewhere and dialogs from now on, and returns the list in which each will stand. */
export async function refused({ baseURL, context, page }) {
  const strange = [];
  await context.route((url) => url.origin !== new URL(baseURL).origin && url.protocol.startsWith("http"), (route) => {
    strange.push(route.request().url());
    return route.abort();
  });
  page.on("dialog", (dialog) => {
    strange.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  return strange;
}
