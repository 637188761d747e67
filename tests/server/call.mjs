// A call to the server: what is asked for, by whom, and its body, which is read when a rule wants it and not before.
import { IDENTITY } from "./memory.mjs";

/** An error that is an answer: `throw refusal(413, "too_large", "…")`. */
export function refusal(status, error, reason) {
  return Object.assign(new Error(reason), { reply: { status, json: { error, reason } } });
}

/** Takes a request apart. `identity` and `headers` are for rules to set. */
export function readCall(request, response, maxRequest) {
  const url = new URL(request.url, "http://server");
  const [database = "", ...rest] = url.pathname.slice(1).split("/");
  const call = {
    request,
    response,
    method: request.method,
    query: url.searchParams,
    /** As it stands in the address. */
    database,
    /** What follows the database: a document with its attachment, or one of CouchDB's own names. */
    document: decodeURIComponent(rest.join("/")),
    /** How many names follow the database; an attachment has one more than its document. */
    depth: rest.filter((part) => part !== "").length,
    identity: { name: null, roles: ["_admin"] },
    headers: {},
    held: undefined,
  };
  call.body = async () => call.held ??= await readBody(request, maxRequest);
  call.json = async () => parse(await call.body());
  return call;
}

async function readBody(request, maxRequest) {
  const tooLarge = refusal(413, "too_large", "the request entity is too large");
  if (Number(request.headers["content-length"]) > maxRequest) throw tooLarge;
  const parts = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > maxRequest) throw tooLarge;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function parse(body) {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw refusal(400, "bad_request", "invalid UTF-8 JSON");
  }
}

/** Asks the server behind on a call's behalf: its status and its JSON. */
export function asks(behind) {
  return async (call, path, { method = "GET", json, signal } = {}) => {
    const headers = { [IDENTITY]: JSON.stringify(call.identity) };
    if (json !== undefined) headers["content-type"] = "application/json";
    const body = json === undefined ? undefined : JSON.stringify(json);
    const response = await fetch(`${behind}${path}`, { method, headers, body, signal });
    return { status: response.status, json: await response.json() };
  };
}
