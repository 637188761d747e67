// Two devices and a server between them.
import { HOPPER, add, choose, face, open, openContact, row, usePicture } from "./app.mjs";
import { ABSENT, connect, expect, status, test } from "./sync.mjs";

test.beforeEach(({ expected }) => expected(ABSENT));

test("what is entered on one device is on the other within a second or so", async ({ server, device }) => {
  const [here, there] = [await device(), await device()];
  await open(here);
  await add(here, "Grace", "Hopper");
  await connect(here, server);
  await connect(there, server);
  await there.getByRole("link", { name: "Contacts" }).click();
  await expect(row(there, "Grace Hopper")).toBeVisible();

  await there.getByRole("link", { name: "Contacts" }).click();
  await add(there, "Michael", "Collins");
  const from = Date.now();
  await here.getByRole("link", { name: "Contacts" }).click();
  await expect(row(here, "Michael Collins")).toBeVisible({ timeout: 5_000 });
  console.log(`an edit is on the other screen after ${Date.now() - from} ms`);
  await expect(status(here, /^Up to date/)).toBeVisible();
  expect((await server.documents("contact:")).map((doc) => doc.first_name).sort()).toEqual(["Grace", "Michael"]);
});

test("a picture comes to the other device, small in the list and in full on the page of the contact", async ({ server, device }) => {
  const [here, there] = [await device(), await device()];
  await open(here);
  await add(here, "Grace", "Hopper");
  await openContact(here, "Grace Hopper");
  await choose(here, HOPPER);
  await usePicture(here);
  await expect(face(here.getByRole("main"), "Grace Hopper").first()).toBeVisible();
  await connect(here, server);
  await connect(there, server);
  await there.getByRole("link", { name: "Contacts" }).click();
  await expect(face(row(there, "Grace Hopper"), "Grace Hopper")).toBeVisible();
  await openContact(there, "Grace Hopper");
  const picture = face(there.getByRole("main"), "Grace Hopper").first();
  await expect(picture).toBeVisible();
  expect((await server.documents("picture:")).length).toBe(1);
});

test("what was changed without a connection goes when there is one, on both sides", async ({ server, device, expected }) => {
  expected(/ERR_INTERNET_DISCONNECTED/);
  const [here, there] = [await device(), await device()];
  await open(here);
  await add(here, "Grace", "Hopper");
  await connect(here, server);
  await connect(there, server);
  await here.getByRole("link", { name: "Contacts" }).click();
  await here.context().setOffline(true);
  await add(here, "Michael", "Collins");
  await expect(status(here, /^Offline/)).toBeVisible({ timeout: 20_000 });
  await expect(status(here)).toContainText("1 change waiting");
  await there.getByRole("link", { name: "Contacts" }).click();
  await add(there, "Katherine", "Johnson");
  await here.context().setOffline(false);
  await expect(row(here, "Katherine Johnson")).toBeVisible({ timeout: 20_000 });
  await expect(row(there, "Michael Collins")).toBeVisible({ timeout: 20_000 });
  await expect(status(here, /^Up to date/)).toBeVisible();
});
