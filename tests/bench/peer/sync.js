// The same database by PouchDB, and its pages fetched and forgotten.
"use strict";

/** Replicates a database, or what begins so in it, into IndexedDB as PouchDB does by itself; the milliseconds that it took, and how many documents there are. */
async function replicate(url, user, prefix) {
  const here = new PouchDB("peer", { adapter: "idb" });
  const there = new PouchDB(url, { auth: { username: user.name, password: user.password }, skip_setup: true });
  const said = document.querySelector("[role=status]");
  const start = performance.now();
  const options = prefix ? { filter: (doc) => doc._id.startsWith(prefix) } : {};
  await here.replicate.from(there, options).on("change", ({ docs_written: count }) => { said.textContent = `${count} documents`; });
  const took = performance.now() - start;
  // Its own count leaves out those with attachments.
  return { took, documents: (await here.allDocs()).rows.length };
}

/** Sends requests one after the other, reads their answers to the end and stores nothing; the milliseconds that it took, and how many bytes. */
async function fetchAll(requests) {
  let bytes = 0;
  const start = performance.now();
  for (const { url, method, headers, body } of requests) {
    const answer = await fetch(url, { method, headers, body, cache: "no-store", credentials: "omit" });
    bytes += (await answer.arrayBuffer()).byteLength;
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  }
  return { took: performance.now() - start, bytes };
}
