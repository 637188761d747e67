// Listening on loopback, with CORS.
import http from "node:http";
import { cors } from "./cors.mjs";

/** Serves on 127.0.0.1; port 0 takes a free one. `stop` cuts connections that are still open. */
export async function listen(handler, port = 0, { origins } = {}) {
  const isAnswered = cors({ origins });
  const server = http.createServer((request, response) => {
    if (!isAnswered(request, response)) handler(request, response);
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      const stopped = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      return stopped;
    },
  };
}
