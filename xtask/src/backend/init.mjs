// Sets a CouchDB up for Visage: the database, who may use it, and the rules for what is written. What is there already
// stays, so that it can be run again at any time; every step says what it did or found.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import { Obstacle, connect } from "./couch.mjs";

export { Obstacle };

const HELP = `cargo xtask backend init URL [--database NAME]… [--member NAME]… [--member-role ROLE]…
                              [--admin NAME]… [--admin-role ROLE]…

  URL            of the server, such as https://couch.example.org; a name and a password may stand in it, or in the
                 environment as COUCHDB_USER and COUCHDB_PASSWORD
  --database     to set up, by default team; each tenant has one of its own
  --member       may read and write; --member-role for everybody with a role
  --admin        may change the rules and who may use it; --admin-role for everybody with a role
`;

const DESIGN = "_design/visage";

/** The rules as they stand in the design document. */
export const RULES = readFileSync(new URL("./validate.js", import.meta.url), "utf8");

/**
 * Sets up databases on the server at `url`. `people` names `{ members, memberRoles, admins, adminRoles }`; `say` takes each
 * sentence, and an `Obstacle` is thrown for what stands in the way.
 */
export async function init({ url, user, password, databases = ["team"], people = {}, say = console.log, fetch }) {
  const couch = connect(url, { user, password, fetch });
  await greet(couch, say);
  for (const database of databases) {
    await makeDatabase(couch, database, say);
    await secure(couch, database, people, say);
    await writeRules(couch, database, say);
  }
}

async function greet({ root, ask, name }, say) {
  const { status, json } = await ask("GET", "/");
  if (status === 401) throw unauthorized(name);
  if (json?.couchdb === undefined && json?.["express-pouchdb"] === undefined) {
    throw new Obstacle(`What answers at ${root} is not a CouchDB.`);
  }
  const session = await ask("GET", "/_session");
  if (session.status === 401) throw unauthorized(name);
  const { userCtx = {} } = session.json ?? {};
  if (name && userCtx.name === null) throw unauthorized(name);
  say(`${root} is a ${json.couchdb ? "CouchDB" : "PouchDB Server"}${json.version ? ` ${json.version}` : ""}.`);
  if (!name && userCtx.roles?.includes("_admin")) say("Attention: this server has no administrator, so everybody is one.");
}

function unauthorized(name) {
  return name
    ? new Obstacle(`The server does not take this name and password (${name}).`)
    : new Obstacle("The server wants a name and a password: put them into the address, or into COUCHDB_USER and COUCHDB_PASSWORD.");
}

async function makeDatabase(couch, database, say) {
  const path = `/${encodeURIComponent(database)}`;
  const { status, json } = await couch.ask("GET", path);
  if (status === 200) {
    say(`The database ${database} is there, with ${json.doc_count} documents.`);
    return;
  }
  if (status !== 404) throw refusal(couch, status, json, `open the database ${database}`);
  const made = await couch.ask("PUT", path);
  if (made.json?.error === "illegal_database_name") {
    throw new Obstacle(`${database} is no name for a database: it takes small letters, digits and _$()+/-, and begins with a letter.`);
  }
  // 412: somebody else made it meanwhile.
  if (![201, 202, 412].includes(made.status)) throw refusal(couch, made.status, made.json, `create the database ${database}`);
  say(`The database ${database} was created.`);
}

/** Adds people; nobody is removed, and a database that would be open to everybody is closed. */
async function secure(couch, database, people, say) {
  const path = `/${encodeURIComponent(database)}/_security`;
  const { status, json: before } = await couch.ask("GET", path);
  if (status !== 200) throw refusal(couch, status, before, `read who may use ${database}`);
  const after = {
    ...before,
    admins: joined(before.admins, people.admins, people.adminRoles),
    members: joined(before.members, people.members, people.memberRoles),
  };
  const { names, roles } = after.members;
  // Without members a database is open to everybody.
  if (!names.length && !roles.length) roles.push("_admin");
  const isClosed = who(after.members) === who({ names: [], roles: [] });
  if (isSame(before.members, after.members) && isSame(before.admins, after.admins)) {
    say(`Who may use ${database} is as it was: ${who(after.members)}.`);
  } else {
    const put = await couch.ask("PUT", path, after);
    if (put.status !== 200) throw refusal(couch, put.status, put.json, `say who may use ${database}`);
    say(`${database} may be used by ${who(after.members)}.`);
  }
  if (isClosed) say("Nobody else may use it yet: name people with --member or --member-role.");
}

function joined(before, names = [], roles = []) {
  const union = (list, more) => [...new Set([...list ?? [], ...more])];
  return { ...before, names: union(before?.names, names), roles: union(before?.roles, roles) };
}

function isSame(before, after) {
  return ["names", "roles"].every((kind) => JSON.stringify(before?.[kind] ?? []) === JSON.stringify(after[kind]));
}

/** Administrators may always. */
function who({ names, roles }) {
  const people = [...names, ...roles.filter((role) => role !== "_admin").map((role) => `everybody with the role ${role}`)];
  return people.join(", ") || "administrators only";
}

async function writeRules(couch, database, say) {
  const path = `/${encodeURIComponent(database)}/${DESIGN}`;
  const before = await couch.ask("GET", path);
  if (before.status === 200 && before.json.validate_doc_update === RULES) {
    say(`The rules for what is written to ${database} are up to date.`);
    return;
  }
  if (![200, 404].includes(before.status)) throw refusal(couch, before.status, before.json, `read the rules of ${database}`);
  // What an operator added there stays.
  const kept = before.status === 200 ? before.json : { _id: DESIGN };
  const { status, json } = await couch.ask("PUT", path, { ...kept, language: "javascript", validate_doc_update: RULES });
  if (![201, 202].includes(status)) throw refusal(couch, status, json, `write the rules of ${database}`);
  say(`The rules for what is written to ${database} were ${before.status === 200 ? "brought up to date" : "written"} (${DESIGN}).`);
}

function refusal({ name }, status, json, what) {
  const words = json?.reason ? `: ${json.reason}` : "";
  if (status === 401 || status === 403) {
    const who = name ? `${name} has not the right` : "Without a name and a password nobody has the right";
    return new Obstacle(`${who} to ${what}; an administrator of the server has it (${status}${words})`);
  }
  return new Obstacle(`It was not possible to ${what} (${status}${words})`);
}

async function main() {
  const list = { type: "string", multiple: true };
  const options = { database: list, member: list, "member-role": list, admin: list, "admin-role": list, help: { type: "boolean" } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help || positionals.length !== 1) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  const people = { members: values.member, memberRoles: values["member-role"], admins: values.admin, adminRoles: values["admin-role"] };
  const { COUCHDB_USER: user, COUCHDB_PASSWORD: password } = process.env;
  await init({ url: positionals[0], user, password, databases: values.database, people });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main().catch((error) => {
    // A mistake in the options has a sentence too, and everything else is for whoever mends this.
    console.error(error instanceof Obstacle || error.code?.startsWith("ERR_PARSE_ARGS") ? error.message : error);
    process.exitCode = 1;
  });
}
