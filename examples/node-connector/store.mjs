// State that survives a restart: tables of values, stored as a log of changes in one file. Each
// change is a line, written before the next action; a line truncated by a crash is dropped.

import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";

export class Store {
  #tables = new Map();
  #file;
  #closed = false;

  constructor(path, { empty }) {
    const old = !empty && existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];
    for (const line of old) this.#apply(...JSON.parse(line));
    // Rewritten at every start, so that it does not grow forever; the old file stays until then.
    this.#file = openSync(`${path}.new`, "w");
    for (const [name, table] of this.#tables) {
      for (const [key, value] of table) this.#write(name, key, value);
    }
    this.sync();
    renameSync(`${path}.new`, path);
  }

  table(name) {
    if (!this.#tables.has(name)) this.#tables.set(name, new Map());
    return this.#tables.get(name);
  }

  get(name, key) {
    return this.table(name).get(key);
  }

  /** Sets a value; undefined removes it. */
  put(name, key, value) {
    if (this.#closed) throw new Error("this world is over, and so is its store");
    this.#apply(name, key, value);
    this.#write(name, key, value);
  }

  /** Returns when all previous changes are on disk, not only in the system's cache. */
  sync() {
    fdatasyncSync(this.#file);
  }

  close() {
    this.#closed = true;
    closeSync(this.#file);
  }

  #apply(name, key, value) {
    if (value === undefined) this.table(name).delete(key);
    else this.table(name).set(key, value);
  }

  #write(name, key, value) {
    writeSync(this.#file, `${JSON.stringify([name, key, value].filter((each) => each !== undefined))}\n`);
  }
}
