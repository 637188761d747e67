// Tokens (JWT) as Apache CouchDB takes them with `jwt_authentication_handler`, `required_claims = exp` and a key in
// `[jwt_keys]`: HS256 only, the name in `sub`, the roles in `_couchdb.roles`.
import { createHmac, timingSafeEqual } from "node:crypto";
import { refusal } from "./call.mjs";

const HEADER = { alg: "HS256", typ: "JWT" };

/** A token that is good until `exp`, in seconds since 1970; for tests and for development. */
export function token(secret, { name, roles = [], exp }) {
  const parts = [HEADER, { sub: name, "_couchdb.roles": roles, exp }].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  return [...parts, sign(parts.join("."), secret).toString("base64url")].join(".");
}

/** Who a token names: `{ name, roles }`. Throws CouchDB's refusals; `seconds` is the time now. */
export function holder(text, secret, seconds) {
  const parts = text.split(".");
  if (parts.length !== 3) throw refusal(400, "bad_request", "Malformed token");
  const [header, claims] = parts.slice(0, 2).map(object);
  if (header.alg !== HEADER.alg) throw refusal(400, "bad_request", "Invalid alg header parameter");
  if (claims.exp === undefined) throw refusal(400, "bad_request", "Missing exp claim");
  if (!(claims.exp > seconds)) throw refusal(401, "unauthorized", "exp not in future");
  const [given, expected] = [Buffer.from(parts[2], "base64url"), sign(parts.slice(0, 2).join("."), secret)];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refusal(400, "bad_request", "Bad HMAC");
  if (claims.sub === undefined) throw refusal(401, "unauthorized", "Token missing sub claim.");
  return { name: claims.sub, roles: claims["_couchdb.roles"] ?? [] };
}

function sign(text, secret) {
  return createHmac("sha256", secret).update(text).digest();
}

function object(part) {
  try {
    const value = JSON.parse(Buffer.from(part, "base64url").toString());
    if (value && typeof value === "object") return value;
  } catch {
    // Said below.
  }
  throw refusal(400, "bad_request", "Not an object");
}
