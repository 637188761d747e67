// Who asks, and what they may: cookies that expire, Basic, tokens, and databases that are closed until somebody is let in.
// Without `users` everybody is an administrator, as on PouchDB Server.
import { createHmac, timingSafeEqual } from "node:crypto";
import { refusal } from "./call.mjs";
import { holder } from "./jwt.mjs";

const NAME_OR_PASSWORD = "Name or password is incorrect.";

/** Answers `/_session`: signing in, out, and who one is. */
export async function session(call, front) {
  call.identity = identify(call, front);
  if (call.database !== "_session") return undefined;
  if (call.method === "POST") return signIn(await credentials(call), front);
  if (call.method === "DELETE") {
    return { json: { ok: true }, headers: { "set-cookie": "AuthSession=; Version=1; Max-Age=0; Path=/; HttpOnly" } };
  }
  const { how, ...userCtx } = call.identity;
  const handlers = [...front.jwtSecret ? ["jwt"] : [], "cookie", "default"];
  const info = { authentication_handlers: handlers, authentication_db: "_users", ...how ? { authenticated: how } : {} };
  return { json: { ok: true, userCtx, info } };
}

/** Lets through who may: administrators everywhere, others where the database's `_security` names them. */
export async function access(call, front) {
  const { identity, database, document, method } = call;
  if (!front.users || identity.roles.includes("_admin")) return undefined;
  if (database.startsWith("_") || (!document && ["PUT", "DELETE"].includes(method))) {
    throw refusal(401, "unauthorized", "You are not a server admin.");
  }
  const asAdmin = { ...call, identity: { name: null, roles: ["_admin"] } };
  const { status, json } = await front.ask(asAdmin, `/${database}/_security`);
  if (status === 404) throw refusal(404, "not_found", "Database does not exist.");
  const isAdmin = status === 200 && names(json.admins, identity);
  // Unlike PouchDB Server, CouchDB 3 takes a database that names nobody for one of administrators only.
  if (!isAdmin && !(status === 200 && names(json.members, identity))) throw closed(identity, "You are not allowed to access this db.");
  if (!isAdmin && method !== "GET" && /^_(security|design\/)/.test(document)) {
    throw closed(identity, "You are not a db or server admin.");
  }
  return undefined;
}

function closed({ name }, reason) {
  return name === null
    ? refusal(401, "unauthorized", "You are not authorized to access this db.")
    : refusal(403, "forbidden", reason);
}

function names(list, { name, roles }) {
  return (list?.names ?? []).includes(name) || (list?.roles ?? []).some((role) => roles.includes(role));
}

async function credentials(call) {
  const type = call.request.headers["content-type"] ?? "";
  if (type.startsWith("application/json")) return call.json();
  return Object.fromEntries(new URLSearchParams((await call.body()).toString()));
}

function signIn({ name, password }, front) {
  if (!isPassword(front, name, password)) throw refusal(401, "unauthorized", NAME_OR_PASSWORD);
  return { json: { ok: true, name, roles: front.users[name].roles }, headers: { "set-cookie": cookie(name, front) } };
}

function identify({ request, response }, front) {
  const { users } = front;
  if (!users) return { name: null, roles: ["_admin"] };
  const [scheme, value = ""] = (request.headers.authorization ?? "").split(" ");
  if (scheme.toLowerCase() === "basic") {
    const [name, ...password] = Buffer.from(value, "base64").toString().split(":");
    if (!isPassword(front, name, password.join(":"))) throw refusal(401, "unauthorized", NAME_OR_PASSWORD);
    return { name, roles: users[name].roles, how: "default" };
  }
  if (scheme === "Bearer" && front.jwtSecret) return { ...holder(value, front.jwtSecret, front.now() / 1000), how: "jwt" };
  // Also a token, where nobody said by which key it is good.
  if (scheme) throw refusal(400, "bad_request", "Authorization header is invalid");
  const name = nameIn(request.headers.cookie ?? "", front, response);
  return name === undefined ? { name: null, roles: [] } : { name, roles: users[name].roles, how: "cookie" };
}

function isPassword({ users }, name, password) {
  return Boolean(users) && Object.hasOwn(users, name ?? "") && users[name].password === password;
}

function cookie(name, front) {
  const until = Math.floor(front.now() / 1000) + front.sessionSeconds;
  const value = Buffer.from(`${name}:${until.toString(16)}:${sign(`${name}:${until}`, front)}`).toString("base64url");
  return `AuthSession=${value}; Version=1; Max-Age=${front.sessionSeconds}; Path=/; HttpOnly`;
}

/** The name in a cookie that is still good. One that has lived a tenth of its time is renewed with the answer, as CouchDB does. */
function nameIn(header, front, response) {
  const value = header.match(/(?:^|; )AuthSession=([\w-]+)/)?.[1];
  const [, name, hex, signature] = Buffer.from(value ?? "", "base64url").toString().match(/^(.*):([0-9a-f]+):([0-9a-f]+)$/) ?? [];
  if (name === undefined || !Object.hasOwn(front.users, name)) return undefined;
  const until = parseInt(hex, 16);
  const expected = sign(`${name}:${until}`, front);
  if (signature.length !== expected.length || !timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return undefined;
  const left = until - front.now() / 1000;
  if (left <= 0) return undefined;
  if (left < front.sessionSeconds * 0.9) response.setHeader("set-cookie", cookie(name, front));
  return name;
}

function sign(text, { secret }) {
  return createHmac("sha256", secret).update(text).digest("hex");
}
