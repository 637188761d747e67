// The backend of `cargo xtask serve --backend`: the test server with one database for one user, set up as an operator does
// it, and on request the example gateway. It ends with whoever started it, whose end it sees on its standard input.
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { run } from "../../../tests/server/gateway.mjs";
import { start } from "../../../tests/server/server.mjs";
import { init } from "./init.mjs";

const text = (value) => ({ type: "string", default: value });
const { values } = parseArgs({
  options: {
    port: text("5984"), database: text("team"), user: text("demo"), password: text("demo"),
    origin: { type: "string", multiple: true }, demo: { type: "boolean", default: false },
  },
});

// The server's packages leave some promises to themselves, such as those of a feed whose reader went away.
process.on("unhandledRejection", (error) => console.error("unhandled:", error));

const people = [["admin", { password: randomBytes(16).toString("hex"), roles: ["_admin"] }]];
people.push([values.user, { password: values.password, roles: [] }]);
if (values.demo) people.push(["gateway", { password: randomBytes(16).toString("hex"), roles: [] }]);
const users = Object.fromEntries(people);

const server = await start({ port: Number(values.port), users, origins: values.origin }).catch((error) => {
  const words = error.code === "EADDRINUSE" ? `port ${values.port} is in use: choose another, \`--backend-port N\`` : error.message;
  console.error(`backend: ${words}`);
  process.exit(1);
});
const members = people.slice(1).map(([name]) => name);
const say = (sentence) => console.log(`backend: ${sentence}`);
await init({ url: server.url, user: "admin", password: users.admin.password, databases: [values.database], people: { members }, say });
const gateway = values.demo && run({ url: server.url, database: values.database, user: "gateway", password: users.gateway.password });
if (gateway) say("the example gateway delivers messages, and answers each with its own words");
say(`ready at ${server.url}; it keeps everything in memory, and forgets it at the end`);

async function stop() {
  await gateway?.stop?.();
  await server.stop();
  process.exit();
}
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
process.stdin.resume().once("end", stop);
