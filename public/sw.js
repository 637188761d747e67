// Serves the app without a network: one cache holds exactly the files of one version.
// `cargo xtask build` fills in the version and the list. Data and answers of the remote are never kept here.
const VERSION = "@version@";
// [path below the scope ("" is the page), digest, whether the name carries a hash]
const FILES = "@files@";

const scope = new URL(registration.scope);
const family = `visage ${scope.pathname} `;
const current = family + VERSION;
const paths = new Set(FILES.map(([path]) => scope.pathname + path));

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.origin) return;
  if (request.mode === "navigate") {
    if (isPage(url)) event.respondWith(page(request));
  } else if (paths.has(url.pathname) && !url.search) {
    event.respondWith(kept(url.pathname, request));
  }
});
// The page asks for this when its reader chose to reload into the new version.
addEventListener("message", (event) => {
  if (event.data === "activate") skipWaiting();
});

// All or nothing: a version with a missing or altered file is not installed, and the old one goes on.
async function keepAll() {
  const cache = await caches.open(current);
  try {
    await Promise.all(FILES.map(async ([path, integrity, hashed]) => {
      const url = scope.pathname + path;
      // What has a hash in its name was just loaded by the page; the rest must be asked for.
      const response = await fetch(url, { integrity, cache: hashed ? "default" : "no-cache" });
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      await cache.put(url, response);
    }));
  } catch (error) {
    await caches.delete(current);
    throw error;
  }
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(family) && name !== current);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function page(request) {
  // A reload of the only tab moves to the version that waits; with more tabs open, none is cut off from its files.
  if (registration.waiting && (await clients.matchAll()).length < 2) {
    registration.waiting.postMessage("activate");
    // The icon keeps the browser from asking for /favicon.ico meanwhile.
    return new Response('<link rel="icon" href="data:,">', { headers: { "Content-Type": "text/html", Refresh: "0" } });
  }
  return kept(scope.pathname, request);
}

// The browser may have emptied the cache under pressure: then the network has it.
async function kept(path, request) {
  const cache = await caches.open(current);
  return (await cache.match(path)) ?? fetch(request);
}

// A route of the app has no file ending.
function isPage(url) {
  const last = url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
  return url.pathname.startsWith(scope.pathname) && (!last.includes(".") || last === "index.html");
}
