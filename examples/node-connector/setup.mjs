// Setup integration: are the three values right? One page of one item tells.

import { patiently, Refusal, Trouble } from "./outside.mjs";
import { readPage } from "./percipio.mjs";

// The administrator is told that it takes minutes, and sees that something is being done.
const FIRST_LOOK = 10_000;
const TRIES = 5;

/** Undefined when the values are right, or else which of them is not and what to do. */
export async function verify(clock, parameters) {
  await clock.sleep(FIRST_LOOK);
  try {
    await patiently(clock, TRIES, () => readPage(clock, parameters, { offset: 0, max: 1 }));
    return undefined;
  } catch (error) {
    if (error instanceof Trouble) {
      return fault("tenant_url", `no Percipio could be reached there: ${error.message}; check the address`);
    }
    if (!(error instanceof Refusal)) throw error;
    return refused(error, parameters);
  }
}

function refused({ status }, { bearer_token, organization_id }) {
  if (status === 401 || status === 403) {
    const named = organizationIn(bearer_token);
    if (named && named.toLowerCase() !== organization_id.trim().toLowerCase()) {
      return fault("organization_id", "the bearer token belongs to another organization; check both values");
    }
    return fault("bearer_token", "Percipio does not accept it; ask Skillsoft for a valid one");
  }
  if (status === 400) return fault("organization_id", "Percipio knows no such organization; check the value");
  return fault("tenant_url", "what answers there is no Percipio catalogue; check the address");
}

/** Percipio says 401 to both a wrong token and a wrong organization; its tokens name theirs. */
function organizationIn(token) {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()).organizationId;
  } catch {
    return undefined; // no JWT: it tells nothing
  }
}

function fault(parameter, message) {
  return { parameter, message: `The ${parameter.replaceAll("_", " ")} is refused: ${message}.` };
}
