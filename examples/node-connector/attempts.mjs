// From everything known about one learner and one course to the attempts that 360Learning shows.
// Always computed anew from all facts: so neither their order nor a repetition can matter.

/** The attempts, first one first, as the extension for writing attempts wants them. */
export function attemptsOf(facts) {
  const ordered = [...facts].sort((one, other) => one.at - other.at || rank(one) - rank(other));
  const told = ordered.filter((fact) => fact.kind !== "scored");
  const score = newest(ordered, "score");
  const duration = newest(told, "duration");
  return divide(told).map((attempt, place) => {
    const completed = attempt.completed;
    return {
      progress: completed === undefined ? 50 : 100,
      // The newest score stands on every attempt, the newest duration on the first alone.
      score: score ?? null,
      result: completed === undefined ? null : "success",
      timeSpent: place === 0 ? (duration ?? 0) : 0,
      firstActivityAt: instant(attempt.first),
      lastActivityAt: instant(completed ?? attempt.last),
      completedAt: completed === undefined ? null : instant(completed),
    };
  });
}

/** Which facts are one attempt: {registration, first, last, completed}, instants in milliseconds. */
function divide(facts) {
  const attempts = [];
  for (const { at, kind, registration } of facts) {
    let attempt = registration ? byRegistration(attempts, registration) : attempts.at(-1);
    // Where Percipio does not tell attempts apart, only a further completion shows a restart.
    const again = !registration && kind === "completed" && attempt?.completed < at;
    if (!attempt || again) {
      attempt = { first: at };
      attempts.push(attempt);
    }
    attempt.registration ??= registration;
    attempt.last = at;
    if (kind === "completed") attempt.completed ??= at;
  }
  return attempts;
}

function byRegistration(attempts, registration) {
  const last = attempts.at(-1);
  // What began without a registration may go on with one.
  const goesOn = last && !last.registration && last.completed === undefined ? last : undefined;
  return attempts.find((each) => each.registration === registration) ?? goesOn;
}

/** Of two facts of one moment a completion is the later one. */
function rank({ kind }) {
  return kind === "completed" ? 1 : 0;
}

function newest(facts, name) {
  return facts.findLast((fact) => fact[name] !== undefined)?.[name];
}

function instant(at) {
  return new Date(at).toISOString();
}
