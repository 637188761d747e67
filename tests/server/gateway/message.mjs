// The rules of a message: its id, the order of its states, and which of those that wait may go. No requests here.

/** From the least to the furthest, within one attempt. */
const STATES = ["sending", "sent", "failed", "queued", "cancelled", "delivered", "read"];

/** The parts of a message's id, or nothing for what is none. */
export function parts(id) {
  const found = id.match(/^message:([0-9a-f-]{36}):(\d{8})-([0-9a-f]{16})$/);
  return found ? { contact: found[1], seq: Number(found[2]), unique: found[3] } : undefined;
}

/** The id of a message. */
export function messageId(contact, seq, unique) {
  return `message:${contact}:${String(seq).padStart(8, "0")}-${unique}`;
}

/** Whether one standing, of `attempt` and `state`, is further than another: the only writes that are made. */
export function isFurther(one, other) {
  const [a, b] = [one.attempt ?? 0, other.attempt ?? 0];
  return a === b ? STATES.indexOf(one.state) > STATES.indexOf(other.state) : a > b;
}

/** The same message in another standing; everything else of it stays, and the writer's counter is raised. */
export function written(message, { state, attempt, reason, claimed_by }, writer) {
  const { reason: _, ...rest } = message;
  const v = { ...message.v, [writer]: (message.v?.[writer] ?? 0) + 1 };
  return { ...rest, state, attempt, claimed_by, v, ...reason ? { reason } : {} };
}

/** What the provider knows an attempt by: the same after a crash, another after a Retry. */
export function keyOf({ _id, attempt }) {
  return attempt > 1 ? `${_id}#${attempt}` : _id;
}

/** What a provider's key stands for. */
export function ofKey(key) {
  const [id, attempt = "1"] = key.split("#");
  return { id, attempt: Number(attempt) };
}

/** Outgoing messages that are queued or being sent, by whomever. */
export class Waiting {
  #messages = new Map();

  /** Takes note of a document as it is now. */
  see(doc) {
    const isWaiting = !doc._deleted && parts(doc._id) && doc.direction === "out" && ["queued", "sending"].includes(doc.state);
    if (isWaiting) this.#messages.set(doc._id, doc);
    else this.#messages.delete(doc._id);
  }

  /** Those that this gateway had claimed, before it crashed or lost the network. */
  claimed(name) {
    return this.#all().filter((message) => message.state === "sending" && message.claimed_by === name);
  }

  /** The first of each conversation and channel, where it is queued. `survivor` says whose conversation it is. */
  first(channels, survivor) {
    const firsts = new Map();
    for (const message of this.#all()) {
      const conversation = `${survivor(parts(message._id).contact)} ${message.channel}`;
      if (!firsts.has(conversation)) firsts.set(conversation, message);
    }
    return [...firsts.values()].filter(({ state, channel }) => state === "queued" && channels.includes(channel));
  }

  /** In order. One with conflicts is nobody's until they are resolved, but keeps its place. */
  #all() {
    const order = ({ _id }) => `${_id.split(":")[2]} ${_id}`;
    return [...this.#messages.values()]
      .sort((a, b) => (order(a) < order(b) ? -1 : 1))
      .map((message) => (message._conflicts ? { ...message, state: "in conflict" } : message));
  }
}
