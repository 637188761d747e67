// Devices in sync: the test server, connecting a device to it in Settings, and looking at what the server has.
import { expect, listen, test as base } from "./fixtures.mjs";
import { open } from "./app.mjs";
import { startApart } from "../server/apart.mjs";

/** Who may use the database. */
export const USER = { name: "demo", password: "correct horse battery" };
const ADMIN = { name: "admin", password: "of the server" };
export const DATABASE = "team";

/** What a browser says of a document that is asked for and is not there yet, and of failed answers. */
export const ABSENT = /40[49].*(_local|picture|thumb|file|_bulk|status of 40)|status of 40[49]|answer 40[49]/;

/** What a browser says where the network or the server is broken on purpose. */
export const NETWORK = /^(console \w+: (Failed to load resource|Access to fetch)|request failed: |answer [45]\d\d: ).*(_local|_changes|_bulk|_all_docs|_session|open_revs|rev=|picture|thumb|file|\/team)/;

export const test = base.extend({
  /** A server with an empty database of one user: `{ url, faults, database(path, options), documents() }`. */
  server: async ({}, use) => {
    const started = await startServer();
    await use(started);
    await started.stop();
  },

  /** `device()` opens a browser of its own, as another device is one. */
  device: async ({ browser, expected }, use) => {
    const contexts = [];
    const complaints = [];
    await use(async (options = {}) => {
      const context = await browser.newContext(options);
      await listen(context, complaints);
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
    const unexpected = complaints.filter((complaint) => !expected.has(complaint));
    expect(unexpected, "the browser complained").toEqual([]);
  },
});

export { expect };

/** Starts the server, with the database made and its user let in. */
export async function startServer(options = {}) {
  const users = {
    [ADMIN.name]: { password: ADMIN.password, roles: ["_admin"] },
    [USER.name]: { password: USER.password, roles: [] },
  };
  const server = await startApart({ users, ...options });
  const ask = (who) => async (path, { method = "GET", json } = {}) => {
    const headers = { authorization: `Basic ${Buffer.from(`${who.name}:${who.password}`).toString("base64")}` };
    if (json) headers["content-type"] = "application/json";
    return fetch(`${server.url}/${DATABASE}${path}`, { method, headers, body: json && JSON.stringify(json) });
  };
  const admin = ask(ADMIN);
  const make = async () => {
    await admin("", { method: "PUT" });
    await admin("/_security", { method: "PUT", json: { members: { names: [USER.name], roles: [] }, admins: { names: [], roles: [] } } });
  };
  await make();
  const documents = async (prefix = "") => {
    const answer = await ask(USER)("/_all_docs?include_docs=true");
    const { rows } = await answer.json();
    return rows.map((row) => row.doc).filter((doc) => doc._id.startsWith(prefix) && !doc._id.startsWith("_"));
  };
  /** Writes a document as another client does, over the revision that it has. */
  const add = async (id, body) => {
    const { _rev } = await (await admin(`/${encodeURIComponent(id)}`)).json();
    const answer = await admin(`/${encodeURIComponent(id)}`, { method: "PUT", json: { ...body, ..._rev && { _rev } } });
    return (await answer.json()).rev;
  };
  /** The ids of documents with several leaves. */
  const conflicts = async () => {
    const answer = await admin("/_changes?include_docs=true&conflicts=true&style=all_docs");
    const { results } = await answer.json();
    return results.filter(({ doc }) => doc?._conflicts).map(({ id }) => id);
  };
  return { ...server, make, admin, database: ask(USER), documents, add, conflicts };
}

/** The status button at the foot of the rail. */
export function status(page, word = /^(Local only|Up to date|Syncing…|Offline|Needs attention)/) {
  return page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: word });
}

/** Fills in and sends the form in Settings. */
export async function fillConnect(page, server, fields = {}) {
  await open(page, "settings");
  const part = page.getByRole("region", { name: "Sync" });
  const all = {
    "Server address": server.url, Database: DATABASE, "User name": USER.name, Password: USER.password, ...fields,
  };
  for (const [name, text] of Object.entries(all)) await part.getByLabel(name, { exact: false }).first().fill(text);
  await part.getByRole("button", { name: "Connect", exact: true }).click();
  return part;
}

/** Connects a device, and waits until everything is where it belongs. */
export async function connect(page, server, fields) {
  const part = await fillConnect(page, server, fields);
  await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 20_000 });
  return part;
}
