// CORS as Apache CouchDB answers it with `enable_cors`, `credentials = true`, exact origins and the headers that its
// documentation names. Whatever a preflight asks for beyond that is refused.

const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "COPY"];

/** What a page may send: the client of Visage must not need more. */
const HEADERS = ["accept", "authorization", "content-type", "origin", "referer"];

/** What a page may read, besides the simple ones; `Retry-After` is not among them. */
const EXPOSED = ["content-type", "accept-ranges", "etag", "server", "x-couch-request-id", "x-couch-update-newrev", "x-couchdb-body-time"];

const MAX_AGE = 600;

/**
 * Sets the headers of an answer to a page, and answers preflights; whether the call is answered by that.
 * `origins` is the exact list; without one every page is treated as if it were on the list, for development.
 */
export function cors({ origins } = {}) {
  return (request, response) => {
    const { origin } = request.headers;
    const isListed = origin !== undefined && (!origins || origins.includes(origin));
    if (request.method === "OPTIONS") {
      preflight(request, response, isListed);
      return true;
    }
    if (isListed) {
      allow(response, origin);
      response.setHeader("access-control-expose-headers", EXPOSED.join(", "));
    }
    return false;
  };
}

function allow(response, origin) {
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-allow-credentials", "true");
  response.setHeader("vary", "Origin");
}

function preflight(request, response, isListed) {
  const method = request.headers["access-control-request-method"];
  const asked = request.headers["access-control-request-headers"] ?? "";
  const names = asked.split(",").map((name) => name.trim().toLowerCase()).filter(Boolean);
  if (!isListed || !METHODS.includes(method) || names.some((name) => !HEADERS.includes(name))) {
    // To CouchDB it then is no preflight, but a method that nothing there has.
    response.writeHead(405, { "content-type": "application/json", allow: METHODS.join(",") });
    response.end('{"error":"method_not_allowed","reason":"Only DELETE,GET,HEAD,POST allowed"}\n');
    return;
  }
  allow(response, request.headers.origin);
  response.setHeader("access-control-allow-methods", METHODS.join(", "));
  response.setHeader("access-control-max-age", String(MAX_AGE));
  response.setHeader("access-control-allow-headers", asked);
  response.writeHead(204).end();
}
