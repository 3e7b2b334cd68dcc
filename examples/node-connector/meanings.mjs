// Interprets a statement about a course. Pure functions of values.

import { milliseconds } from "./durations.mjs";

const COMPLETED = "http://adlnet.gov/expapi/verbs/completed";
const ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment";
const ACTIVITY = /^https:\/\/xapi\.percipio\.com\/xapi\/[a-z]+\/([^/]+)$/i;

/**
 * The fact in a statement: {item, kind, at, registration, score, duration}, or undefined if
 * `isKnown` does not know its item. Kinds: completed, started, and scored for a test inside a
 * course, which sets the score of that course but neither starts nor completes it.
 */
export function factIn(statement, isKnown, received) {
  const { object, verb, result = {}, context = {} } = statement;
  const at = Date.parse(statement.timestamp ?? received);
  const fact = { at, registration: context.registration, score: percent(result.score) };
  const item = itemOf(object);
  if (isKnown(item)) {
    const kind = verb.id === COMPLETED ? "completed" : "started";
    return { ...fact, item, kind, duration: milliseconds(result.duration) };
  }
  const parents = [context.contextActivities?.parent ?? []].flat();
  const course = parents.map(itemOf).find(isKnown);
  // A video inside a course is irrelevant for the course.
  if (object.definition?.type !== ASSESSMENT || !course || fact.score === undefined) return undefined;
  return { ...fact, item: course, kind: "scored" };
}

/** The actor's identifier of the configured kind; undefined if it has none. */
export function identifierOf({ mbox, account }, method) {
  if (method === "email") return mbox?.replace(/^mailto:/i, "").toLowerCase();
  return account?.name;
}

function itemOf(activity) {
  return ACTIVITY.exec(activity?.id ?? "")?.[1];
}

/** A score in whole percent, rounded half up: `scaled` if given, otherwise raw / maximum. */
function percent({ scaled, raw, max } = {}) {
  const share = scaled ?? (raw === undefined ? undefined : raw / (max > 0 ? max : 100));
  if (share === undefined) return undefined;
  // 0.285 * 100 is 28.499999999999996; six digits are more than enough.
  const rounded = Math.round(Number((share * 100).toFixed(6)));
  return Math.min(100, Math.max(0, rounded));
}
