// A CouchDB-compatible server in memory, for development and tests: `node server.mjs --port 5984 --database team`.
// It listens on loopback only, and forgets everything when it stops.
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import { startMemory } from "./memory.mjs";
import { startProxy } from "./proxy.mjs";

const HELP = `node server.mjs [--port 5984] [--database NAME]… [--user NAME:PASSWORD]… [--origin URL]… [--plain]

  --port       0 takes a free one
  --database   is made at the start
  --user       closes the server to all but these; the first is its administrator
  --origin     closes it to pages of other origins, exactly as this says
  --plain      without the proxy that makes it answer as Apache CouchDB
`;

/**
 * Starts one: `{ url, stop, faults }`, `faults` with `set`, `heal` and `report`. `plain` leaves the strict proxy out, and
 * with it the faults; everything else is for the proxy (see `DEFAULTS` there).
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
  return { ...proxy, stop };
}

async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "5984" },
      database: { type: "string", multiple: true, default: [] },
      user: { type: "string", multiple: true, default: [] },
      origin: { type: "string", multiple: true },
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
  const server = await start({ port: Number(values.port), plain: values.plain, users: usersOf(values.user), origins: values.origin });
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

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
