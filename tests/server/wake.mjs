// Who waits for the next write to a database. All writes come through the proxy, so it need not ask.

/** The writes of all databases. */
export class Writes {
  #waiting = new Map();

  /** A promise of the next write to a database, or of what may have been one. */
  next(database) {
    return new Promise((resolve) => {
      this.#waiting.set(database, [...this.#waiting.get(database) ?? [], resolve]);
    });
  }

  /** Wakes all who wait. */
  tell(database) {
    const waiting = this.#waiting.get(database) ?? [];
    this.#waiting.delete(database);
    for (const resolve of waiting) resolve();
  }
}
