// One customer's integration from reset to reset: its components, schedule and settings.

import { randomBytes } from "node:crypto";
import { Catalog } from "./catalog.mjs";
import { Clock } from "./clock.mjs";
import { Delivery } from "./delivery.mjs";
import { Lms } from "./lms.mjs";
import { verify } from "./setup.mjs";
import { Shelf } from "./shelf.mjs";
import { Store } from "./store.mjs";

const DAY = 86_400_000;
// Six in the morning, Central European Time, as a fixed offset to UTC.
const RUN_AT = 5 * 3_600_000;
// Earlier than any simulated time, so that no work is due before the first PUT clock.
const LONG_AGO = "1970-01-01T00:00:00Z";

export const FIRST_SETTINGS = {
  learner_identification: "email",
  languages: [],
  content_types: [],
  tags_synchronization: false,
  globalization: false,
};

export class World {
  #callOff = () => {};

  constructor(store, now) {
    const given = store.get("world", "reset");
    this.store = store;
    this.clock = new Clock(now);
    this.author = given.connector_admin_id;
    this.lms = new Lms(this.clock, given);
    this.shelf = new Shelf(this);
    this.catalog = new Catalog(this);
    this.delivery = new Delivery(this);
  }

  /** A new world; deletes the state stored at `path`. */
  static begin(path, reset) {
    const store = new Store(path, { empty: true });
    const [client_id, client_secret] = [randomBytes(12).toString("hex"), randomBytes(24).toString("hex")];
    store.put("world", "reset", reset);
    store.put("world", "settings", FIRST_SETTINGS);
    store.put("world", "credentials", { client_id, client_secret });
    store.put("status", "state", "enabled");
    store.sync();
    return new World(store, reset.now);
  }

  /** The world stored at `path`, if there is one. The next PUT clock sets its time. */
  static resume(path) {
    const store = new Store(path, { empty: false });
    if (store.get("world", "reset")) {
      const world = new World(store, LONG_AGO);
      world.#resume();
      return world;
    }
    store.close();
    return undefined;
  }

  get settings() {
    return this.store.get("world", "settings");
  }

  get credentials() {
    return this.store.get("world", "credentials");
  }

  change(changes) {
    const before = this.settings;
    this.store.put("world", "settings", { ...before, ...changes });
    this.store.sync();
    const filters = ({ languages, content_types }) => JSON.stringify([languages, content_types]);
    if (filters(before) !== filters(this.settings)) this.clock.task(() => this.shelf.applyFilter());
  }

  setUp({ tags_synchronization = false, ...parameters }) {
    this.store.put("world", "typed", parameters);
    this.store.put("world", "settings", { ...this.settings, tags_synchronization });
    this.store.put("status", "state", "verifying");
    this.store.put("status", "reason", null);
    this.clock.task(() => this.#verify());
  }

  status() {
    const of = (name) => this.store.get("status", name) ?? null;
    const next = of("next_run");
    return {
      state: of("state"),
      reason: of("reason"),
      last_run: of("last_run"),
      filter_run: of("filter_run"),
      next_run: next && new Date(next).toISOString(),
      queue_depth: this.store.table("inbox").size,
    };
  }

  end() {
    this.clock.stop();
    this.store.close();
  }

  async #verify() {
    const typed = this.store.get("world", "typed");
    const reason = await verify(this.clock, typed);
    // Setup integration was clicked again meanwhile; the later click counts.
    if (typed !== this.store.get("world", "typed")) return;
    if (!reason) this.store.put("world", "parameters", typed);
    // The previous parameters stay in force: a typing error should not stop a customer.
    const inForce = this.store.get("world", "parameters") !== undefined;
    this.store.put("status", "state", inForce ? "active" : "refused");
    this.store.put("status", "reason", reason ?? null);
    if (!reason) this.#plan(this.clock.now);
  }

  /** Sets the next run to the first one due after `instant`. */
  #plan(instant) {
    const midnight = Math.floor(instant / DAY) * DAY;
    this.#schedule(midnight + RUN_AT + (instant - midnight >= RUN_AT ? DAY : 0));
  }

  #schedule(next) {
    this.#callOff();
    this.store.put("status", "next_run", next);
    this.#callOff = this.clock.at(next, () => {
      // Scheduled before the run begins: an aborted run waits for tomorrow and is not repeated.
      this.#plan(this.clock.now);
      this.clock.task(() => this.catalog.run(this.store.get("world", "parameters")));
    });
  }

  #resume() {
    const state = this.store.get("status", "state");
    const first = (work) => this.clock.at(this.clock.now + 1, () => this.clock.task(work));
    if (state === "verifying") first(() => this.#verify());
    if (this.store.get("status", "filter_run")?.outcome === "running") first(() => this.shelf.applyFilter());
    // A missed run is due immediately, and only once.
    const next = this.store.get("status", "next_run");
    if (next !== undefined) this.#schedule(next);
    first(async () => this.delivery.wake());
  }
}
