// The daily run turns Percipio's catalog into courses. It creates, changes, archives and restores
// them. It never deletes, and does not change courses of items that Percipio no longer returns.

import { courseOf, Flaw, letsThrough, readItem } from "./items.mjs";
import { Refusal, Trouble } from "./outside.mjs";
import { pages } from "./percipio.mjs";
import { newRecord } from "./record.mjs";

const MOST_WRITTEN = 1000;

export class Catalog {
  constructor(world) {
    Object.assign(this, { clock: world.clock, store: world.store, lms: world.lms, shelf: world.shelf });
    this.author = world.author;
    this.deliverAgain = (items) => world.delivery.again(items);
    this.settings = () => world.settings;
  }

  /** One complete run. The store has its record from the start, and updates keep it current. */
  async run(parameters) {
    const record = newRecord(this.clock.text);
    this.store.put("status", "last_run", record);
    try {
      await this.#read(parameters, record);
      record.outcome = "complete";
    } catch (error) {
      if (!(error instanceof Trouble || error instanceof Refusal)) throw error;
      // Items read so far are written, the rest is unchanged; the next run reads everything again.
      record.outcome = "partial";
      record.faults.push(`The run broke off: ${error.message}.`);
    }
    record.finished = this.clock.text;
    this.store.put("status", "last_run", record);
  }

  async #read(parameters, record) {
    const run = { record, archived: await this.lms.archived(), claimed: new Set() };
    const { globalization } = this.settings();
    const groups = new Map();
    for await (const page of pages(this.clock, parameters, () => (record.retries += 1))) {
      record.pages += 1;
      record.seen += page.length;
      const single = [];
      for (const item of page.flatMap((raw) => this.#readable(raw, record))) {
        // Language versions can be on different pages: a group is complete after the last page.
        if (!globalization || !item.group) single.push([item]);
        else if (groups.has(item.group)) groups.get(item.group).push(item);
        else groups.set(item.group, [item]);
      }
      await this.shelf.turn(() => this.#write(single, run));
    }
    await this.shelf.turn(() => this.#write([...groups.values()], run));
    await this.shelf.turn(() => this.#bringBack(run));
  }

  #readable(raw, record) {
    try {
      return [readItem(raw, this.clock.now)];
    } catch (error) {
      if (!(error instanceof Flaw)) throw error;
      record.skipped.push({ id: typeof raw?.id === "string" ? raw.id : "", reason: error.message });
      return [];
    }
  }

  /** Writes contents. Each content is a list of the items of one course. */
  async #write(contents, run) {
    // Read here rather than at the start of the run, because a filter may have changed since.
    const settings = this.settings();
    const { record, archived } = run;
    const [writes, leaving, returning, moved] = [[], new Map(), [], []];
    for (const items of contents) {
      const key = this.#keyOf(items, run);
      const known = this.store.get("courses", key);
      const alive = items.filter((item) => item.alive);
      const lead = alive.find((item) => item.id === key) ?? alive[0];
      const kind = lead && {
        category: lead.category,
        locales: [...new Set(alive.flatMap((item) => item.locales))],
      };
      if (!known && !(kind?.category && letsThrough(settings, kind))) continue;
      for (const item of items) if (this.#move(item.id, key, leaving)) moved.push(item.id);
      if (!lead) leaving.set(key, "status");
      else if (!kind.category) continue;
      else if (!letsThrough(settings, kind)) {
        this.store.put("courses", key, { ...known, ...kind });
        leaving.set(key, "filter");
      } else {
        const course = courseOf(key, lead, alive.filter((item) => item !== lead), settings);
        const text = JSON.stringify(course);
        if (known?.text === text) record.unchanged += 1;
        else writes.push({ course, known, entry: { ...known, ...kind, text } });
        if (known?.hidden) returning.push(key);
      }
    }
    await this.#send(writes, record);
    this.deliverAgain(moved);
    record.archived += await this.shelf.archive(leaving, archived);
    record.restored += await this.shelf.restore(returning, archived);
  }

  /** The course of the items: the existing course of one of them, otherwise a new one. */
  #keyOf(items, { claimed }) {
    const homes = items.map((item) => this.store.get("homes", item.id));
    const own = items.length === 1 && !items[0].group ? items[0].id : undefined;
    const key = own ?? homes.find((home) => home && !claimed.has(home)) ?? (items.find((item) => item.alive) ?? items[0]).id;
    claimed.add(key);
    return key;
  }

  /** From now on the item belongs to this course; its previous separate course is not needed.
   * Returns true if it belonged to another one. */
  #move(id, key, leaving) {
    const before = this.store.get("homes", id);
    if (before !== key) this.store.put("homes", id, key);
    if (id !== key && this.store.get("courses", id)) leaving.set(id, "joined");
    return before !== undefined && before !== key;
  }

  async #send(writes, record) {
    // Only new courses get an author: existing courses keep theirs.
    const objects = writes.map(({ course, known }) => (known ? course : { ...course, authorId: this.author }));
    const path = `bulk/integrations/${this.lms.integration}/courses`;
    const results = await this.lms.bulk("PUT", path, objects, MOST_WRITTEN);
    for (const [place, { status, resourceId, errorMessage }] of results.entries()) {
      const { course, known, entry } = writes[place];
      if (status !== "success") {
        record.faults.push(`360Learning does not take ${course.externalId}: ${errorMessage}`);
        continue;
      }
      this.store.put("courses", course.externalId, { ...entry, courseId: resourceId });
      record[known ? "updated" : "created"] += 1;
    }
  }

  /** Courses without an item that a filter archived and that now pass the filter again. */
  async #bringBack({ record, archived, claimed }) {
    const free = [...this.store.table("courses")].filter(
      ([key, course]) => course.hidden === "filter" && !claimed.has(key) && letsThrough(this.settings(), course),
    );
    record.restored += await this.shelf.restore(free.map(([key]) => key), archived);
  }
}
