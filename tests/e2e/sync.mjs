// Devices in sync: the test server, connecting a device to it in Settings, and looking at what the server has.
import { expect, listen, test as base } from "./fixtures.mjs";
import { open } from "./app.mjs";
import { init } from "../../xtask/src/backend/init.mjs";
import { startApart } from "../server/apart.mjs";

/** Who may use the database, two of them, who runs the server, and somebody whom it knows and does not let in. */
export const USER = { name: "demo", password: "correct horse battery" };
export const COLLEAGUE = { name: "collègue", password: "ключ ☃ staple" };
export const ADMIN = { name: "admin", password: "of the server" };
export const STRANGER = { name: "stranger", password: "from another team" };
export const DATABASE = "team";
/** What tokens are signed with. */
export const JWT_SECRET = "what tokens are signed with";

/** What a browser says of a document that is asked for and is not there yet, and of failed answers. */
export const ABSENT = /40[49].*(_local|picture|thumb|file|_bulk|status of 40)|status of 40[49]|answer 40[49]/;
/** What it says of a server that is gone, of a network that is, and of answers that say no. */
export const GONE = /ERR_(CONNECTION|INTERNET|EMPTY|INCOMPLETE|NETWORK|SOCKET)/;
export const answered = (status) => new RegExp(`status of ${status}|answer ${status}`);

/** What a browser says where the network or the server is broken on purpose. */
export const NETWORK = /^(console \w+: (Failed to load resource|Access to fetch)|request failed: |answer [45]\d\d: ).*(_local|_changes|_bulk|_all_docs|_session|open_revs|rev=|picture|thumb|file|\/team)/;

