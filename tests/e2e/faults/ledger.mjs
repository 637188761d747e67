// What the app has called saved, and whether all of it is still there.

/** What somebody did, as it was confirmed. */
export class Ledger {
  contacts = new Map();
  fields = [];
  texts = [];
  messages = [];
  #count = 0;

  constructor(seed) {
    this.seed = seed;
  }

  /** A text that occurs nowhere else. */
  text(kind) {
    this.#count += 1;
    return `${kind}${this.seed}x${this.#count}z`;
  }

  /** What is missing of it, or twice, among the documents of a server or a device. */
  missing(docs) {
    const found = [];
    const of = (prefix) => docs.filter(({ id }) => id.startsWith(prefix));
    const contacts = of("contact:");
    const all = contacts.map((doc) => JSON.stringify(doc)).join("\n");
    const byId = new Map(contacts.map((doc) => [doc.id, doc]));
    for (const [id, name] of this.contacts) if (!byId.has(id)) found.push(`the contact ${name} (${id}) is gone`);
    if (contacts.length > this.contacts.size) found.push(`${contacts.length} contacts, though ${this.contacts.size} were added`);
    for (const { id, field, value, where } of this.fields) {
      const isOverwritten = this.fields.some((later) => later.id === id && later.field === field && later.before === value);
      if (isOverwritten) continue;
      const own = JSON.stringify(byId.get(id) ?? {});
      if (!own.includes(value)) found.push(`${field} “${value}” of ${this.contacts.get(id)} (${id}), by ${where}, is ${all.includes(value) ? "only with another contact" : "neither in place nor among what gave way"}`);
    }
    for (const { prefix, text, where } of this.texts) {
      const count = of(prefix).filter((doc) => JSON.stringify(doc).includes(text)).length;
      const is = prefix === "contact:" ? count >= 1 : count === 1;
      if (!is) found.push(`${prefix} “${text}” by ${where} is there ${count} times`);
    }
    const said = of("message:");
    for (const { text, where } of this.messages) {
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
