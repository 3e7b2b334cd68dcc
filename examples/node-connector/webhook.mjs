// The webhook for Percipio: a token endpoint, and the address for statements.

import { createHmac, timingSafeEqual } from "node:crypto";
import { BadRequest, problem, readBody } from "./statements.mjs";

const LIFETIME = 3600;

/** POST to the token endpoint: client ID and secret, as a form or JSON. A token lasts an hour. */
export function giveToken(world, bytes, headers) {
  const asked = readCredentials(bytes, headers["content-type"] ?? "");
  const { client_id, client_secret, grant_type = "client_credentials" } = asked;
  if (grant_type !== "client_credentials") {
    return refusal(400, "unsupported_grant_type", "Only client_credentials is granted here.");
  }
  const { credentials } = world;
  if (!isEqual(client_id, credentials.client_id) || !isEqual(client_secret, credentials.client_secret)) {
    return refusal(401, "invalid_client", "The client ID or its secret is wrong; copy both once more.");
  }
  const ends = String(world.clock.now + LIFETIME * 1000);
  const access_token = `${ends}.${signature(credentials, ends)}`;
  return { status: 200, body: { access_token, token_type: "Bearer", expires_in: LIFETIME } };
}

/** POST of statements. After a 200 they are on disk, so the sender need not repeat them. */
export function takeStatements(world, bytes, headers) {
  if (!isGoodToken(world, headers.authorization ?? "")) {
    return refusal(401, "invalid_token", "No valid OAuth token came with it; ask the token endpoint for one.");
  }
  const version = headers["x-experience-api-version"] ?? "1.0";
  if (!/^1\.0(\.|$)/.test(version)) {
    return refusal(400, "unsupported_version", "Statements are taken under version 1.0.x of xAPI.");
  }
  const statements = readBody(bytes, headers["content-type"] ?? "");
  const problems = statements.map(problem);
  const good = statements.filter((_, place) => problems[place] === undefined);
  // An invalid statement does not affect valid ones in the same request; alone it is rejected.
  if (good.length === 0 && statements.length > 0) {
    throw new BadRequest(`No statement can be taken: ${problems[0]}.`);
  }
  const ids = good.map((each) => world.delivery.accept(each, JSON.stringify(each)));
  world.store.sync();
  world.delivery.wake();
  if (good.length === 1 && ids[0] === undefined) {
    return refusal(409, "conflict", "Another statement with this id was taken before; ids are used once.");
  }
  return { status: 200, body: ids.filter((id) => id !== undefined) };
}

export function refusal(status, error, message) {
  const body = { error, error_description: message };
  return { status, body, headers: status === 401 ? { "www-authenticate": "Bearer" } : {} };
}

function readCredentials(bytes, contentType) {
  const text = bytes.toString("utf8");
  if (!contentType.startsWith("application/json")) return Object.fromEntries(new URLSearchParams(text));
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new BadRequest("The body is no JSON; send client_id and client_secret.");
  }
}

/** A token contains its expiry and a signature, so it needs no storage. */
function isGoodToken(world, authorization) {
  const [, ends, proof] = /^Bearer (\d+)\.([0-9a-f]+)$/i.exec(authorization) ?? [];
  return ends !== undefined && isEqual(proof, signature(world.credentials, ends)) && world.clock.now < Number(ends);
}

function signature({ client_id, client_secret }, ends) {
  return createHmac("sha256", client_secret).update(`${client_id} ${ends}`).digest("hex");
}

/** Compares in constant time. */
function isEqual(given, held) {
  const digest = (text) => createHmac("sha256", "compare").update(String(text)).digest();
  return timingSafeEqual(digest(given), digest(held));
}
