// Time. This connector never reads the machine's clock: in a test the suite sets the time with
// PUT clock. In production, setInterval would move the same class.

export class Clock {
  #alarms = new Set();
  #working = 0;
  #begun = 0;
  #end = new AbortController();

  constructor(now) {
    this.text = now;
  }

  /** Milliseconds since 1970, as in all methods below. */
  get now() {
    return Date.parse(this.text);
  }

  /** Aborted at the end of this world: pending requests then stop waiting for the network. */
  get signal() {
    return this.#end.signal;
  }

  /** Calls `ring` when the time reaches `instant`. Returns a function that cancels the call. */
  at(instant, ring) {
    const alarm = { instant, ring };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Runs a task; the connector is not idle until the task has ended or sleeps. */
  async task(work) {
    this.#working += 1;
    this.#begun += 1;
    try {
      await work();
    } catch (error) {
      // After the end of a world, missing responses are expected.
      if (!this.signal.aborted) throw error;
    } finally {
      this.#working -= 1;
      this.#begun -= 1;
    }
  }

  /** Inside a task: sleeps. The connector can be idle meanwhile. */
  async sleep(milliseconds) {
    this.#working -= 1;
    // The alarm resumes the task before the suite can ask whether the connector is idle.
    const wake = (done) => () => {
      this.#working += 1;
      done();
    };
    await new Promise((done) => this.at(this.now + milliseconds, wake(done)));
  }

  /** Inside a task: waits for another task, which can be asleep itself. */
  async rest(work) {
    this.#working -= 1;
    await work;
    this.#working += 1;
  }

  /** Sets the time to `text`. All due work starts before this returns. */
  move(text) {
    this.text = text;
    for (const alarm of [...this.#alarms].sort((one, other) => one.instant - other.instant)) {
      if (alarm.instant <= this.now && this.#alarms.delete(alarm)) alarm.ring();
    }
  }

  /** The response to GET clock. A sleeping task is pending, but the connector is ready. */
  report() {
    const due = Math.min(...[...this.#alarms].map((alarm) => alarm.instant));
    return {
      now: this.text,
      state: this.#working > 0 ? "advancing" : "ready",
      pending: this.#begun,
      next_due: Number.isFinite(due) ? new Date(due).toISOString() : null,
    };
  }

  /** Ends this world: none of its work may continue. */
  stop() {
    this.#alarms.clear();
    this.#end.abort();
  }
}
