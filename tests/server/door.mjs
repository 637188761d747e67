// PouchDB Server never answers what it was asked of a database that is deleted meanwhile. CouchDB does, so whoever
// deletes a database goes alone: after all that was asked before, and before all that comes after.

/** The doors of all databases. */
export class Door {
  #inside = new Map();
  #closed = new Map();

  /** Does a task beside others, once nobody is alone there. */
  async through(database, task) {
    while (this.#closed.has(database)) await this.#closed.get(database);
    const inside = this.#inside.get(database) ?? new Set();
    this.#inside.set(database, inside);
    const done = task();
    inside.add(done);
    try {
      return await done;
    } finally {
      inside.delete(done);
    }
  }

  /** Does a task when all others are done, while later ones wait. */
  async alone(database, task) {
    while (this.#closed.has(database)) await this.#closed.get(database);
    const done = Promise.allSettled(this.#inside.get(database) ?? []).then(task);
    this.#closed.set(database, done.catch(() => {}));
    try {
      return await done;
    } finally {
      this.#closed.delete(database);
    }
  }
}
