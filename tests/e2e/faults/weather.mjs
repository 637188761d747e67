// What is wrong with the network and the server for a while: a few rules of the fault door, drawn by the seed. They are
// for what the app asks; what the test itself asks gets through.

const BULK = { method: "POST", path: "_bulk_docs" };
const ANY = { path: "/_(changes|local|bulk_docs)|open_revs|[?]rev=|/(picture|thumb|file):" };
const READ = { path: "/_changes|open_revs|[?]rev=" };
const FILE = { method: "PUT", path: "/(picture|file):" };

/** Faults by what they are called in RELIABILITY: F-01 to F-16b. */
const RULES = [
  { ...ANY, fault: "drop", probability: 0.3 },
  { ...BULK, fault: "drop", when: "after", probability: 0.6 },
  { ...BULK, fault: "duplicate", probability: 0.7 },
  { ...ANY, fault: "delay", milliseconds: 700, probability: 0.3 },
  { ...ANY, fault: "delay", when: "after", milliseconds: 1_500, probability: 0.2 },
  { ...ANY, fault: "truncate", bytes: 30, probability: 0.3 },
  { ...ANY, fault: "hang", probability: 0.3, count: 1 },
  { ...FILE, fault: "cut", bytes: 5_000, probability: 0.7, count: 3 },
  { ...ANY, fault: "html", probability: 0.3 },
  { ...ANY, fault: "empty", probability: 0.2 },
  { ...ANY, fault: "json", probability: 0.2 },
  { ...ANY, fault: "html", when: "after", probability: 0.3 },
  { ...ANY, fault: "answer", status: 500, probability: 0.4 },
  { ...ANY, fault: "answer", status: 503, when: "after", probability: 0.3 },
  { ...ANY, fault: "answer", status: 429, retryAfter: 2, probability: 0.3, count: 3 },
  { ...ANY, fault: "answer", status: 401, probability: 0.3, count: 2 },
  { ...BULK, fault: "answer", status: 413, probability: 0.3, count: 2, body: '{"error":"too_large","reason":"the request entity is too large"}' },
  { ...BULK, fault: "partial", probability: 0.5, count: 3 },
  { ...BULK, fault: "conflict", probability: 0.4, fields: { region: "Elsewhere" } },
  { ...BULK, fault: "conflict", probability: 0.4, fields: { region: "Elsewhere" }, wins: true },
  { ...READ, path: "/_changes", fault: "rewind", probability: 0.3 },
];
const RECREATE = { ...BULK, fault: "recreate", count: 1 };

/** A plan for a while. One seed in five has its database made anew once or more. */
export function weather(draw, seed) {
  if (draw.chance(0.25)) return { seed, rules: [] };
  const rules = Array.from({ length: 1 + draw.below(3) }, () => draw.pick(RULES));
  if (seed % 5 === 0 && draw.chance(0.15)) rules.push(RECREATE);
  return { seed: seed * 1_000 + draw.below(1_000), rules };
}
