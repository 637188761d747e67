// The test server in a process of its own.
import assert from "node:assert/strict";
import test from "node:test";
import { startApart } from "./apart.mjs";

test("a server apart answers, takes faults, and ends with its stop", async () => {
  const server = await startApart({ users: { admin: { password: "secret", roles: ["_admin"] } } });
  const headers = { authorization: `Basic ${Buffer.from("admin:secret").toString("base64")}` };
  const make = () => fetch(`${server.url}/team`, { method: "PUT", headers }).then((response) => response.status);
  await server.faults.set({ rules: [{ fault: "answer", status: 503, count: 1 }] });
  assert.deepEqual([await make(), await make()], [503, 201]);
  assert.equal((await server.faults.report()).log.length, 2);
  await assert.rejects(server.faults.set({ rules: [{ fault: "nap" }] }), /no fault/);
  await server.stop();
  await assert.rejects(make());
});

test("one that cannot start says why", async () => {
  const first = await startApart();
  await assert.rejects(startApart({ port: Number(new URL(first.url).port) }), /EADDRINUSE/);
  await first.kill();
});
