// Derives the attempts that 360Learning shows from all facts about one learner and one course.
// They are always recomputed from all facts, so neither order nor repetition has an effect.

/** The attempts, oldest first, in the format of the extension for writing attempts. */
export function attemptsOf(facts) {
  const ordered = [...facts].sort((one, other) => one.at - other.at || rank(one) - rank(other));
  const told = ordered.filter((fact) => fact.kind !== "scored");
  const score = newest(ordered, "score");
  const duration = newest(told, "duration");
  return divide(told).map((attempt, place) => {
    const completed = attempt.completed;
    return {
      progress: completed === undefined ? 50 : 100,
      // Every attempt has the newest score; only the first has the newest duration.
      score: score ?? null,
      result: completed === undefined ? null : "success",
      timeSpent: place === 0 ? (duration ?? 0) : 0,
      firstActivityAt: instant(attempt.first),
      lastActivityAt: instant(completed ?? attempt.last),
      completedAt: completed === undefined ? null : instant(completed),
    };
  });
}

/** Groups facts into attempts: {registration, first, last, completed}, instants in milliseconds. */
function divide(facts) {
  const attempts = [];
  for (const { at, kind, registration } of facts) {
    let attempt = registration ? byRegistration(attempts, registration) : attempts.at(-1);
    // If Percipio does not distinguish attempts, only a further completion indicates a restart.
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
  // An attempt without a registration can continue with one.
  const goesOn = last && !last.registration && last.completed === undefined ? last : undefined;
  return attempts.find((each) => each.registration === registration) ?? goesOn;
}

/** If two facts have the same time, the completion is the later one. */
function rank({ kind }) {
  return kind === "completed" ? 1 : 0;
}

function newest(facts, name) {
  return facts.findLast((fact) => fact[name] !== undefined)?.[name];
}

function instant(at) {
  return new Date(at).toISOString();
}
