// Whose an address is: the contacts as the changes brought them, and who stands for whom after merges.
import { randomUUID } from "node:crypto";

/** All contacts of a database. */
export class Contacts {
  #contacts = new Map();

  /** Takes note of a document as it is now. */
  see(doc) {
    const uuid = doc._id.match(/^contact:([0-9a-f-]{36})$/)?.[1];
    if (!uuid) return;
    if (doc._deleted) this.#contacts.delete(uuid);
    else this.#contacts.set(uuid, doc);
  }

  /** The contact itself, or nothing. */
  get(uuid) {
    return this.#contacts.get(uuid);
  }

  /** Who a contact was merged into in the end, or itself. */
  survivor(uuid) {
    const passed = new Set();
    let at = uuid;
    for (;;) {
      passed.add(at);
      const next = this.#contacts.get(at)?.merged_into;
      if (!next || passed.has(next) || !this.#contacts.has(next)) return at;
      at = next;
    }
  }

  /**
   * Whose address it is: `{ uuid }`, `{ isClosed: true }` where nothing may come in, or nothing.
   * Of several it is the one whose primary address it is, then the lowest id. One in Trash is found for being closed only.
   */
  find(channel, address) {
    const found = [...this.#contacts.entries()]
      .map(([uuid, doc]) => ({ uuid: this.survivor(uuid), match: matchOf(doc, channel, address) }))
      .filter(({ match }) => match > 0)
      .sort((a, b) => b.match - a.match || (a.uuid < b.uuid ? -1 : 1))
      .map(({ uuid }) => ({ uuid, doc: this.#contacts.get(uuid) }));
    const one = found.find(({ doc }) => !doc.deleted_at) ?? found.find(({ doc }) => isClosed(doc));
    if (!one) return undefined;
    return isClosed(one.doc) ? { isClosed: true } : { uuid: one.uuid };
  }
}

/** A contact for an address that nobody has. */
export function stranger({ channel, from, name }, at, writer) {
  const address = channel === "email"
    ? { emails: [{ address: from, primary: true }] }
    : { phones: [{ number: from, ...(/^\+\d+$/.test(from) ? { e164: from } : {}), primary: true }] };
  const named = name ? { first_name: name } : {};
  const times = { created_at: at, last_activity_at: at, updated_at: at };
  return { _id: `contact:${randomUUID()}`, ...address, ...named, ...times, v: { [writer]: 1 } };
}

/** 2 for the primary address, 1 for another, 0 for none. Without a mark the first is the primary one. */
function matchOf(doc, channel, address) {
  const list = (channel === "email" ? doc.emails : doc.phones) ?? [];
  const at = list.findIndex((entry) => keyOf(channel, entry) === keyOf(channel, { address, number: address }));
  if (at < 0) return 0;
  const primary = Math.max(list.findIndex((entry) => entry?.primary), 0);
  return at === primary ? 2 : 1;
}

/** Email addresses are compared without case, numbers by their digits in the international form where it is known. */
function keyOf(channel, entry) {
  if (channel === "email") return entry?.address?.trim().toLowerCase();
  return (entry?.e164 ?? entry?.number)?.replace(/\D/g, "");
}

function isClosed(doc) {
  return Boolean(doc.dnd?.includes("inbound"));
}
