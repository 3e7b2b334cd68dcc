// The control protocol, through which the suite acts as administrator and sets the clock.

import { BadRequest } from "./statements.mjs";
import { World } from "./world.mjs";

const PARAMETERS = ["organization_id", "bearer_token", "tenant_url"];
const METHODS = ["email", "username", "external_id"];
const KINDS = [
  ...["course", "book", "audiobook", "channel", "journey"],
  ...["linked_content", "assessment", "benchmark", "uncategorized"],
];
const isText = (value) => typeof value === "string" && value.trim() !== "";
const isList = (value, of) => Array.isArray(value) && value.every(of);
const ALLOWED = {
  learner_identification: (value) => METHODS.includes(value),
  languages: (value) => isList(value, isText),
  content_types: (value) => isList(value, (each) => KINDS.includes(each)),
  tags_synchronization: (value) => typeof value === "boolean",
  globalization: (value) => typeof value === "boolean",
};

export const DESCRIPTION = {
  name: "Node.js example connector",
  version: "1.0.0",
  protocol: "1",
  capabilities: ["courses", "statistics", "tags", "filters", "globalization"],
  clock: "full",
};

/** The calls by method and name; `app` holds the present world. Each returns {status, body}. */
export const CALLS = {
  "GET describe": () => ok(DESCRIPTION),
  "POST reset": (app, message) => {
    app.world?.end();
    app.world = World.begin(app.path, message);
    return { status: 204 };
  },
  "POST setup": (app, message) => {
    const missing = PARAMETERS.find((name) => !isText(message[name]));
    if (missing) {
      return refused(400, "missing_value", `The ${missing} is missing; all three values are needed.`, missing);
    }
    app.world.setUp(message);
    return { status: 202 };
  },
  "GET status": (app) => ok(app.world.status()),
  "GET settings": (app) => ok(app.world.settings),
  "PUT settings": (app, message) => {
    for (const [name, value] of Object.entries(message)) {
      if (!ALLOWED[name]?.(value)) {
        return refused(400, "invalid_value", `The setting ${name} cannot have this value.`, name);
      }
    }
    app.world.change(message);
    return ok(app.world.settings);
  },
  "GET webhook": (app) => ok({
    ...app.world.credentials,
    statement_url: `${app.url}/api/skillsoft`,
    token_endpoint: `${app.url}/api/skillsoft/oauth2/token`,
  }),
  "GET clock": (app) => ok(app.world.clock.report()),
  "PUT clock": (app, { now }) => {
    if (Date.parse(now) < app.world.clock.now) {
      return refused(409, "time_went_back", "Time never goes back; reset the connector to begin earlier.", "now");
    }
    app.world.clock.move(now);
    return ok(app.world.clock.report());
  },
};

/** Responds to one call. */
export function control(app, method, name, bytes) {
  const call = CALLS[`${method} ${name}`];
  if (!call) return refused(404, "unknown_call", `There is no call ${method} ${name}.`);
  const needsWorld = name !== "describe" && name !== "reset";
  if (needsWorld && !app.world) return refused(409, "no_world", "There is no world yet; begin with POST reset.");
  let message;
  try {
    message = bytes.length > 0 ? JSON.parse(bytes.toString("utf8")) : {};
  } catch {
    throw new BadRequest("The body is no JSON.");
  }
  return call(app, message);
}

export function refused(status, code, message, field) {
  return { status, body: { error: { code, message, ...(field && { field }) } } };
}

function ok(body) {
  return { status: 200, body };
}
