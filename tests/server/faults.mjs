// Fault injection, and its control: `GET`, `POST` and `DELETE /_faults` on the server's own port. See docs in README.md.
import { randomBytes } from "node:crypto";
import http from "node:http";
import * as answers from "./faults/answers.mjs";
import * as database from "./faults/database.mjs";
import * as network from "./faults/network.mjs";
import { Plan } from "./faults/plan.mjs";

const FAULTS = { ...network, ...answers, ...database };

/** Faults that only some calls can have; rules leave others alone, and do not count them. */
const isUpload = (method) => ["PUT", "POST"].includes(method);
const isWrite = (method, path) => isUpload(method) && /^\/[^/?]+\/(_bulk_docs|[^_])/.test(path);
const SUITS = { cut: isUpload, conflict: isWrite, partial: isWrite, rewind: (_, path) => path.includes("/_changes") };

/** Names of one connection only, which are not handed on. */
const HOP = ["connection", "keep-alive", "transfer-encoding", "content-length"];

/** The faults of one server. */
export class Faults extends Plan {
  /** With this header a call passes without faults: it is the second half of one that has met its own. */
  #pass = randomBytes(16).toString("hex");
  /** What `conflict` wrote beside what callers wrote. */
  #branches = [];

  constructor() {
    super(Object.keys(FAULTS), SUITS);
  }

  /** What came of the rules, and `branches` since the server began: each with the fields as they were in what it was an edit of. */
  report() {
    return { ...super.report(), branches: this.#branches };
  }

  /** Answers the control's calls, and does what is planned to others; `go` is the server without faults. */
  async handle(front, request, response, go) {
    if (request.url === "/_faults") return this.#control(request, response);
    if (request.headers["x-pass"] === this.#pass) return go();
    const strike = this.meet(request, response);
    if (!strike) return go();
    if (strike.rule.hasCors === false) response.removeHeader("access-control-allow-origin");
    return FAULTS[strike.rule.fault]({ request, response, front, ...strike, ...this.#call(front, request, response), pass: go })
      // Whoever called may have gone meanwhile; that is no error of the server.
      .catch(() => { response.destroy(); });
  }

  /** What a fault needs of a call. */
  #call(front, request, response) {
    const [name = "", ...rest] = request.url.slice(1).split("?")[0].split("/");
    let held;
    const body = () => held ??= request.toArray().then((parts) => Buffer.concat(parts));
    return {
      database: name,
      document: decodeURIComponent(rest.join("/")),
      body,
      note: (branch) => this.#branches.push(branch),
      acts: async (other) => act(front.url, request, response, other ?? await body(), this.#pass),
      send: ({ status, headers, body: content }) => {
        const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.includes(name) && !name.startsWith("access-control-allow")));
        response.writeHead(status, { ...own, "content-length": content.length });
        response.end(request.method === "HEAD" ? undefined : content);
      },
    };
  }

  async #control(request, response) {
    const say = (status, json) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(`${JSON.stringify(json)}\n`);
    };
    // Pages have no business here, whoever made them: this is for tests, in the same process or another.
    if (request.headers.origin !== undefined) return say(403, { error: "Pages do not plan faults." });
    if (request.method === "DELETE") this.heal();
    if (request.method === "POST") {
      try {
        const asked = JSON.parse(Buffer.concat(await request.toArray()).toString());
        this.set(Array.isArray(asked) ? { rules: asked } : asked);
      } catch (error) {
        return say(400, { error: error.message });
      }
    }
    return say(200, this.report());
  }
}

/** Asks the server itself, without faults, on a caller's behalf; its whole answer. */
function act(url, request, response, body, pass) {
  return new Promise((resolve, reject) => {
    const headers = { ...request.headers, "x-pass": pass };
    for (const name of HOP) delete headers[name];
    if (body.length) headers["content-length"] = body.length;
    const acting = http.request(`${url}${request.url}`, { method: request.method, headers }, async (answered) => {
      try {
        resolve({ status: answered.statusCode, headers: answered.headers, body: Buffer.concat(await answered.toArray()) });
      } catch (error) {
        reject(error);
      }
    });
    acting.on("error", reject);
    response.once("close", () => acting.destroy());
    acting.end(body);
  });
}
