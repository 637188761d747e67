// What every end-to-end test starts from: a page that may not complain.
// A console error or warning, an uncaught error, a violation of the content policy, a failed request or an
// answer of 400 and above fails the test that did not announce it with `expected`.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";

const ACCESSIBILITY = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export { expect };

export const test = base.extend({
  /** `expected(/words/)` announces complaints that belong to the test. */
  expected: async ({}, use) => {
    const patterns = [];
    const expected = (pattern) => patterns.push(pattern);
    expected.has = (complaint) => patterns.some((pattern) => pattern.test(complaint));
    await use(expected);
  },

  context: async ({ context, expected }, use) => {
    const complaints = [];
    await listen(context, complaints);
    await use(context);
    const unexpected = complaints.filter((complaint) => !expected.has(complaint));
    expect(unexpected, "the browser complained").toEqual([]);
  },

  /** `await accessible(page)`: axe finds nothing in the page as it is now. */
  accessible: async ({}, use) => use(accessible),
});

/** Collects what pages of a context complain about; for contexts that a test makes itself, too. */
export async function listen(context, complaints) {
  context.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type())) {
      complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  context.on("weberror", (error) => complaints.push(`uncaught: ${error.error().stack ?? error.error()}`));
  context.on("requestfailed", (request) => {
    // Leaving a page breaks off what it was still fetching: parts ahead of their use, the addresses of faces.
    if (request.failure()?.errorText === "net::ERR_ABORTED") return;
    complaints.push(`request failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) {
      complaints.push(`answer ${response.status()}: ${response.request().method()} ${response.url()}`);
    }
  });
  // Violations are on the console as well; this names the directive and the place.
  await context.exposeBinding("__violation", (_, words) => complaints.push(`content policy: ${words}`));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      window.__violation(`${event.effectiveDirective} ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`);
    });
  });
}

async function accessible(page) {
  // Between two colors of a button, as after a change of the scheme, its words may stand out less than they do at the end.
  await page.evaluate(() => Promise.all(document.getAnimations()
    .filter((animation) => animation instanceof CSSTransition)
    .map(({ finished }) => finished.catch(() => {}))));
  const { violations } = await new AxeBuilder({ page }).withTags(ACCESSIBILITY)
    // The app has no frames from elsewhere; without them axe need not open a page of its own for each run.
    .setLegacyMode(true).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.target.join(" ")}\n  ${node.html}`));
  expect(found, "axe finds violations").toEqual([]);
}
