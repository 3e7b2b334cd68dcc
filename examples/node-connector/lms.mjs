// A client for 360Learning's API v2, limited to the calls of a connector.

import { patiently, readJson, Refusal, send, Trouble } from "./outside.mjs";

const TRIES = 8;
const POLL = 1_000;

export class Lms {
  #token;
  #tokenEnds = 0;

  constructor(clock, { lms, integration_id, group_id }) {
    this.clock = clock;
    this.access = lms;
    this.integration = integration_id;
    this.group = group_id;
  }

  /** All entries of a list, from all pages. */
  async list(path, query = {}) {
    const found = [];
    let next = `${path}?${new URLSearchParams(query)}`;
    while (next) {
      const answer = await this.#call("GET", next);
      found.push(...readJson(answer.text));
      next = answer.headers.get("link")?.match(/<([^>]+)>;\s*rel="next"/)?.[1];
    }
    return found;
  }

  /** One object, or undefined if it does not exist. */
  async find(path) {
    try {
      return readJson((await this.#call("GET", path)).text);
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return undefined;
      throw error;
    }
  }

  /** Restores an archived course; all other writes are bulk operations. */
  async restore(courseId) {
    await this.#call("PUT", `courses/${courseId}/archive`, { archived: false });
  }

  /** Sends objects in operations of at most `most`, and returns the result of each. */
  async bulk(method, path, objects, most) {
    const results = [];
    for (let start = 0; start < objects.length; start += most) {
      const input = objects.slice(start, start + most);
      // All operations are idempotent: they contain the final state, so they can be sent twice.
      results.push(...(await patiently(this.clock, TRIES, () => this.#operation(method, path, input))));
    }
    return results;
  }

  /** The archived courses of this connector, archived by the connector or by a person. */
  async archived() {
    const query = { "status[eq]": "archived", "type[eq]": "external", "groupId[eq]": this.group };
    return new Set((await this.list("courses", query)).map((course) => course._id));
  }

  async #operation(method, path, input) {
    const accepted = await this.#call(method, path, { input });
    const place = accepted.headers.get("location");
    for (;;) {
      const { status, errorMessage } = readJson((await this.#call("GET", place)).text);
      if (status === "error") throw new Trouble(`360Learning broke an operation off: ${errorMessage}`);
      if (status === "completed") return readJson((await this.#call("GET", `${place}/results`)).text);
      await this.clock.sleep(POLL);
    }
  }

  #call(method, path, body) {
    return patiently(this.clock, TRIES, async () => {
      const url = new URL(path, `${this.access.base_url}/api/v2/`);
      const headers = { authorization: `Bearer ${await this.#signIn()}`, "360-api-version": "v2.0" };
      if (body) headers["content-type"] = "application/json";
      const answer = await send(this.clock, method, url, { headers, body: body && JSON.stringify(body) });
      if (answer.status === 401) {
        this.#tokenEnds = 0;
        throw new Trouble("360Learning refused our token");
      }
      if (answer.status >= 400) {
        throw new Refusal(`360Learning: ${answer.text.slice(0, 300)}`, answer.status);
      }
      return answer;
    });
  }

  async #signIn() {
    if (this.clock.now >= this.#tokenEnds) {
      const { client_id, client_secret } = this.access;
      const answer = await send(this.clock, "POST", `${this.access.base_url}/api/v2/oauth2/token`, {
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ grant_type: "client_credentials", client_id, client_secret }),
      });
      if (answer.status !== 200) {
        throw new Refusal(`360Learning gives us no token (${answer.status})`, answer.status);
      }
      const { access_token, expires_in } = readJson(answer.text);
      this.#token = access_token;
      // One minute early, so that a token does not expire in transit.
      this.#tokenEnds = this.clock.now + (expires_in - 60) * 1000;
    }
    return this.#token;
  }
}
