// An origin that a test controls: it passes requests on to the server of the release build,
// but answers some paths by itself, and can be made to deploy another version or to lose files.
import { createHash } from "node:crypto";
import http from "node:http";
import { baseURL } from "./chrome.mjs";

/** Starts one on a free port: `{ url, answers, close }`; `answers` maps a path to `{ status, type, body }`. */
export async function startOrigin() {
  const behind = new URL(baseURL());
  const answers = new Map();
  const server = http.createServer((request, response) => {
    const answer = answers.get(new URL(request.url, behind).pathname);
    if (answer) {
      response.writeHead(answer.status ?? 200, { "content-type": answer.type ?? "text/plain", "cache-control": "no-cache" });
      response.end(answer.body ?? "");
      return;
    }
    const options = { host: behind.hostname, port: behind.port, path: request.url, method: request.method, headers: request.headers };
    const passed = http.request(options, (from) => {
      response.writeHead(from.statusCode, from.headers);
      from.pipe(response);
    });
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${behind.pathname}`,
    answers,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Deploys a second version, in which the page has another title and `extra` is one more file of the list. */
export async function deploy(origin, title, extra = []) {
  const base = new URL(baseURL());
  const page = (await text(base)).replace(/<title>.*<\/title>/, `<title>${title}</title>`);
  const worker = await text(new URL("sw.js", base));
  const files = JSON.parse(worker.match(/const FILES = (.*);/)[1])
    .map(([path, digest, hashed]) => path === "" ? [path, integrity(page), hashed] : [path, digest, hashed]);
  const deployed = worker
    .replace(/const VERSION = ".*"/, `const VERSION = "${title}"`)
    .replace(/const FILES = .*;/, () => `const FILES = ${JSON.stringify([...files, ...extra])};`);
  origin.answers.set(base.pathname, { type: "text/html; charset=utf-8", body: page });
  origin.answers.set(`${base.pathname}sw.js`, { type: "text/javascript", body: deployed });
}

async function text(url) {
  return (await fetch(url)).text();
}

function integrity(text) {
  return `sha384-${createHash("sha384").update(text).digest("base64")}`;
}
