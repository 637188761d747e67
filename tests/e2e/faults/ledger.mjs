// What the app has called saved, and whether all of it is still there.

/** What somebody did, as it was confirmed. */
export class Ledger {
  contacts = new Map();
  fields = [];
  texts = [];
  messages = [];
  /** Who was deleted for good, with whomever they were merged with by then: what was said of them before counts no more. */
  #erased = new Map();
  /** For each contact those it was merged with, itself among them; one and the same list for all of these. */
  #merged = new Map();
  #overwritten = new Set();
  #count = 0;

  constructor(seed) {
    this.seed = seed;
  }

  /** A text that occurs nowhere else. */
  text(kind) {
    this.#count += 1;
    return `${kind}${this.seed}x${this.#count}z`;
  }

  /** Adds what was confirmed to `fields`, `texts` or `messages`, with its place in the order of all that happened. */
  note(list, claim) {
    this.#count += 1;
    list.push({ ...claim, at: this.#count });
  }

  /** Notes that contacts are one. */
  merge(...ids) {
    const all = [...new Set(ids.flatMap((id) => this.#merged.get(id) ?? [id]))];
    for (const id of all) this.#merged.set(id, all);
  }

  /** Notes that somebody is deleted for good. */
  erase(id) {
    this.#count += 1;
    for (const one of this.#merged.get(id) ?? [id]) this.#erased.set(one, this.#count);
  }

  /** The id of a contact by the name it was added with. */
  idOf(name) {
    return [...this.contacts].find(([, known]) => known === name)?.[0];
  }

  /** Notes what other nodes of the server overwrote, having seen it: `{ id, before }` with fields as they were. */
  overwrite(branches) {
    for (const { id, before } of branches) {
      for (const [field, value] of Object.entries(before)) this.#overwritten.add(`${id} ${field} ${value}`);
    }
  }

  /** Whether what was confirmed of one of these contacts still has to be there. */
  #counts(claim, ...ids) {
    return ids.some((id) => claim.at > (this.#erased.get(id) ?? 0));
  }

  /** What is missing of it, or twice, among the documents of a server or a device. */
  missing(docs) {
    const found = [];
    const of = (prefix) => docs.filter(({ id }) => id.startsWith(prefix));
    const contacts = of("contact:");
    const all = contacts.map((doc) => JSON.stringify(doc)).join("\n");
    const byId = new Map(contacts.map((doc) => [doc.id, doc]));
    for (const [id, name] of this.contacts) if (!byId.has(id) && !this.#erased.has(id)) found.push(`the contact ${name} (${id}) is gone`);
    if (contacts.length > this.contacts.size) found.push(`${contacts.length} contacts, though ${this.contacts.size} were added`);
    for (const claim of this.fields) {
      const { id, field, value, where } = claim;
      // An edit that was made later, on a device that did not know yet, wins over the deletion.
      if (!this.#counts(claim, id)) continue;
      const isOverwritten = this.#overwritten.has(`${id} ${field} ${value}`)
        || this.fields.some((later) => later.id === id && later.field === field && later.before === value);
      if (isOverwritten) continue;
      const own = JSON.stringify(byId.get(id) ?? {});
      if (!own.includes(value)) found.push(`${field} “${value}” of ${this.contacts.get(id)} (${id}), by ${where}, is ${all.includes(value) ? "only with another contact" : "neither in place nor among what gave way"}`);
    }
    for (const claim of this.texts) {
      const { prefix, ids, text, where } = claim;
      const isThere = prefix === "contact:" || ids.some((id) => byId.has(id));
      if (!this.#counts(claim, ...ids) || !isThere) continue;
      const count = of(prefix).filter((doc) => JSON.stringify(doc).includes(text)).length;
      const is = prefix === "contact:" ? count >= 1 : count === 1;
      if (!is) found.push(`${prefix} “${text}” by ${where} is there ${count} times`);
    }
    const said = of("message:");
    for (const claim of this.messages) {
      const { contact, text, where } = claim;
      if (!this.#counts(claim, contact) || !byId.has(contact)) continue;
      const count = said.filter(({ body }) => body === text).length;
      if (count !== 1) found.push(`the message “${text}” by ${where} is there ${count} times`);
    }
    return [...found, ...this.#disordered(said)];
  }

  /** Messages of one tab to one contact stand in the order in which they were written: their ids tell it. */
  #disordered(said) {
    const found = [];
    const last = new Map();
    for (const { contact, text, where } of this.messages) {
      const { id } = said.find(({ body }) => body === text) ?? {};
      const key = `${contact} ${where}`;
      if (id && last.has(key) && last.get(key) > id) found.push(`the message “${text}” by ${where} stands before one that was written earlier`);
      if (id) last.set(key, id);
    }
    return found;
  }
}
