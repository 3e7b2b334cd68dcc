// Requests to the platforms, and the handling of their errors.

/** A temporary error. `wait` is in milliseconds, if the platform named a time. */
export class Trouble extends Error {
  constructor(message, wait) {
    super(message);
    this.wait = wait;
  }
}

/** A permanent error: a retry would not help. */
export class Refusal extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 300_000;

/** One request. `limit` is its timeout on the simulated clock, in milliseconds. */
export async function send(clock, method, url, { headers = {}, body, limit = 120_000 } = {}) {
  const abort = new AbortController();
  const giveUp = () => abort.abort();
  const callOff = clock.at(clock.now + limit, giveUp);
  clock.signal.addEventListener("abort", giveUp);
  let status, answered, text;
  try {
    const answer = await fetch(url, { method, headers, body, signal: abort.signal });
    [status, answered] = [answer.status, answer.headers];
    text = await answer.text();
  } catch (error) {
    // fetch reports every connection error in the same way; only its cause has details.
    throw new Trouble(`no answer (${error.cause?.code ?? error.name})`);
  } finally {
    callOff();
    clock.signal.removeEventListener("abort", giveUp);
  }
  if (status === 429 || status >= 500) {
    const seconds = Number(answered.get("retry-after"));
    throw new Trouble(`answered ${status}`, seconds > 0 ? seconds * 1000 : undefined);
  }
  return { status, headers: answered, text };
}

/** Parses JSON or throws Trouble, because real services sometimes truncate a 200 response. */
export function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Trouble("answered with something that is not JSON");
  }
}

/** Retries after Trouble with increasing delays, `tries` times in total. */
export async function patiently(clock, tries, attempt, onRetry = () => {}) {
  for (let number = 1; ; number += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Trouble) || number >= tries) throw error;
      onRetry();
      await clock.sleep(error.wait ?? Math.min(FIRST_WAIT * 2 ** (number - 1), LONGEST_WAIT));
    }
  }
}
