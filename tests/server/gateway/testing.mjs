// What the gateway's tests share: a conversation to write into, and gateways that end with the test.
import { randomBytes, randomUUID } from "node:crypto";
import { run } from "../gateway.mjs";
import { serve, until } from "../testing.mjs";
import { Echo } from "./echo.mjs";
import { messageId } from "./message.mjs";

export const PHONE = "+4915123456789";

/** A server with a contact, and what a test does with them. */
export async function talk(t) {
  const server = await serve(t);
  const provider = new Echo();
  const uuid = randomUUID();
  const call = async (method, path, json) => (await server.call(method, `/team/${path}`, json)).json;
  const put = async (doc) => ({ ...doc, _rev: (await call("PUT", encodeURIComponent(doc._id), doc)).rev });
  const get = (id) => call("GET", encodeURIComponent(id));
  const contact = (fields, id = uuid) => put({ _id: `contact:${id}`, ...fields });
  await contact({ first_name: "Ama", phones: [{ number: PHONE, e164: PHONE, primary: true }] });

  /** Documents of one kind, in order. */
  const all = async (kind) => {
    const range = new URLSearchParams({ include_docs: true, startkey: `"${kind}:"`, endkey: `"${kind}:\ufff0"` });
    return (await call("GET", `_all_docs?${range}`)).rows.map((row) => row.doc);
  };
  /** A message of the app's that waits. */
  const queued = (seq, fields = {}) => ({
    _id: messageId(fields.contact ?? uuid, seq, randomBytes(8).toString("hex")),
    channel: "sms", direction: "out", state: "queued", to: PHONE, body: `words ${seq}`,
    created_at: "2026-03-01T09:30:00.000Z", v: { app: 1 }, ...without(fields, "contact"),
  });
  const queue = (seq, fields) => put(queued(seq, fields));
  const start = (options = {}) => {
    const gateway = run({ url: server.url, database: "team", provider, pause: { first: 20, longest: 100 }, log: () => {}, ...options });
    // Not awaited: some tests leave one hanging, as a crash does.
    t.after(() => { gateway.stop(); });
    return gateway;
  };
  const reaches = (id, state) => until(`${id} is ${state}`, async () => {
    const doc = await get(id);
    return doc.state === state ? doc : undefined;
  });
  const sent = () => [...provider.out.values()].map(({ body }) => body);
  return { ...server, provider, uuid, put, get, contact, all, queued, queue, start, reaches, sent };
}

function without(object, name) {
  const { [name]: _, ...rest } = object;
  return rest;
}

/** A `fetch` in which `fault(method, document, go)` decides; `go()` is the request. */
export function faulty(fault) {
  return (url, options = {}) => {
    const body = typeof options.body === "string" ? JSON.parse(options.body) : undefined;
    return fault(options.method ?? "GET", body, () => fetch(url, options));
  };
}
