// The way out: claim, hand to the provider, write what became of it.
import { isFurther, keyOf, ofKey, written } from "./message.mjs";

/** Takes one message as far as it goes now. It is queued, or was claimed by this gateway before. */
export async function deliver(gateway, message) {
  const claimed = message.state === "queued" ? await claim(gateway, message) : message;
  if (!claimed) return;
  // An error here means that nobody knows what became of it: it stays claimed, and is asked again under the same key.
  const { refused } = await gateway.provider.send({ key: keyOf(claimed), ...claimed });
  await record(gateway, keyOf(claimed), refused ? { state: "failed", reason: refused } : { state: "sent" });
}

/** Writes what the provider says of an attempt, unless the message is further already. */
export async function record(gateway, key, { state, reason }) {
  const { id, attempt } = ofKey(key);
  const next = { state, attempt, reason, claimed_by: gateway.name };
  for (;;) {
    const message = await gateway.couch.get(id);
    if (!message || !isFurther(next, message)) return seen(gateway, id, message);
    const doc = written(message, next, gateway.name);
    if ((await gateway.couch.put(doc)).status !== 409) return seen(gateway, id, doc);
  }
}

/** The message as this gateway's, or nothing where it is not to be sent. */
async function claim(gateway, message) {
  const attempt = (message.attempt ?? 0) + 1;
  const reason = obstacle(gateway, message);
  const next = { state: reason ? "failed" : "sending", attempt, reason, claimed_by: gateway.name };
  const doc = written(message, next, gateway.name);
  const { status } = await gateway.couch.put(doc);
  if (status === 201 && !reason) return doc;
  // 409: somebody else claimed it, or it was cancelled, or this very request came twice.
  // 202: not on enough nodes yet to be sure that nobody else did. The document says.
  const now = await gateway.couch.get(message._id);
  seen(gateway, message._id, now);
  const isOurs = now?.state === "sending" && now.claimed_by === gateway.name && now.attempt === attempt && !now._conflicts;
  return isOurs ? now : undefined;
}

/** Why a message cannot go, or nothing. */
function obstacle({ contacts }, { _id, channel, to }) {
  const contact = contacts.get(contacts.survivor(_id.split(":")[1]));
  if (contact?.deleted_at) return "The contact is in Trash.";
  if (contact?.dnd?.includes(channel)) return `The contact must not be disturbed by ${channel === "sms" ? "SMS" : channel}.`;
  return to ? undefined : "The message names no address to go to.";
}

function seen({ waiting }, id, message) {
  waiting.see(message ?? { _id: id, _deleted: true });
}
