// Answers that are not the server's own, or not those that were expected: statuses, captive portals, nothing at all.

/** What CouchDB and those in front of it say with a status. */
const WORDS = {
  400: ["bad_request", "Malformed request."],
  401: ["unauthorized", "You are not authorized to access this db."],
  403: ["forbidden", "You are not allowed to access this db."],
  404: ["not_found", "Database does not exist."],
  409: ["conflict", "Document update conflict."],
  410: ["gone", "Gone."],
  412: ["precondition_failed", "Precondition failed."],
  413: ["too_large", "the request entity is too large"],
  415: ["bad_content_type", "Content-Type must be application/json"],
  429: ["too_many_requests", "Too many requests."],
  500: ["internal_server_error", "No DB shards could be opened."],
  503: ["service_unavailable", "Service unavailable."],
};

const PORTAL = "<!doctype html><title>Welcome</title><p>Accept our terms to use the network.</p>";

/** Another status, with its words as JSON, or `body` as it is; `when` before or after the server acted. */
export function answer({ response, rule, ...call }) {
  const { status = 500, retryAfter, isHidden } = rule;
  const [error, reason] = WORDS[status] ?? ["unknown_error", `Status ${status}.`];
  const headers = { "content-type": "application/json" };
  if (retryAfter !== undefined) {
    headers["retry-after"] = String(retryAfter);
    // A page cannot read it unless it is exposed, as an operator has to set it.
    const exposed = response.getHeader("access-control-expose-headers");
    if (exposed && !isHidden) headers["access-control-expose-headers"] = `${exposed}, retry-after`;
  }
  return say({ rule, ...call }, { status, headers, body: rule.body ?? `${JSON.stringify({ error, reason })}\n` });
}

/** 200 and a page, as captive portals answer. */
export function html(call) {
  return say(call, { status: 200, headers: { "content-type": "text/html" }, body: call.rule.body ?? PORTAL });
}

/** 200 and nothing. */
export function empty(call) {
  return say(call, { status: 200, headers: { "content-type": "application/json" }, body: "" });
}

/** 200 and JSON that is no answer to what was asked; `body` is sent as it is, also where it is no JSON. */
export function json(call) {
  return say(call, { status: 200, headers: { "content-type": "application/json" }, body: call.rule.body ?? '{"hello":"world"}\n' });
}

async function say({ request, rule, acts, send }, { status, headers, body }) {
  if (rule.when === "after") await acts();
  // What is left of a body is read and dropped, so that the answer gets through.
  else request.resume();
  send({ status, headers, body: Buffer.from(body) });
}
