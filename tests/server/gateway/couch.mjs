// The few requests that a gateway makes of a CouchDB-compatible server.

/** An answer that was not expected. */
export class Unexpected extends Error {
  constructor(status, what, reason) {
    super(`${what}: ${status} ${reason ?? ""}`.trim());
    this.status = status;
  }
}

/** Our own limit for an answer; a longpoll gets it on top of the server's time. In milliseconds. */
const PATIENCE = 15_000;

/** Requests to one database. `fetch` is for tests, which lose answers with it. */
export function connect({ url, database, user, password, fetch = globalThis.fetch }) {
  const root = `${url.replace(/\/$/, "")}/${encodeURIComponent(database)}`;
  const authorization = user ? { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` } : {};

  async function ask(method, path, { body, type = "application/json", accepted = [200, 201, 202], signal, patience = PATIENCE } = {}) {
    const signals = [AbortSignal.timeout(patience), ...signal ? [signal] : []];
    const headers = { accept: "application/json", ...authorization, ...body === undefined ? {} : { "content-type": type } };
    const response = await fetch(`${root}${path}`, { method, body, headers, signal: AbortSignal.any(signals) });
    const json = await response.json();
    if (!accepted.includes(response.status)) throw new Unexpected(response.status, `${method} ${path}`, json.reason);
    return { status: response.status, ...json };
  }

  return {
    /** A document with its conflicts, or nothing. */
    async get(id) {
      const { status, ...doc } = await ask("GET", `/${encodeURIComponent(id)}?conflicts=true`, { accepted: [200, 404] });
      return status === 200 ? doc : undefined;
    },
    /** Writes a document over the revision that it names: 201, 202 for “not yet on enough nodes”, or 409. */
    put(doc) {
      const { _conflicts, ...body } = doc;
      return ask("PUT", `/${encodeURIComponent(doc._id)}`, { body: JSON.stringify(body), accepted: [201, 202, 409] });
    },
    /** Stores a file under its digest; it may be there already. Its type is the message's to say: here it is plain bytes. */
    putFile(digest, body) {
      return ask("PUT", `/file:${digest}/file`, { body, type: "application/octet-stream", accepted: [201, 202, 409] });
    },
    /** The ids that begin so, the highest first. */
    async idsDown(prefix, limit) {
      const range = { descending: true, startkey: `${prefix}\ufff0`, endkey: prefix, limit };
      const query = new URLSearchParams(Object.entries(range).map(([name, value]) => [name, JSON.stringify(value)]));
      return (await ask("GET", `/_all_docs?${query}`)).rows.map((row) => row.id);
    },
    /** A page of changes with their documents. */
    changes(since) {
      return ask("GET", `/_changes?limit=500&include_docs=true&conflicts=true&since=${encodeURIComponent(since)}`);
    },
    /** Waits until something changes, at most `milliseconds`. */
    waitForChange(since, milliseconds, signal) {
      const query = `feed=longpoll&limit=1&timeout=${milliseconds}&since=${encodeURIComponent(since)}`;
      return ask("GET", `/_changes?${query}`, { signal, patience: milliseconds + PATIENCE });
    },
  };
}
