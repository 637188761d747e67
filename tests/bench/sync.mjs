// The first sync of 20,000 contacts, a quarter of them with pictures, next to PouchDB with the same database and to
// fetching the same pages and storing nothing; an edit on its way to another device; and what an idle device asks.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { loadavg } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { baseURL } from "../e2e/chrome.mjs";
import { startApart } from "../server/apart.mjs";
import { fillDatabase } from "./data/database.mjs";
import { finish, report, withBrowser, withProfile } from "./harness.mjs";
import { install } from "./page/sync.mjs";

const CONTACTS = Number(process.env.CONTACTS ?? 20_000);
const TIMES = Number(process.env.TIMES ?? 3);
/** PouchDB fetches each picture by itself, and takes minutes: it may run less often. */
const POUCH = Number(process.env.POUCH ?? TIMES);
const EDITS = Number(process.env.EDITS ?? 8);
/** Seconds for which an idle device is watched: three of its questions. */
const IDLE = Number(process.env.IDLE ?? 75);
/** Parts of it, such as `PARTS=first,idle`. */
const PARTS = (process.env.PARTS ?? "first,line,edit,idle").split(",");
/** A good line of a household: here the server, which shares its two cores with the browser, is not what everybody waits for. */
const LINE = { offline: false, latency: 40, downloadThroughput: 20_000_000 / 8, uploadThroughput: 5_000_000 / 8 };
const ADMIN = { name: "admin", password: "of the server", roles: ["_admin"] };
const USER = { name: "demo", password: "correct horse battery", roles: [] };
const DATABASE = "team";
const VIEW = { width: 1440, height: 900 };
// What is asked for in the course of a first sync, without the waiting that follows it.
const READS = /\/team\/(_changes|_all_docs|_find|_bulk_get)(?!.*longpoll)/;

const words = `${CONTACTS.toLocaleString("en")} contacts`;
// The bars are for the many.
const bar = (limit) => (CONTACTS === 20_000 ? limit : undefined);

const server = await startApart({ users: { [ADMIN.name]: ADMIN, [USER.name]: USER } });
const peer = await servePeer();
try {
  await measure();
} finally {
  peer.close();
  await server.stop();
}
finish();

async function measure() {
  const documents = await fill();
  if (PARTS.includes("first")) await firstSync(documents);
  if (PARTS.includes("line")) await overLine();
  if (PARTS.includes("edit") || PARTS.includes("idle")) {
    await withProfile((here) => withProfile(async (there) => {
      const [one, other] = [await device(here), await device(there)];
      await connect(one);
      await connect(other);
      if (PARTS.includes("edit")) await edits(one, other);
      if (PARTS.includes("idle")) await idle(other);
    }));
  }
}

/** Makes the database, and reads it once, so that no run is the server's first. How many documents are in it. */
async function fill() {
  const ask = (path, json, method = "POST") => fetch(`${server.url}/${DATABASE}${path}`, {
    method, headers: { authorization: basic(ADMIN), "content-type": "application/json" }, body: json && JSON.stringify(json),
  });
  await ask("", undefined, "PUT");
  await ask("/_security", { members: { names: [USER.name], roles: [] }, admins: { names: [], roles: [] } }, "PUT");
  const { documents, sizes } = await withBrowser(async (browser) => fillDatabase(ask, CONTACTS, await browser.newPage()));
  for (let since = "0", pending = 1; pending > 0;) {
    const page = await ask(`/_changes?limit=500&include_docs=true&conflicts=true&style=all_docs&seq_interval=500&since=${since}`, undefined, "GET");
    ({ last_seq: since, pending } = await page.json());
  }
  report(`${words}, documents on the server`, [documents], undefined, "documents");
  report(`${words}, size of a picture`, sizes.full.map((bytes) => bytes / 1024), undefined, "KB");
  report(`${words}, size of a thumbnail`, sizes.thumb.map((bytes) => bytes / 1024), undefined, "KB");
  return documents;
}

