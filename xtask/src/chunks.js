// Fetches the parts of the program that are no part of the first download. `cargo xtask build` fills in the names.
import { initSync } from "./main.js";

// What the chunks take from the main program: its memory and its table of functions, which they add theirs to.
function lent() {
  const { "@lent@" } = initSync(undefined, undefined);
  return { __wasm_split: { "@lent@" } };
}

async function fetched(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.arrayBuffer();
}

// What several chunks need is many modules in one file, each after its length.
function apart(bytes) {
  const view = new DataView(bytes);
  const modules = [];
  for (let at = 0; at < bytes.byteLength; at += 4 + view.getUint32(at, true)) {
    modules.push(new Uint8Array(bytes, at + 4, view.getUint32(at, true)));
  }
  return modules;
}

// All are compiled before the first starts: a chunk is there whole or not at all.
async function start(modules) {
  const compiled = await Promise.all(modules.map((module) => WebAssembly.compile(module)));
  const imports = lent();
  await Promise.all(compiled.map((module) => WebAssembly.instantiate(module, imports)));
}

// Done once; what failed is done anew when it is asked for again.
function once(work) {
  let done;
  return () => done ??= work().catch((error) => {
    done = undefined;
    throw error;
  });
}

const shared = once(async () => start(apart(await fetched("@shared@"))));

// The program asks with the number of its function that is to be told, and what to tell it beside the outcome.
function chunk(name) {
  const there = once(async () => {
    const [bytes] = await Promise.all([name && fetched(name), shared()]);
    if (bytes) await start([bytes]);
  });
  return async (told, token) => {
    let isThere = true;
    try {
      await there();
    } catch (error) {
      console.error(error);
      isThere = false;
    }
    lent().__wasm_split.__indirect_function_table.get(told)(token, isThere);
  };
}

