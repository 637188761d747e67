// The way in: whose message it is, its place in the conversation, and storing it once however often it comes.
import { createHash } from "node:crypto";
import { stranger } from "./contacts.mjs";
import { messageId, parts } from "./message.mjs";

/** How far back a message that comes a second time is looked for. */
const LOOK_BACK = 200;

/**
 * Stores what came in: `{ id, channel, from, body, … }`, `id` being the provider's own.
 * The caller has read the changes to their end, and tells the provider that it has it when this comes back.
 */
export async function receive(gateway, event) {
  const { couch, contacts, name } = gateway;
  const at = new Date().toISOString();
  const found = contacts.find(event.channel, event.from);
  if (found?.isClosed) return;
  const uuid = found?.uuid ?? await introduce(gateway, stranger(event, at, name));
  const unique = sha256(`${event.channel} ${event.id}`).slice(0, 16);
  const earlier = await conversation(couch, [uuid, ...contacts.get(uuid)?.aliases ?? []]);
  if (earlier.some((message) => message.unique === unique)) return;
  const seq = 1 + Math.max(0, ...earlier.map((message) => message.seq));
  const attachments = await storeFiles(couch, event.attachments ?? []);
  // 409 is the same message, sent a second time by the network.
  await couch.put({
    _id: messageId(uuid, seq, unique),
    channel: event.channel,
    direction: "in",
    from: event.from,
    ...event.subject ? { subject: event.subject } : {},
    body: event.body,
    ...attachments.length ? { attachments } : {},
    created_at: event.at ?? at,
    v: { [name]: 1 },
  });
}

async function introduce({ couch, contacts }, doc) {
  await couch.put(doc);
  // The next message of the same stranger may be handled before the changes bring this.
  contacts.see(doc);
  return doc._id.split(":")[1];
}

/** The latest messages under each of the ids that the conversation has had. */
async function conversation(couch, uuids) {
  const lists = await Promise.all(uuids.map((uuid) => couch.idsDown(`message:${uuid}:`, LOOK_BACK)));
  return lists.flat().map(parts).filter(Boolean);
}

/** Files first, so that no message names one that is not there. */
async function storeFiles(couch, files) {
  const stored = [];
  for (const { name, type, content } of files) {
    const digest = sha256(content);
    await couch.putFile(digest, content);
    stored.push({ name, type, bytes: content.length, digest });
  }
  return stored;
}

function sha256(content) {
  return createHash("sha256").update(content).digest("hex");
}