async function firstSync(documents) {
  const runs = [];
  // By turns, so that a slow minute of the machine is everybody's.
  for (let time = 0; time < TIMES; time += 1) {
    const app = await withProfile(syncApp);
    const fetched = await withPeer((page) => page.evaluate((requests) => fetchAll(requests), app.requests));
    const run = { app, fetched };
    if (time < POUCH) {
      run.contacts = await pouch(CONTACTS, "contact:");
      run.pouch = await pouch(documents);
    }
    runs.push(run);
    const said = Object.entries(run).map(([name, { took }]) => `${name} ${(took / 1000).toFixed(1)} s`);
    console.error(`run ${time + 1}: ${said.join(", ")}, first rows ${(app.rows / 1000).toFixed(1)} s; load ${loadavg()[0].toFixed(1)}`);
  }
  const each = (value) => runs.map(value);
  report(`first sync, ${words}, Connect to Up to date`, each(({ app }) => app.took / 1000), undefined, "s");
  report(`first sync, ${words}, Connect to the first rows painted`, each(({ app }) => app.rows / 1000), undefined, "s");
  report(`first sync, ${words}, Connect to every contact in the list`, each(({ app }) => app.all / 1000), undefined, "s");
  report(`first sync, ${words}, of it waiting for pages`, each(({ app }) => app.waited / 1000), undefined, "s");
  report(`first sync, ${words}, longest task`, each(({ app }) => longest(app)), bar(50), "ms");
  report(`first sync, ${words}, tasks over 50 ms`, each(({ app }) => app.held.length), undefined, "tasks");
  report(`the same ${runs[0].app.requests.length} requests, nothing stored`, each(({ fetched }) => fetched.took / 1000), undefined, "s");
  report("the same requests, what they bring", each(({ fetched }) => fetched.bytes / 1_048_576), undefined, "MB");
  // A ratio within one run is what a noisy machine says least wrong.
  report(`first sync, ${words}, times as long as fetching alone`, each(({ app, fetched }) => app.took / fetched.took), bar(1.4), "times");
  const peers = runs.filter((run) => run.pouch);
  if (!peers.length) return;
  const ofPeers = (value) => peers.map(value);
  report(`PouchDB, ${words} with their pictures`, ofPeers(({ pouch }) => pouch.took / 1000), undefined, "s");
  report(`PouchDB, ${words} without pictures`, ofPeers(({ contacts }) => contacts.took / 1000), undefined, "s");
  report("PouchDB, longest task", ofPeers(({ pouch }) => longest(pouch)), undefined, "ms");
  report("PouchDB, tasks over 50 ms", ofPeers(({ pouch }) => pouch.held.length), undefined, "tasks");
  // 2.5 times as fast, and usable 5 times as soon.
  report(`first sync, ${words}, share of PouchDB's time`, ofPeers(({ app, pouch }) => (100 * app.took) / pouch.took), bar(40), "%");
  report(`first sync, ${words}, to the first rows, share of PouchDB's time`, ofPeers(({ app, pouch }) => (100 * app.rows) / pouch.took), bar(20), "%");
  report(`first sync, ${words}, share of PouchDB's time without pictures`, ofPeers(({ app, contacts }) => (100 * app.took) / contacts.took), undefined, "%");
}

/** The first sync over a line that is slower than the machine, next to fetching the same over it. */
async function overLine() {
  const runs = [];
  for (let time = 0; time < TIMES; time += 1) {
    const app = await withProfile((context) => syncApp(context, slow));
    const fetched = await withPeer(async (page) => {
      await slow(page);
      return page.evaluate((requests) => fetchAll(requests), app.requests);
    });
    runs.push({ app, fetched });
  }
  const each = (value) => runs.map(value);
  const line = `${words}, 20 Mbit/s and 40 ms`;
  report(`first sync, ${line}, Connect to Up to date`, each(({ app }) => app.took / 1000), undefined, "s");
  report(`first sync, ${line}, Connect to the first rows painted`, each(({ app }) => app.rows / 1000), undefined, "s");
  report(`the same requests, ${line}, nothing stored`, each(({ fetched }) => fetched.took / 1000), undefined, "s");
  report(`first sync, ${line}, times as long as fetching alone`, each(({ app, fetched }) => app.took / fetched.took), bar(1.4), "times");
}

async function slow(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", LINE);
}

/** One replication by PouchDB, of all documents or of those whose ids begin so. */
async function pouch(documents, prefix = "") {
  const run = await withPeer((page) => page.evaluate(([url, user, prefix]) => watched(() => replicate(url, user, prefix)), [`${server.url}/${DATABASE}`, USER, prefix]));
  if (run.documents !== documents) throw new Error(`PouchDB has ${run.documents} documents, and not ${documents}`);
  return run;
}

/** One first sync of an empty device, which looks at its list meanwhile; `prepare` is done before it connects. */
async function syncApp(context, prepare = async () => {}) {
  const requests = [];
  context.on("request", (request) => {
    if (request.method() !== "OPTIONS" && READS.test(request.url())) requests.push(request);
  });
  const page = await device(context);
  await prepare(page);
  await connect(page);
  const marks = await page.evaluate(() => window.bench.marks());
  const stored = await page.evaluate(count);
  if (stored !== CONTACTS) throw new Error(`${stored} contacts are stored, and not ${CONTACTS}`);
  const sent = requests.filter((request) => /_changes/.test(request.url())).map((request) => {
    const { accept, authorization, "content-type": type } = request.headers();
    const headers = Object.fromEntries(Object.entries({ accept, authorization, "content-type": type }).filter(([, value]) => value));
    return { url: request.url(), method: request.method(), headers, body: request.postData() ?? undefined };
  });
  return { ...marks, requests: sent };
}

/** Opens the app, with nothing in it and the form in Settings filled in. */
async function device(context) {
  await install(context);
  const page = await context.newPage();
  await page.setViewportSize(VIEW);
  await page.goto(new URL("settings", baseURL()).href);
  const part = page.getByRole("region", { name: "Sync" });
  const fields = { "Server address": server.url, Database: DATABASE, "User name": USER.name, Password: USER.password };
  for (const [name, text] of Object.entries(fields)) await part.getByLabel(name, { exact: false }).first().fill(text);
  // What the start still does is none of the sync's.
  await page.waitForTimeout(1_500);
  return page;
}

