// Verifies the three values of Setup integration with one page of one item.

import { patiently, Refusal, Trouble } from "./outside.mjs";
import { readPage } from "./percipio.mjs";

// The page announces that verification takes minutes; this delay shows the state meanwhile.
const FIRST_LOOK = 10_000;
const TRIES = 5;

/** Undefined if the values are valid, otherwise the invalid one and a solution. */
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
  return fault("tenant_url", "what answers there is no Percipio catalog; check the address");
}

/** Percipio returns 401 for a wrong token and for a wrong organization; a token names its own. */
function organizationIn(token) {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()).organizationId;
  } catch {
    return undefined; // no JWT: no information
  }
}

function fault(parameter, message) {
  return { parameter, message: `The ${parameter.replaceAll("_", " ")} is refused: ${message}.` };
}
