// Validates xAPI statements. Percipio sends one, a list, or either as the first part of several.

import { milliseconds } from "./durations.mjs";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const IRI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
const MAILBOX = /^mailto:[^@\s]+@[^@\s]+$/i;
const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?$/i;
const DEEPEST = 50;

/** An invalid request; the message names the problem and becomes the response. */
export class BadRequest extends Error {
  constructor(message, status = 400) {
    super(message);
    this.status = status;
  }
}

/** The statements of a request body in any supported format, not yet validated. */
export function readBody(bytes, contentType) {
  const type = contentType.split(";")[0].trim().toLowerCase();
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new BadRequest("The body is not UTF-8 text; send JSON in UTF-8.");
  }
  if (type === "multipart/mixed") text = firstPart(text, contentType);
  else if (type !== "application/json") {
    throw new BadRequest(`The content type ${type || "is missing and"} is not taken; send application/json.`);
  }
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    throw new BadRequest("The body is no JSON; send one statement or a list of them.");
  }
  return Array.isArray(found) ? found : [found];
}

function firstPart(text, contentType) {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  const part = boundary && text.split(`--${boundary}`)[1];
  const begin = part?.indexOf("\r\n\r\n") ?? -1;
  if (begin < 0) throw new BadRequest("The body has no parts; check the boundary of the content type.");
  return part.slice(begin + 4);
}

/** The problem of a statement, in one sentence, or undefined. */
export function problem(statement) {
  if (!isObject(statement)) return "a statement is a JSON object";
  if (hasNull(statement, 0)) return "null stands in it, or it is nested too deep";
  const { id, actor, verb, object, timestamp, result = {}, context = {} } = statement;
  if (id !== undefined && !UUID.test(id)) return "id must be a UUID";
  if (!isObject(actor)) return "actor must be there, and be an object";
  if (!isSomebody(actor)) return "actor must have one identifier: mbox, mbox_sha1sum, openid or account";
  if (!isObject(verb) || !isIri(verb.id)) return "verb must be there, with an id that is an IRI";
  if (!isObject(object)) return "object must be there, and be an object";
  if ((object.objectType ?? "Activity") === "Activity" && !isIri(object.id)) return "object.id must be an IRI";
  if (timestamp !== undefined && !isTimestamp(timestamp)) return "timestamp must be a date and time, ISO 8601";
  if (!isObject(result)) return "result must be an object";
  if (!isObject(context)) return "context must be an object";
  if (context.registration !== undefined && !UUID.test(context.registration)) return "context.registration must be a UUID";
  return problemOfResult(result);
}

function problemOfResult({ score = {}, duration, success, completion }) {
  if (!isObject(score)) return "result.score must be an object";
  for (const name of ["scaled", "raw", "min", "max"]) {
    if (score[name] !== undefined && typeof score[name] !== "number") return `result.score.${name} must be a number`;
  }
  if (score.scaled !== undefined && Math.abs(score.scaled) > 1) return "result.score.scaled runs from -1 to 1";
  if (duration !== undefined && milliseconds(duration) === undefined) return "result.duration must be an ISO 8601 duration";
  if (success !== undefined && typeof success !== "boolean") return "result.success must be true or false";
  if (completion !== undefined && typeof completion !== "boolean") return "result.completion must be true or false";
  return undefined;
}

function isSomebody({ mbox, mbox_sha1sum, openid, account, member }) {
  if ([mbox, mbox_sha1sum, openid, account].filter((each) => each !== undefined).length !== 1) {
    return mbox === undefined && account === undefined && Array.isArray(member);
  }
  if (mbox !== undefined) return typeof mbox === "string" && MAILBOX.test(mbox);
  if (account !== undefined) return isObject(account) && isIri(account.homePage) && typeof account.name === "string" && account.name !== "";
  return true;
}

function isTimestamp(text) {
  const [, year, month, day] = (typeof text === "string" && TIMESTAMP.exec(text)) || [];
  // Date.parse turns 30 February into 2 March.
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === Number(day) && month >= 1 && month <= 12;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isIri(value) {
  return typeof value === "string" && IRI.test(value);
}

function hasNull(value, depth) {
  if (value === null || depth > DEEPEST) return true;
  return typeof value === "object" && Object.entries(value).some(([name, each]) => name !== "extensions" && hasNull(each, depth + 1));
}
