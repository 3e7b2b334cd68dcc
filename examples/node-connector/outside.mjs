// Requests to others, and what to do when they go wrong.

/** It did not work now and may work later. `wait` is in milliseconds, where we were told. */
export class Trouble extends Error {
  constructor(message, wait) {
    super(message);
    this.wait = wait;
  }
}

/** The answer is no, and asking again would not change it. */
export class Refusal extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 300_000;

/** One request. `limit` is how long an answer may take, on the world's clock, in milliseconds. */
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
    // fetch has one kind of error for all that can happen to a connection; its cause says more.
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

/** JSON, or Trouble: real services answer 200 with half a page on a bad day. */
export function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Trouble("answered with something that is not JSON");
  }
}

/** Tries again after Trouble, at longer and longer distances, `tries` times in all. */
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
