// Which faults come when: rules, a seed, and a log of all requests. The same seed and the same requests of a rule give
// the same faults, whatever else is asked meanwhile.
import { createHash } from "node:crypto";

/** What a rule may say, and of which type. */
const KEYS = {
  fault: "string", method: ["string", "array"], path: "string", nth: ["number", "array"], after: "number", probability: "number", count: "number",
  when: "string", milliseconds: "number", bytes: "number", status: "number", retryAfter: ["number", "string"], isHidden: "boolean",
  body: "string", fields: "object", wins: "boolean", device: "string", back: "number", docs: "number", isBare: "boolean", hasCors: "boolean",
};

/** How many requests the log holds; the earliest go first. */
const LONGEST_LOG = 10_000;

/** The faults of one server: none, until rules are set. */
export class Plan {
  #known;
  #suits;
  #rules = [];
  #seed = 0;
  #log = [];
  #asked = 0;
  #begun = Date.now();

  /** `known` are the names of the faults that there are, `suits` says of some whether a call can have them. */
  constructor(known, suits) {
    this.#known = known;
    this.#suits = suits;
  }

  /** Sets rules in the place of all former ones, and begins counts and the log anew. Throws a sentence about a rule that is none. */
  set({ rules = [], seed = 0 }) {
    if (!Array.isArray(rules)) throw new Error("The rules are a list.");
    this.#rules = rules.map((rule, at) => this.#read(rule, at));
    this.#seed = seed;
    this.#log = [];
    this.#asked = 0;
    this.#begun = Date.now();
  }

  /** Takes all rules away; the log stays, and goes on. */
  heal() {
    this.#rules = [];
  }

  /** The rules with how often each matched and struck, and the log. */
  report() {
    const rules = this.#rules.map(({ rule, matched, struck }) => ({ ...rule, matched, struck }));
    return { seed: this.#seed, rules, requests: this.#asked, log: this.#log };
  }

  /** Takes note of a request, and says what is to happen to it: a rule with the random text of this strike, or nothing. */
  meet(request, response) {
    const path = readable(request.url);
    const found = this.#strike(request.method, path);
    this.#note(request, response, { path, fault: found?.rule.fault ?? null });
    return found;
  }

  #strike(method, path) {
    let found;
    for (const [at, one] of this.#rules.entries()) {
      const isSuited = this.#suits[one.rule.fault]?.(method, path) ?? true;
      if (!isSuited || !isMethod(one.rule.method, method) || !one.path.test(path)) continue;
      one.matched += 1;
      const random = createHash("md5").update(`${this.#seed} ${at} ${one.matched}`).digest("hex");
      // Each rule counts what it matches, also where an earlier one strikes.
      if (found || !isTurn(one, random)) continue;
      one.struck += 1;
      found = { rule: one.rule, random };
    }
    return found;
  }

  #note(request, response, seen) {
    this.#asked += 1;
    const entry = { n: this.#asked, ms: Date.now() - this.#begun, method: request.method, ...seen, status: null, isWhole: false, isOpen: true };
    this.#log.push(entry);
    if (this.#log.length > LONGEST_LOG) this.#log.shift();
    response.once("close", () => {
      entry.status = response.headersSent ? response.statusCode : null;
      entry.isWhole = response.writableFinished;
      entry.isOpen = false;
    });
  }

  #read(rule, at) {
    const say = (words) => { throw new Error(`Rule ${at + 1}: ${words}`); };
    if (!this.#known.includes(rule?.fault)) say(`there is no fault ${JSON.stringify(rule?.fault)}; there are ${this.#known.join(", ")}.`);
    for (const [key, value] of Object.entries(rule)) {
      if (!Object.hasOwn(KEYS, key)) say(`there is no ${JSON.stringify(key)}; there are ${Object.keys(KEYS).join(", ")}.`);
      const type = Array.isArray(value) ? "array" : typeof value;
      if (![KEYS[key]].flat().includes(type)) say(`${key} is of another type.`);
    }
    if (rule.when !== undefined && !["before", "after"].includes(rule.when)) say("when is before or after.");
    return { rule, path: new RegExp(rule.path ?? ""), matched: 0, struck: 0 };
  }
}

function isTurn({ rule, matched, struck }, random) {
  if (struck >= (rule.count ?? Infinity) || matched <= (rule.after ?? 0)) return false;
  if (rule.nth !== undefined) return [rule.nth].flat().includes(matched);
  return rule.probability === undefined || parseInt(random.slice(0, 8), 16) / 2 ** 32 < rule.probability;
}

function isMethod(wanted, method) {
  return wanted === undefined || [wanted].flat().includes(method);
}

/** The address with its ids as people write them. */
function readable(url) {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
