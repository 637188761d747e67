// An example of a gateway, as docs/gateway.md describes them: `node gateway.mjs --url http://127.0.0.1:5984 --database team`.
// It delivers SMS and emails to nobody and answers each with its own words.
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import { Contacts } from "./gateway/contacts.mjs";
import { connect } from "./gateway/couch.mjs";
import { Echo } from "./gateway/echo.mjs";
import { receive } from "./gateway/inbound.mjs";
import { Waiting } from "./gateway/message.mjs";
import { deliver, record } from "./gateway/outbound.mjs";

/** How long one longpoll lasts, and the pauses after errors, in milliseconds. */
const LONGPOLL = 25_000;
const PAUSE = { first: 1000, longest: 60_000 };

/**
 * Runs one until it is stopped: `{ stop, ended }`. Of those that run at once each needs a `name` of its own.
 * `user` and `password` are for the server, `fetch`, `pause` and `log` for tests.
 */
export function run({ name = "gateway:echo", channels = ["sms", "email"], provider = new Echo(), pause = PAUSE, log = console.error, ...server }) {
  const gateway = { name, channels, provider, couch: connect(server), since: "0", waiting: new Waiting(), contacts: new Contacts() };
  const stopped = new AbortController();
  const ended = loop(gateway, stopped.signal, pause, log);
  const stop = () => {
    stopped.abort();
    return ended;
  };
  return { stop, ended };
}

async function loop(gateway, stopped, pause, log) {
  let milliseconds = pause.first;
  while (!stopped.aborted) {
    try {
      await catchUp(gateway);
      if (!await work(gateway, stopped)) await rest(gateway, stopped);
      milliseconds = pause.first;
    } catch (error) {
      if (stopped.aborted) return;
      log(`${gateway.name}: ${error.message}; again in ${milliseconds / 1000} s`);
      await sleep(milliseconds, stopped);
      milliseconds = Math.min(milliseconds * 2, pause.longest);
    }
  }
}

/** Reads the changes to their end: only then is it known what comes first, and whose an address is. */
async function catchUp(gateway) {
  for (;;) {
    const page = await gateway.couch.changes(gateway.since).catch((error) => {
      // The server does not know the place any more, or has no such database: all anew.
      if ([400, 404].includes(error.status)) forget(gateway);
      throw error;
    });
    for (const { doc } of page.results) {
      gateway.waiting.see(doc);
      gateway.contacts.see(doc);
    }
    gateway.since = page.last_seq;
    if (!page.results.length) return;
  }
}

function forget(gateway) {
  Object.assign(gateway, { since: "0", waiting: new Waiting(), contacts: new Contacts() });
}

/** Does what is to be done now; whether there was anything. An error with one message holds up no other conversation. */
async function work(gateway, stopped) {
  const { name, channels, waiting, contacts } = gateway;
  const errors = [];
  const attempt = (task) => task.catch((error) => errors.push(error));
  const event = gateway.provider.next();
  if (event) await attempt(hear(gateway, event));
  const messages = [...waiting.claimed(name), ...waiting.first(channels, (uuid) => contacts.survivor(uuid))];
  for (const message of messages) {
    if (stopped.aborted) return true;
    await attempt(deliver(gateway, message));
  }
  if (errors.length) throw errors[0];
  return messages.length > 0 || Boolean(event);
}

/** Takes what the provider says; it says it again until it was stored. */
async function hear(gateway, event) {
  if (event.kind === "message") await receive(gateway, event);
  else await record(gateway, event.key, { state: event.kind, reason: event.reason });
  gateway.provider.heard(event);
}

/** Waits until the database changes or the provider has something to say. */
async function rest(gateway, stopped) {
  const woken = new AbortController();
  gateway.provider.onEvent(() => woken.abort());
  if (gateway.provider.next()) return;
  try {
    await gateway.couch.waitForChange(gateway.since, LONGPOLL, AbortSignal.any([woken.signal, stopped]));
  } catch (error) {
    if (!woken.signal.aborted) throw error;
  }
}

function sleep(milliseconds, stopped) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    stopped.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}

async function main() {
  const { values } = parseArgs({
    options: {
      url: { type: "string", default: "http://127.0.0.1:5984" },
      database: { type: "string", default: "team" },
      user: { type: "string" },
      password: { type: "string" },
      name: { type: "string", default: "gateway:echo" },
    },
  });
  const gateway = run(values);
  console.log(`${values.name} answers what is sent from ${values.url}/${values.database}; Ctrl+C stops it`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => gateway.stop());
  await gateway.ended;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
