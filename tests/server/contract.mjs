// What Visage asks of a server, as calls with the answers that it relies on: `node contract.mjs [--url URL]`. Without an
// address it asks the test server, with one a CouchDB: as its administrator, in a database of its own that it deletes.
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { attachments } from "./contract/attachments.mjs";
import { changes } from "./contract/changes.mjs";
import { cors } from "./contract/cors.mjs";
import { conflicts } from "./contract/conflicts.mjs";
import { database } from "./contract/database.mjs";
import { rights } from "./contract/rights.mjs";
import { session } from "./contract/session.mjs";
import { writes } from "./contract/writes.mjs";
import { start } from "./server.mjs";

const HELP = `cargo xtask test contract [--url URL [-- [--member NAME:PASSWORD] [--origin URL]]]

  --url      of a CouchDB, with the name and password of an administrator; they may also stand in the environment as
             COUCHDB_USER and COUCHDB_PASSWORD. Without it the test server is asked.
  --member   somebody besides; without it a user is made in _users, and deleted at the end
  --origin   of the app, such as https://crm.example.org: whether its pages may ask (CORS)
`;

const PARTS = { session, database, writes, conflicts, changes, attachments, rights };

/** A header that says who asks. */
function basic({ name, password }) {
  return { authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}` };
}

/** Calls to one server: `ask(method, path, json, headers)` gives `{ status, headers, text, json }`, as an administrator. */
function connect(url, admin) {
  const call = async (method, path, body, headers) => {
    const isJson = body !== undefined && typeof body !== "string" && !(body instanceof Uint8Array);
    const type = isJson ? { "content-type": "application/json" } : {};
    const all = { accept: "application/json", ...type, ...headers };
    const response = await fetch(`${url}${path}`, { method, headers: all, body: isJson ? JSON.stringify(body) : body, signal: AbortSignal.timeout(90_000) });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString();
    let json;
    try { json = JSON.parse(text); } catch { /* some are none */ }
    return { status: response.status, headers: response.headers, bytes, text, json };
  };
  const as = (who) => (method, path, body, headers = {}) => call(method, path, body, { ...who ? basic(who) : {}, ...headers });
  return { url, admin, as, ask: as(admin) };
}

/** Somebody besides the administrator, made for as long as this takes. */
async function somebody({ ask }) {
  const member = { name: `contract-member-${randomBytes(4).toString("hex")}`, password: randomBytes(8).toString("hex") };
  const id = `/_users/org.couchdb.user:${member.name}`;
  const { status, json } = await ask("PUT", id, { name: member.name, password: member.password, roles: [], type: "user" });
  if (status !== 201) throw new Error(`No user can be made in _users (${status}): give an administrator's name, or somebody besides with --member.`);
  return { member, forget: () => ask("DELETE", `${id}?rev=${json.rev}`) };
}

/** Runs everything against a server; how much of it failed. */
async function run({ url, admin, known, origin, say = console.log }) {
  const server = connect(url, admin);
  const { member, forget } = known ? { member: known, forget: () => {} } : await somebody(server);
  let failed = 0;
  for (const [part, checks] of Object.entries(origin ? { ...PARTS, cors } : PARTS)) {
    say(part);
    for (const [sentence, check] of Object.entries(checks)) {
      // Each has an empty database of its own.
      const name = `visage-contract-${randomBytes(6).toString("hex")}`;
      const path = `/${name}`;
      try {
        await server.ask("PUT", path);
        await check({ ...server, member, origin, db: path, in: (method, rest, body, headers) => server.ask(method, `${path}/${rest}`, body, headers) });
        say(`  ✔ ${sentence}`);
      } catch (error) {
        failed += 1;
        say(`  ✖ ${sentence}\n${String(error.message).replace(/^/gm, "      ")}`);
      } finally {
        await server.ask("DELETE", path).catch(() => {});
      }
    }
  }
  await forget();
  return failed;
}

async function main() {
  const { values } = parseArgs({ options: { url: { type: "string" }, member: { type: "string" }, origin: { type: "string" }, help: { type: "boolean" } } });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const own = values.url ? undefined : await startOwn();
  const url = new URL(values.url ?? own.url);
  const admin = { name: decodeURIComponent(url.username) || process.env.COUCHDB_USER, password: decodeURIComponent(url.password) || process.env.COUCHDB_PASSWORD };
  url.username = url.password = "";
  if (own) Object.assign(admin, own.admin);
  const [name, ...password] = (values.member ?? "").split(":");
  const known = own?.member ?? (name && { name, password: password.join(":") });
  const failed = await run({ url: url.href.replace(/\/$/, ""), admin, known, origin: own?.origin ?? values.origin });
  if (!own && !values.origin) console.log("cors: left out, as no --origin was given");
  await own?.stop();
  console.log(failed ? `contract: ${failed} of it are not kept` : "contract: all of it is kept");
  process.exitCode = failed ? 1 : 0;
}

async function startOwn() {
  process.on("unhandledRejection", (error) => console.error("unhandled:", error));
  const admin = { name: "admin", password: randomBytes(8).toString("hex") };
  const member = { name: "member", password: randomBytes(8).toString("hex") };
  const users = { [admin.name]: { password: admin.password, roles: ["_admin"] }, [member.name]: { password: member.password, roles: [] } };
  const origin = "http://app.example";
  return { ...await start({ users, origins: [origin] }), admin, member, origin };
}

await main().catch((error) => {
  console.error(error.cause ? `The server cannot be reached: ${error.cause.code ?? error.cause.message}` : error.message);
  process.exit(1);
});