export const test = base.extend({
  /** What the server is started with. */
  serverOptions: [{}, { option: true }],

  /** The servers of a worker, by what they were started with: starting one takes longer than some tests. */
  servers: [async ({}, use) => {
    const started = new Map();
    await use(started);
    for (const server of started.values()) await server.stop();
  }, { scope: "worker" }],

  /** A server with an empty database of its users: see `startServer`. */
  server: async ({ servers, serverOptions }, use) => {
    const key = JSON.stringify(serverOptions);
    const server = servers.get(key) ?? await startServer(serverOptions);
    if (servers.has(key)) await server.empty();
    servers.delete(key);
    await use(server);
    // One that a test has ended is not used again, and neither is one of a test that failed.
    if (test.info().status === test.info().expectedStatus && await server.isThere()) servers.set(key, server);
    else await server.stop();
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

const basic = ({ name, password }) => `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;

/**
 * Starts the server, with the database made and its user let in: `{ url, stop, kill, faults }`, `admin` and `database` that
 * ask at a path of the database, `documents(prefix)`, `seed(docs)` and `add(id, body)` for what others put there, `log(method, path)`.
 */
export async function startServer(options = {}) {
  const users = {
    [ADMIN.name]: { password: ADMIN.password, roles: ["_admin"] },
    [USER.name]: { password: USER.password, roles: [] },
    [COLLEAGUE.name]: { password: COLLEAGUE.password, roles: [] },
    [STRANGER.name]: { password: STRANGER.password, roles: [] },
  };
  const started = { users, jwtSecret: JWT_SECRET, ...options };
  const server = await startApart(started);
  const ask = (who) => async (path, { method = "GET", json, body, type } = {}) => {
    const headers = { authorization: basic(who) };
    if (json || type) headers["content-type"] = type ?? "application/json";
    return fetch(`${server.url}/${DATABASE}${path}`, { method, headers, body: json ? JSON.stringify(json) : body });
  };
  const admin = ask(ADMIN);
  const database = ask(USER);
  // As an operator does, so that the rules for what is written hold here, too.
  const operator = started.users ? { user: ADMIN.name, password: ADMIN.password } : {};
  const make = () => init({
    url: server.url, ...operator, databases: [DATABASE], people: { members: [USER.name, COLLEAGUE.name] }, say: () => {},
  });
  /** Takes the rules away, for what only a server without them has. */
  const unrule = async () => {
    const rules = await (await admin("/_design/visage")).json();
    await admin(`/_design/visage?rev=${rules._rev}`, { method: "DELETE" });
  };
  await make();
  const isThere = () => fetch(`${server.url}/_up`).then(({ ok }) => ok, () => false);
  const empty = async () => {
    await server.faults.set({ rules: [] });
    const headers = { authorization: basic(ADMIN) };
    const names = await (await fetch(`${server.url}/_all_dbs`, { headers })).json();
    for (const name of names.filter((name) => !name.startsWith("_"))) {
      await fetch(`${server.url}/${encodeURIComponent(name)}`, { method: "DELETE", headers });
    }
    await make();
  };
  const documents = async (prefix = "") => {
    const answer = await database("/_all_docs?include_docs=true");
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
  const seed = async (docs) => {
    const answer = await database("/_bulk_docs", { method: "POST", json: { docs: docs.map(([_id, body]) => ({ _id, ...body })) } });
    expect((await answer.json()).filter(({ error }) => error)).toEqual([]);
  };
  const log = async (method, path) => {
    const report = await server.faults.report();
    return report.log.filter((entry) => entry.method === method && path.test(entry.path));
  };
  return { ...server, make, unrule, empty, isThere, admin, database, documents, seed, log, add, conflicts };
}

/** The status button at the foot of the rail. */
export function status(page, word = /^(Local only|Up to date|Syncing…|Offline|Needs attention)/) {
  return page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: word });
}

/** The part of Settings, and a place of the main navigation, reached without loading the page anew. */
export const syncPart = (page) => page.getByRole("region", { name: "Sync", exact: true });
export async function go(page, name) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("main")).toBeVisible();
}

/** A text box of the form by its name; one for a password has no role. */
export const box = (part, name) => part.getByLabel(new RegExp(`^${name}`));

/** Types into the form that is open in Settings, and sends it. */
export async function sendConnect(page, server, fields = {}) {
  const part = syncPart(page);
  const all = {
    "Server address": server.url, Database: DATABASE, "User name": USER.name, Password: USER.password, ...fields,
  };
  for (const [name, text] of Object.entries(all)) await box(part, name).fill(text);
  await part.getByRole("button", { name: "Connect", exact: true }).click();
  return part;
}

/** Opens Settings, and fills in and sends the form there. */
export async function fillConnect(page, server, fields = {}) {
  await open(page, "settings");
  return sendConnect(page, server, fields);
}

/** Waits until everything is where it belongs. */
export async function upToDate(page) {
  await expect(status(page, /^Up to date/)).toBeVisible({ timeout: 20_000 });
}

/** Connects a device, and waits until everything is where it belongs. */
export async function connect(page, server, fields) {
  const part = await fillConnect(page, server, fields);
  await upToDate(page);
  return part;
}

/** Opens a device that is in sync, at its contacts. */
export async function connected(device, server, options) {
  const page = await device(options);
  await connect(page, server);
  await go(page, "Contacts");
  return page;
}

/** Holds back the requests that match from now on. Returns a function that lets them go, and those that follow. */
export async function hold(page, pattern) {
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  await page.context().route(pattern, async (route) => {
    await released;
    // Whoever asked may have gone meanwhile.
    await route.continue().catch(() => {});
  });
  return release;
}

/** Answers the question of an open dialog by one of its buttons. */
export async function answer(page, question, button) {
  const dialog = page.getByRole("dialog", { name: question });
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

/** Everything that this site keeps in the browser, as text: all stores of IndexedDB, localStorage and sessionStorage. */
export function kept(page) {
  return page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const { name } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const read = db.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(read.getAllKeys()), done(read.getAll())]);
        found.push(JSON.stringify([store, keys, values]));
      }
      db.close();
    }
    return found.join("\n");
  });
}
