// A CouchDB-compatible server in memory, for development and tests: `node server.mjs --port 5984 --database team`.
// It listens on loopback only, and forgets everything when it stops.
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import { startMemory } from "./memory.mjs";
import { startProxy } from "./proxy.mjs";

const HELP = `node server.mjs [--port 5984] [--database NAME]… [--user NAME:PASSWORD]… [--plain]

  --port       0 takes a free one
  --database   is made at the start
  --user       closes the server to all but these; the first is its administrator
  --plain      without the proxy that makes it answer as Apache CouchDB
`;

/**
 * Starts one: `{ url, stop }`. `plain` leaves the strict proxy out; everything else is for the proxy.
 */
export async function start({ port = 0, plain = false, ...options } = {}) {
  if (plain) return startMemory({ port });
  const memory = await startMemory();
  const proxy = await startProxy({ behind: memory.url, port, ...options }).catch(async (error) => {
    await memory.stop();
    throw error;
  });
  const stop = async () => {
    await proxy.stop();
    await memory.stop();
  };
  return { url: proxy.url, stop };
}

async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "5984" },
      database: { type: "string", multiple: true, default: [] },
      user: { type: "string", multiple: true, default: [] },
      plain: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  // The server's packages leave some promises to themselves, such as those of a feed whose reader went away.
  process.on("unhandledRejection", (error) => console.error("unhandled:", error));
  const server = await start({ port: Number(values.port), plain: values.plain, users: usersOf(values.user) });
  const headers = values.user.length ? { authorization: `Basic ${Buffer.from(values.user[0]).toString("base64")}` } : {};
  for (const database of values.database) {
    await fetch(`${server.url}/${encodeURIComponent(database)}`, { method: "PUT", headers });
  }
  console.log(`${server.url} holds ${values.database.join(", ") || "no database"}; Ctrl+C stops it and forgets everything`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.stop());
}

function usersOf(words) {
  if (!words.length) return undefined;
  return Object.fromEntries(words.map((word, at) => {
    const [name, ...password] = word.split(":");
    return [name, { password: password.join(":"), roles: at ? [] : ["_admin"] }];
  }));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
