// Time. Nothing in this connector asks the machine what time it is: in a test the world decides,
// and tells it through PUT clock. In production the same class would be moved by setInterval.

export class Clock {
  #alarms = new Set();
  #working = 0;
  #begun = 0;
  #end = new AbortController();

  constructor(now) {
    this.text = now;
  }

  /** Milliseconds since 1970, as everywhere below. */
  get now() {
    return Date.parse(this.text);
  }

  /** Aborted when this world is over: whatever still waits for the network then gives up. */
  get signal() {
    return this.#end.signal;
  }

  /** Calls `ring` once time has come to `instant`. Returns a function that calls it off. */
  at(instant, ring) {
    const alarm = { instant, ring };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Does a piece of work; the connector is not at rest until it has ended or sleeps. */
  async task(work) {
    this.#working += 1;
    this.#begun += 1;
    try {
      await work();
    } catch (error) {
      // In a world that is over any answer may be missing; that is nobody's fault.
      if (!this.signal.aborted) throw error;
    } finally {
      this.#working -= 1;
      this.#begun -= 1;
    }
  }

  /** Inside a task: waits without keeping the world from going on. */
  async sleep(milliseconds) {
    this.#working -= 1;
    // The alarm makes the task work again, before anybody can ask whether it rests.
    const wake = (done) => () => {
      this.#working += 1;
      done();
    };
    await new Promise((done) => this.at(this.now + milliseconds, wake(done)));
  }

  /** Inside a task: waits for other work of ours, which may be asleep itself. */
  async rest(work) {
    this.#working -= 1;
    await work;
    this.#working += 1;
  }

  /** It is `text` now. Everything that has fallen due begins before this returns. */
  move(text) {
    this.text = text;
    for (const alarm of [...this.#alarms].sort((one, other) => one.instant - other.instant)) {
      if (alarm.instant <= this.now && this.#alarms.delete(alarm)) alarm.ring();
    }
  }

  /** The answer to GET clock. A task that sleeps is pending and no reason to wait for us. */
  report() {
    const due = Math.min(...[...this.#alarms].map((alarm) => alarm.instant));
    return {
      now: this.text,
      state: this.#working > 0 ? "advancing" : "ready",
      pending: this.#begun,
      next_due: Number.isFinite(due) ? new Date(due).toISOString() : null,
    };
  }

  /** This world is over: nothing of it may happen any more. */
  stop() {
    this.#alarms.clear();
    this.#end.abort();
  }
}
