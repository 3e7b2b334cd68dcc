/** The record of a run that begins now, in the format of the control protocol. */
export function newRecord(started) {
  return {
    started,
    finished: null,
    outcome: "running",
    pages: 0,
    seen: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    archived: 0,
    restored: 0,
    retries: 0,
    skipped: [],
    faults: [],
  };
}
