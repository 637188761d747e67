// Conversations by the thousand, from a fixed seed, written into the store as the app writes them: one for each contact
// that is there, and one of them a tenth of all messages.
import { lend } from "./random.mjs";

/** A word that stands in one of 10,000 messages, and one that stands in every tenth. */
export const RARE = "quokka";
export const COMMON = "invoice";

const WORD = "the delivery comes between eight and ten please call before you leave our entrance is behind yard thank for photo of roof it looks fine could we move visit to thursday price includes steel but not work on gutter see you then".split(" ");

/**
 * Writes `messages` messages in all, of which the contact `long.id` gets `long.count`, the last `long.unread` of them
 * unread. Returns the id of that contact, the first one in the store.
 */
export async function seedTalks(page, messages, long) {
  await lend(page);
  return page.evaluate(write, { messages, long, words: { WORD, RARE, COMMON } });
}

// Runs in the page, to which `draws` was lent.
async function write({ messages, long, words: { WORD, RARE, COMMON } }) {
  const { random, pick, hex } = draws(20261121);
  const END = Date.UTC(2026, 9, 1);
  let written = 0;
  const text = () => {
    const words = Array.from({ length: 8 + Math.floor(random() * 24) }, () => pick(WORD));
    written += 1;
    if (written % 10_000 === 5_000) words.splice(3, 0, RARE);
    if (written % 10 === 5) words.splice(5, 0, COMMON);
    return words.join(" ");
  };
  const message = (id, seq, { at, incoming, channel }) => ({
    id: `message:${id}:${String(seq).padStart(8, "0")}-${hex(16)}`,
    json: JSON.stringify({
      body: text(),
      channel,
      created_at: new Date(at).toISOString(),
      direction: incoming ? "in" : "out",
      ...(incoming ? {} : { state: "delivered" }),
      ...(channel === "email" ? { subject: `About the ${pick(WORD)}` } : {}),
      v: { bench: 1 },
    }),
    dirty: 1,
  });
  const conversation = (id, body) => ({ id: `conversation:${id}`, json: JSON.stringify({ ...body, v: { bench: 1 } }), dirty: 1 });

  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const db = await done(indexedDB.open("visage"));
  const keys = await done(db.transaction("docs").objectStore("docs").getAllKeys(IDBKeyRange.bound("contact:", "contact;")));
  const ids = keys.map((key) => key.split(":")[1]);
  let tx;
  let puts = 0;
  const put = async (document) => {
    tx ??= db.transaction("docs", "readwrite");
    tx.objectStore("docs").put(document);
    puts += 1;
    if (puts % 10_000 === 0) await flush();
  };
  const flush = () => tx && new Promise((resolve, reject) => {
    tx.oncomplete = resolve;
    tx.onabort = () => reject(tx.error);
    tx = undefined;
  });

  const [longest, ...others] = ids;
  for (let seq = 1; seq <= long.count; seq += 1) {
    const incoming = seq > long.count - long.unread || random() < 0.5;
    await put(message(longest, seq, { at: END - (long.count - seq) * 420_000, incoming, channel: "sms" }));
  }
  await put(conversation(longest, { read_up_to: long.count - long.unread }));

  // As many as are left, some with few and some with many.
  const weights = others.map(() => 0.1 + random());
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const left = messages - long.count;
  let passed = 0;
  let before = 0;
  for (const [index, id] of others.entries()) {
    passed += weights[index];
    const behind = Math.round((passed / total) * left);
    const count = behind - before;
    before = behind;
    const end = END - 3_600_000 - Math.floor(random() * 3e10);
    const unread = index % 10 === 3 ? Math.min(count, 1 + Math.floor(random() * 5)) : 0;
    for (let seq = 1; seq <= count; seq += 1) {
      const channel = pick(["sms", "sms", "email", "email", "comment"]);
      const isNew = seq > count - unread;
      const incoming = isNew || (channel !== "comment" && random() < 0.5);
      await put(message(id, seq, { at: end - (count - seq) * 5_000_000, incoming, channel: isNew ? "sms" : channel }));
    }
    await put(conversation(id, {
      read_up_to: count - unread,
      ...(index % 20 === 7 ? { archived: true } : {}),
      ...(index % 25 === 9 ? { starred: true } : {}),
      ...(index % 50 === 11 ? { snoozed_until: "2099-01-01T09:00:00.000Z", snoozed_after: count } : {}),
    }));
  }
  await flush();
  // Of such documents nothing is kept yet: what the app made of the empty store is forgotten.
  const meta = db.transaction("meta", "readwrite");
  meta.objectStore("meta").delete(IDBKeyRange.bound("summary-", "summary."));
  meta.objectStore("meta").put(`talks-${messages}`, "stamp");
  await new Promise((resolve) => (meta.oncomplete = resolve));
  db.close();
  return longest;
}
