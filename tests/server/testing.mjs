// What the tests share: a server with one database, calls to it, and waiting for what is to come.
import { start } from "./server.mjs";

/** Longer than anything takes; a test that waits so long has failed. */
const PATIENCE = 10_000;

/** Starts a server for one test, which stops with it: `{ url, database, call, faults }`, the database made and empty. */
export async function serve(t, options = {}) {
  const server = await start(options);
  t.after(() => server.stop());
  const call = (method, path, json, headers = {}) => ask(`${server.url}${path}`, method, json, headers);
  const { status } = await call("PUT", "/team", undefined, options.users ? basic("admin") : {});
  if (status !== 201) throw new Error(`the database was not made: ${status}`);
  return { url: server.url, database: "team", call, faults: server.faults };
}

async function ask(url, method, json, headers) {
  const type = json === undefined ? {} : { "content-type": "application/json" };
  const body = json === undefined || typeof json === "string" || json instanceof Uint8Array ? json : JSON.stringify(json);
  const response = await fetch(url, { method, body, headers: { ...type, ...headers } });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  return { status: response.status, headers: response.headers, json: isJson && text ? JSON.parse(text) : text };
}

/** The header of a user whose password is their name backwards. */
export function basic(name) {
  return { authorization: `Basic ${Buffer.from(`${name}:${passwordOf(name)}`).toString("base64")}` };
}

/** Users for the option `users`, the first of them the administrator. */
export function users(...names) {
  return Object.fromEntries(names.map((name, at) => [name, { password: passwordOf(name), roles: at ? [] : ["_admin"] }]));
}

/** Their password. */
export function passwordOf(name) {
  return [...name].reverse().join("");
}

/** Asks again and again until the answer is not false, null or undefined; says what it waited for when it never comes. */
export async function until(what, question) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${PATIENCE / 1000} s in vain: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}

/** A promise that never comes, for what is to hang. */
export function never() {
  return new Promise(() => {});
}