/** Presses Connect, goes to the list as soon as that is done, and waits until everything is there. */
async function connect(page) {
  await page.getByRole("region", { name: "Sync" }).getByRole("button", { name: "Connect", exact: true }).click();
  await page.waitForFunction(() => window.bench.isDone(), undefined, { timeout: 600_000, polling: 250 });
  // The last tasks are told a little later.
  await page.waitForTimeout(500);
}

/** A name that is changed on one device, until it is painted on the other. */
async function edits(one, other) {
  await one.getByRole("row").nth(1).getByRole("link").click();
  const name = one.getByRole("textbox", { name: "First name", exact: true });
  await name.waitFor();
  const took = [];
  for (let time = 0; time < EDITS; time += 1) {
    // Names that stay at the beginning of the list.
    const text = `Aaa${String.fromCharCode(97 + time)}`;
    const painted = other.evaluate((text) => window.bench.whenText(text), text);
    await name.fill(text);
    await one.waitForTimeout(300);
    await name.press("Tab");
    took.push((await painted) - (await one.evaluate(() => window.bench.pressed)));
    await one.waitForTimeout(1_500);
  }
  report(`an edit among ${words}, from leaving the field to the other screen`, took, 1_000, "ms");
}

/** What a device that nobody uses asks and is answered. */
async function idle(page) {
  await page.waitForTimeout(30_000);
  const devtools = await page.context().newCDPSession(page);
  const seen = watchTraffic(devtools);
  await devtools.send("Network.enable");
  await page.waitForTimeout(IDLE * 1_000);
  const { requests, preflights, bodies, headers } = seen();
  await devtools.detach();
  const minute = 60 / IDLE;
  report("idle device, bodies of requests and answers a minute", [(bodies * minute) / 1024], 1, "KB");
  report("idle device, bodies and headers a minute", [((bodies + headers) * minute) / 1024], undefined, "KB");
  report("idle device, requests a minute", [requests * minute], undefined, "requests");
  report("idle device, of them asked beforehand (CORS) a minute", [preflights * minute], undefined, "requests");
}

/** Counts the bytes between a page and the server; headers as HTTP/1.1 writes them. */
function watchTraffic(devtools) {
  const ours = new Set();
  const sum = { requests: 0, preflights: 0, bodies: 0, headers: 0 };
  const heads = new Map();
  const head = (id, bytes) => {
    if (ours.has(id)) sum.headers += bytes;
    else heads.set(id, (heads.get(id) ?? 0) + bytes);
  };
  const lines = (headers) => Object.entries(headers).reduce((bytes, [name, value]) => bytes + name.length + value.length + 4, 2);
  devtools.on("Network.requestWillBeSent", ({ requestId, request, type }) => {
    if (!request.url.startsWith(server.url)) return;
    ours.add(requestId);
    sum.requests += 1;
    sum.preflights += Number(type === "Preflight" || request.method === "OPTIONS");
    sum.bodies += Buffer.byteLength(request.postData ?? "");
    sum.headers += request.method.length + new URL(request.url).pathname.length + new URL(request.url).search.length + 12 + (heads.get(requestId) ?? 0);
    heads.delete(requestId);
  });
  devtools.on("Network.requestWillBeSentExtraInfo", ({ requestId, headers }) => head(requestId, lines(headers)));
  devtools.on("Network.responseReceivedExtraInfo", ({ requestId, headersText, headers }) => head(requestId, headersText?.length ?? lines(headers)));
  devtools.on("Network.dataReceived", ({ requestId, dataLength }) => {
    if (ours.has(requestId)) sum.bodies += dataLength;
  });
  return () => sum;
}

/** A page of the peer in a profile of its own. */
function withPeer(work) {
  return withProfile(async (context) => {
    await install(context);
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${peer.address().port}/sync.html`);
    await page.waitForTimeout(1_000);
    return work(page);
  });
}

/** Serves the page of PouchDB; the app's own pages let no foreign script in. */
async function servePeer() {
  const resolve = createRequire(new URL("../server/package.json", import.meta.url)).resolve;
  const own = (name) => fileURLToPath(new URL(`peer/${name}`, import.meta.url));
  const files = {
    "/sync.html": ["text/html", own("sync.html")],
    "/sync.js": ["text/javascript", own("sync.js")],
    "/pouchdb.js": ["text/javascript", join(resolve("pouchdb/package.json"), "../dist/pouchdb.min.js")],
  };
  const serving = createServer(({ url }, response) => {
    const [type, path] = files[url] ?? [];
    if (!path) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(readFileSync(path));
  });
  await new Promise((listening) => serving.listen(0, "127.0.0.1", listening));
  return serving;
}

// Runs in the page: how many contacts are stored.
async function count() {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const db = await done(indexedDB.open("visage"));
  const contacts = await done(db.transaction("docs").objectStore("docs").count(IDBKeyRange.bound("contact:", "contact;")));
  db.close();
  return contacts;
}

function longest({ held }) {
  return Math.max(0, ...held);
}

function basic({ name, password }) {
  return `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;
}
