// The provider of the example: it takes messages, says that they were delivered, and answers each with its own words.
// Like a real one it knows a message that is handed over twice, and repeats what it has to say until it is told that it was heard.

/** Whatever begins so is refused. */
export const REFUSED = { body: "fail", to: "+999" };

/** One provider; a gateway that starts anew meets the same one again. */
export class Echo {
  /** Everything that went out, in order, by its key. */
  out = new Map();
  #events = [];
  #wake = () => {};
  #refused;

  constructor({ refused = REFUSED } = {}) {
    this.#refused = refused;
  }

  /** Takes a message: `{}`, or `{ refused }` with a sentence for people. The same key is the same message. */
  async send({ key, channel, to, body = "", subject }) {
    if (body.startsWith(this.#refused.body)) return { refused: "The echo does not like these words." };
    if (to.startsWith(this.#refused.to)) return { refused: `There is nobody at ${to}.` };
    if (this.out.has(key)) return {};
    this.out.set(key, { channel, to, body });
    this.say({ kind: "delivered", key });
    this.say({ kind: "message", id: `echo of ${key}`, channel, from: to, body, subject });
    return {};
  }

  /** Has something to say to the gateway. */
  say(event) {
    this.#events.push(event);
    this.#wake();
  }

  /** What was not heard yet, the first; `heard` takes it away. */
  next() {
    return this.#events[0];
  }

  heard(event) {
    this.#events = this.#events.filter((other) => other !== event);
  }

  /** Calls back when there is something new. */
  onEvent(wake) {
    this.#wake = wake;
  }
}
