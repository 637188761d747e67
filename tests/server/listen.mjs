// Listening on loopback, with CORS open to every origin, for development.
import http from "node:http";
import corser from "corser";

/** What Apache CouchDB lets a page of another origin do when its CORS is switched on and nothing else is set. */
const CORS = {
  methods: ["GET", "HEAD", "POST", "PUT", "DELETE", "COPY"],
  requestHeaders: ["accept", "authorization", "content-type", "origin", "referer"],
  responseHeaders: ["content-type", "cache-control", "accept-ranges", "etag", "server", "x-couch-request-id"],
  supportsCredentials: true,
};

/** Serves on 127.0.0.1; port 0 takes a free one. `stop` cuts connections that are still open. */
export async function listen(handler, port = 0) {
  const cors = corser.create(CORS);
  const server = http.createServer((request, response) => cors(request, response, () => handler(request, response)));
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
