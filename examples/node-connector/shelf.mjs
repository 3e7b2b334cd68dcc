// Archiving and restoring. What a person has archived is none of our business: `hidden` in the
// store says that a course was archived by us, and why.

import { letsThrough } from "./items.mjs";
import { patiently, Refusal } from "./outside.mjs";
import { newRecord } from "./record.mjs";

const MOST_ARCHIVED = 1000;

export class Shelf {
  #last = Promise.resolve();

  constructor(world) {
    Object.assign(this, { clock: world.clock, store: world.store, lms: world.lms });
    this.settings = () => world.settings;
  }

  /** One writer of courses at a time; a run takes a turn for each page, so that a filter fits in. */
  turn(work) {
    const mine = this.clock.rest(this.#last).then(work);
    // Whoever comes next waits for our end, whether it was a good one or not.
    this.#last = mine.catch(() => {});
    return mine;
  }

  /** A filter was saved: what it leaves out goes now, and nothing else changes. */
  async applyFilter() {
    const record = newRecord(this.clock.text);
    this.store.put("status", "filter_run", record);
    try {
      // Nobody would save the filter again because 360Learning was out of order: we go on trying.
      await patiently(this.clock, Infinity, () => this.turn(() => this.#hideWhatIsLeftOut(record)));
      record.outcome = "complete";
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      record.outcome = "partial";
      record.faults.push(`The filter could not be applied: ${error.message}.`);
    }
    record.finished = this.clock.text;
    this.store.put("status", "filter_run", record);
  }

  async #hideWhatIsLeftOut(record) {
    const leaving = new Map();
    const courses = this.store.table("courses");
    record.seen = courses.size;
    for (const [key, course] of courses) {
      // Judged by what was last known of it: its item may have vanished from the catalogue.
      if (!letsThrough(this.settings(), course)) leaving.set(key, "filter");
    }
    if (leaving.size > 0) record.archived += await this.archive(leaving, await this.lms.archived());
  }

  /** Archives courses, `leaving` from key to reason; `archived` are those that are already. */
  async archive(leaving, archived) {
    const keys = [];
    for (const [key, reason] of leaving) {
      const course = this.store.get("courses", key);
      if (!course || archived.has(course.courseId)) continue;
      // Noted before it is done: after a crash in between it must count as ours.
      this.store.put("courses", key, { ...course, hidden: reason });
      keys.push(key);
    }
    const path = `bulk/integrations/${this.lms.integration}/courses`;
    const objects = keys.map((externalId) => ({ externalId }));
    const results = await this.lms.bulk("DELETE", path, objects, MOST_ARCHIVED);
    return results.filter((each) => each.status === "success").length;
  }

  /** Makes courses active again that are archived by us. */
  async restore(keys, archived) {
    let restored = 0;
    for (const key of keys) {
      const { hidden, ...course } = this.store.get("courses", key);
      if (hidden && archived.has(course.courseId)) {
        await this.lms.restore(course.courseId);
        restored += 1;
      }
      this.store.put("courses", key, course);
    }
    return restored;
  }
}
