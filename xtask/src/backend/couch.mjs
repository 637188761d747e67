// Requests to a CouchDB for those who set it up, and the sentences in which they fail. No sentence holds a password.

/** How long an answer may take, in milliseconds. */
const PATIENCE = 15_000;

/** What stands in the way, as a sentence for people. */
export class Obstacle extends Error {}

/**
 * The server at an address, which may carry a name and a password. `ask` gives `{ status, json }`, and throws a sentence
 * where there is no answer, or one that is no CouchDB's.
 */
export function connect(address, { user, password, fetch = globalThis.fetch } = {}) {
  const url = addressOf(address);
  const name = decodeURIComponent(url.username) || user;
  const secret = decodeURIComponent(url.password) || password || "";
  url.username = url.password = "";
  const root = url.href.replace(/\/$/, "");
  const authorization = name ? { authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString("base64")}` } : {};

  async function ask(method, path, json) {
    const type = json === undefined ? {} : { "content-type": "application/json" };
    const headers = { accept: "application/json", ...authorization, ...type };
    const body = json === undefined ? undefined : JSON.stringify(json);
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(`${root}${path}`, { method, headers, body, signal, redirect: "manual" }).catch((error) => {
      throw new Obstacle(`${root} cannot be reached: ${reason(error)}. Is CouchDB running, and is the address right?`);
    });
    return { status: response.status, json: await read(root, response) };
  }
  return { root, name, ask };
}

function addressOf(address) {
  try {
    const url = new URL(address);
    if (["http:", "https:"].includes(url.protocol)) return url;
  } catch {
    // Said below; the address itself may hold a password.
  }
  throw new Obstacle("That is no address of a server: write it as https://couch.example.org, with http only on the same machine.");
}

async function read(root, response) {
  if (response.status >= 300 && response.status < 400) {
    throw new Obstacle(`${root} leads elsewhere (${response.status}): give the address that it leads to, ${withoutSecret(response.headers.get("location"))}`);
  }
  const text = await response.text().catch((error) => { throw new Obstacle(`${root} broke its answer off: ${reason(error)}.`); });
  try {
    return JSON.parse(text);
  } catch {
    throw new Obstacle(`What answers at ${root} is not a CouchDB: its answer (${response.status}) is not JSON.`);
  }
}

function withoutSecret(address) {
  return (address ?? "which it does not say").replace(/\/\/[^/@]*@/, "//");
}

function reason(error) {
  if (error.name === "TimeoutError") return `no answer within ${PATIENCE / 1000} seconds`;
  const code = error.cause?.code ?? error.cause?.message ?? error.message;
  return { ECONNREFUSED: "nothing listens there", ENOTFOUND: "there is no such host", ECONNRESET: "it closes the connection" }[code] ?? String(code);
}
