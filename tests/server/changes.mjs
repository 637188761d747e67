// `_changes` as Apache CouchDB answers it: opaque sequences, `pending`, `limit=0`, `seq_interval`,
// and longpolls that end when their time is over.
import { refusal } from "./call.mjs";
import { decode, encode } from "./sequence.mjs";

/** The longest that CouchDB holds a longpoll, and how long without a `timeout`, in milliseconds. */
const LONGEST = 60_000;

/** Answers `GET` and `POST /database/_changes`. */
export async function changes(call, front) {
  if (call.document !== "_changes" || !["GET", "POST"].includes(call.method)) return undefined;
  const feed = call.query.get("feed") ?? "normal";
  if (!["normal", "longpoll"].includes(feed)) throw refusal(400, "bad_request", "This server has no such feed.");
  const wanted = await wantedOf(call, front);
  const page = await read(call, front, wanted);
  if (page.status !== 200) return page;
  if (feed === "longpoll" && !page.rows.length) return await hold(call, front, wanted, page);
  return { json: { results: page.rows, last_seq: page.last, pending: page.pending } };
}

async function wantedOf(call, front) {
  const { query } = call;
  const since = query.get("since") ?? "0";
  // Kept from here on: what is read of a database that is deleted meanwhile is no place in the next one.
  const { id: epoch } = front.epoch(call.database);
  const from = since === "now" ? "now" : decode(since, epoch);
  if (from === undefined) throw refusal(400, "bad_request", "Malformed sequence supplied in 'since' parameter.");
  return {
    epoch,
    from,
    limit: query.has("limit") ? Number(query.get("limit")) : Infinity,
    interval: Number(query.get("seq_interval") ?? 1),
    body: call.method === "POST" ? await call.json() : undefined,
  };
}

/** Reads one page: its rows, where it ends, and how many come after it. */
async function read(call, front, { epoch, from, limit, interval, body }) {
  const query = new URLSearchParams(call.query);
  for (const name of ["feed", "timeout", "heartbeat", "seq_interval", "limit"]) query.delete(name);
  query.set("since", from);
  // The server behind gives one row where none is asked for; that row tells that there are some.
  if (limit !== Infinity) query.set("limit", Math.max(limit, 1));
  const { status, json } = await front.ask(call, `/${call.database}/_changes?${query}`, { method: call.method, json: body });
  if (status !== 200) return { status, json };
  const rows = limit === 0 ? [] : json.results;
  const isFull = json.results.length >= limit;
  const last = limit === 0 ? await startOf(call, front, from) : isFull && rows.length ? rows.at(-1).seq : json.last_seq;
  return {
    status,
    number: last,
    last: encode(last, epoch),
    pending: isFull || limit === 0 ? await countAfter(call, front, last) : 0,
    // As CouchDB counts: down from the limit, so that the first row of a page has a sequence.
    rows: rows.map((row, at) => ({ ...row, seq: at % interval ? null : encode(row.seq, epoch) })),
  };
}

async function startOf(call, front, from) {
  if (from !== "now") return from;
  return (await front.ask(call, `/${call.database}`)).json.update_seq;
}

/** How many rows stand after a number; the list of all is kept as long as nothing is written. */
async function countAfter(call, front, number) {
  const { json: { update_seq: newest } } = await front.ask(call, `/${call.database}`);
  const { id } = front.epoch(call.database);
  let known = front.counts.get(call.database);
  if (known?.newest !== newest || known.id !== id) {
    const { json } = await front.ask(call, `/${call.database}/_changes`);
    known = { newest, id, numbers: json.results.map((row) => row.seq) };
    front.counts.set(call.database, known);
  }
  return known.numbers.filter((seq) => seq > number).length;
}

/** Waits for a change or for the end of the time. The answer begins at once, as CouchDB's does. */
async function hold(call, front, wanted, page) {
  const { response, query } = call;
  const heartbeat = Number(query.get("heartbeat") === "true" ? LONGEST : query.get("heartbeat") ?? 0);
  const milliseconds = Math.min(Number(query.get("timeout") ?? LONGEST), LONGEST);
  response.writeHead(200, { "content-type": "application/json", "cache-control": "must-revalidate" });
  response.write('{"results":[\n');
  const beat = heartbeat ? setInterval(() => response.write("\n"), heartbeat) : undefined;
  const over = new Promise((resolve) => {
    if (response.destroyed) resolve();
    else response.once("close", resolve);
  });
  let timer;
  // With a heartbeat CouchDB holds it until something comes.
  const late = new Promise((resolve) => { if (!heartbeat) timer = setTimeout(resolve, milliseconds); });
  let isOver = false;
  const end = Promise.race([over, late]).then(() => { isOver = true; });
  const isSame = () => front.epoch(call.database).id === wanted.epoch;
  let found = page;
  try {
    while (found.status === 200 && !found.rows.length && !isOver && isSame()) {
      // What is written while this reads is not missed: the promise is taken before.
      const written = front.writes.next(call.database);
      found = await read(call, front, { ...wanted, from: found.number });
      if (!found.rows?.length) await Promise.race([written, end]);
    }
  } finally {
    clearTimeout(timer);
    clearInterval(beat);
  }
  if (found.status !== 200 || !isSame()) {
    // The database is gone, or another stands in its place.
    response.destroy();
  } else {
    const rows = found.rows.map((row) => JSON.stringify(row)).join(",\n");
    response.end(`${rows}\n],\n"last_seq":${JSON.stringify(found.last)},"pending":${found.pending}}\n`);
  }
  return { isSent: true };
}
