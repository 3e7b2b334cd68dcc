// Turns accepted statements into attempts in 360Learning. A statement stays in the inbox, on disk,
// until 360Learning has accepted it.

import { randomUUID } from "node:crypto";
import { attemptsOf } from "./attempts.mjs";
import { findLearner } from "./learners.mjs";
import { factIn, identifierOf } from "./meanings.mjs";
import { patiently, Refusal, Trouble } from "./outside.mjs";

const BATCH = 200;
const MOST_WRITTEN = 1000;

export class Delivery {
  #awake = false;
  #ofUser = new Map();

  constructor(world) {
    Object.assign(this, { clock: world.clock, store: world.store, lms: world.lms });
    this.settings = () => world.settings;
    for (const fact of this.store.table("facts").values()) this.#file(fact);
  }

  /** Accepts a valid statement; returns its id, or undefined if another statement has that id. */
  accept(statement, text) {
    const id = (statement.id ?? randomUUID()).toLowerCase();
    const known = this.store.get("seen", id);
    if (known !== undefined) return known === text ? id : undefined;
    this.store.put("seen", id, text);
    const method = this.settings().learner_identification;
    const identifier = identifierOf(statement.actor, method);
    const fact = factIn(statement, (item) => this.#courseOf(item) !== undefined, this.clock.text);
    // The learner or the item cannot exist in 360Learning: accepted and ignored.
    if (identifier && fact) this.store.put("inbox", id, { method, identifier, fact });
    return id;
  }

  /** Delivers the facts about these items once more, because they belong to another course now. */
  again(items) {
    if (items.length === 0) return;
    const moved = new Set(items);
    for (const [id, { user, ...fact }] of this.store.table("facts")) {
      if (moved.has(fact.item) && this.#courseOf(fact.item)) this.store.put("inbox", id, { user, fact });
    }
    this.wake();
  }

  /** Processes the inbox until it is empty. */
  wake() {
    if (this.#awake || this.store.table("inbox").size === 0) return;
    this.#awake = true;
    this.clock.task(async () => {
      while (this.store.table("inbox").size > 0) {
        await patiently(this.clock, Infinity, () => this.#deliver([...this.store.table("inbox")].slice(0, BATCH)));
      }
      this.#awake = false;
    });
  }

  async #deliver(reports) {
    const pairs = new Map();
    const found = new Map();
    for (const [id, { user: known, method, identifier, fact }] of reports) {
      const name = `${method} ${identifier}`;
      if (!known && !found.has(name)) found.set(name, await this.#orTrouble(findLearner(this.lms, method, identifier)));
      const user = known ?? found.get(name);
      if (!user) continue;
      if (!this.store.get("facts", id)) {
        this.store.put("facts", id, { ...fact, user });
        this.#file({ ...fact, user });
      }
      const course = this.#courseOf(fact.item);
      pairs.set(`${user} ${course.key}`, { user, course });
    }
    const objects = [];
    for (const { user, course } of pairs.values()) {
      const attempts = await this.#orTrouble(this.#attempts(user, course));
      if (attempts.length > 0) objects.push(objectOf(user, course, attempts));
    }
    const path = `extensions/bulk/integrations/${this.lms.integration}/attempts`;
    const results = await this.#orTrouble(this.lms.bulk("PUT", path, objects, MOST_WRITTEN));
    for (const { status, errorMessage } of results) {
      if (status !== "success") console.error(`360Learning does not take an attempt: ${errorMessage}`);
    }
    for (const [id] of reports) this.store.put("inbox", id, undefined);
  }

  /** All attempts, including those in 360Learning that did not come from statements. */
  async #attempts(user, { key, courseId }) {
    const facts = (this.#ofUser.get(user) ?? []).filter((fact) => this.#courseOf(fact.item)?.key === key);
    const ours = attemptsOf(facts);
    const query = { "courseId[eq]": courseId, "userId[eq]": user, extended: "true" };
    const held = ours.length > 0 ? await this.lms.list("courses/stats", query) : [];
    return [...ours, ...held.slice(ours.length).map(asItIs)];
  }

  /** The course of an item: {key, courseId}. */
  #courseOf(item) {
    const key = this.store.get("homes", item);
    const course = key && this.store.get("courses", key);
    return course && { key, courseId: course.courseId };
  }

  #file(fact) {
    if (!this.#ofUser.has(fact.user)) this.#ofUser.set(fact.user, []);
    this.#ofUser.get(fact.user).push(fact);
  }

  /** Retries a delivery, so an accepted statement is not lost when 360Learning rejects it. */
  async #orTrouble(work) {
    try {
      return await work;
    } catch (error) {
      throw error instanceof Refusal ? new Trouble(error.message) : error;
    }
  }
}

function objectOf(user, { courseId }, attempts) {
  const named = (value) => ({ type: "internalId", value });
  return { courseIdentifier: named(courseId), userIdentifier: named(user), attempts };
}

function asItIs({ progress, score = null, result, timeSpent, firstActivityAt, lastActivityAt, completedAt = null }) {
  return { progress, score, result, timeSpent, firstActivityAt, lastActivityAt, completedAt };
}
