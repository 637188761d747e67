// The test server in a process of its own, for tests whose runner takes every promise that the server's packages leave
// to themselves for a failed test, and for those that kill it.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { start } from "./server.mjs";

/**
 * Starts one: `{ url, stop, kill, faults }`. Options are those of `start` that JSON can hold; `faults` asks the control, so
 * its `set`, `heal` and `report` are awaited. `kill` ends it as a crash does.
 */
export async function startApart(options = {}) {
  const child = fork(fileURLToPath(import.meta.url), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const ended = once(child, "exit");
  child.send(options);
  const [{ url, error }] = await Promise.race([once(child, "message"), ended.then(([code]) => [{ error: `it ended with ${code}` }])]);
  if (error) {
    child.kill();
    throw new Error(`the test server did not start: ${error}`);
  }
  const control = async (method, json) => {
    const response = await fetch(`${url}/_faults`, { method, body: json && JSON.stringify(json) });
    const answered = await response.json();
    if (!response.ok) throw new Error(answered.error);
    return answered;
  };
  const end = (signal) => async () => {
    child.kill(signal);
    await ended;
  };
  const faults = { set: (plan) => control("POST", plan), heal: () => control("DELETE"), report: () => control("GET") };
  return { url, stop: end("SIGTERM"), kill: end("SIGKILL"), faults };
}

function serveParent() {
  process.on("unhandledRejection", (error) => console.error("unhandled:", error));
  process.once("disconnect", () => process.exit());
  process.once("message", async (options) => {
    const { url, error } = await start(options).catch((error) => ({ error: error.message }));
    process.send({ url, error });
  });
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) serveParent();
