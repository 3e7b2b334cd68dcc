// Archiving and restoring. Courses archived by people stay archived: `hidden` in the store marks
// courses that this connector archived, with the reason.

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

  /** One writer of courses at a time; a run takes one turn for each page, so a filter can cut in. */
  turn(work) {
    const mine = this.clock.rest(this.#last).then(work);
    // The next writer waits for the end of this one, whether it succeeds or fails.
    this.#last = mine.catch(() => {});
    return mine;
  }

  /** After saving a filter: archives excluded courses now, and changes no others. */
  async applyFilter() {
    const record = newRecord(this.clock.text);
    this.store.put("status", "filter_run", record);
    try {
      // An administrator would not save the filter again after an outage of 360Learning, so retry.
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
      // Uses the last known data, because the item may be gone from the catalog.
      if (!letsThrough(this.settings(), course)) leaving.set(key, "filter");
    }
    if (leaving.size > 0) record.archived += await this.archive(leaving, await this.lms.archived());
  }

  /** Archives courses, `leaving` maps key to reason; `archived` are those already archived. */
  async archive(leaving, archived) {
    const keys = [];
    for (const [key, reason] of leaving) {
      const course = this.store.get("courses", key);
      if (!course) continue;
      if (archived.has(course.courseId)) {
        // A course that was joined does not come back when the filter lets it through again.
        if (course.hidden && reason === "joined") this.store.put("courses", key, { ...course, hidden: reason });
        continue;
      }
      // Stored before archiving: after a crash in between, the course must count as ours.
      this.store.put("courses", key, { ...course, hidden: reason });
      keys.push(key);
    }
    const path = `bulk/integrations/${this.lms.integration}/courses`;
    const objects = keys.map((externalId) => ({ externalId }));
    const results = await this.lms.bulk("DELETE", path, objects, MOST_ARCHIVED);
    return results.filter((each) => each.status === "success").length;
  }

  /** Restores courses that this connector archived. */
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
