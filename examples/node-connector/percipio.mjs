// Percipio's catalogue: pages of a data set that is frozen with the first request.

import { patiently, readJson, Refusal, send } from "./outside.mjs";

const PAGE = 1000;
const TRIES = 7;
// Percipio takes its time for the first page of a large catalogue.
const LIMIT = 20 * 60_000;

/** One request; its items and headers. `parameters` are what the administrator typed. */
export async function readPage(clock, parameters, query) {
  const base = parameters.tenant_url.trim().replace(/\/+$/, "");
  const organization = encodeURIComponent(parameters.organization_id.trim());
  const url = `${base}/content-discovery/v2/organizations/${organization}/catalog-content`;
  const answer = await send(clock, "GET", `${url}?${new URLSearchParams(query)}`, {
    headers: { authorization: `Bearer ${parameters.bearer_token.trim()}`, accept: "application/json" },
    limit: LIMIT,
  });
  if (answer.status === 204) return { items: [], headers: answer.headers };
  if (answer.status !== 200) throw new Refusal(`Percipio answered ${answer.status}`, answer.status);
  const items = readJson(answer.text);
  if (!Array.isArray(items)) throw new Refusal("Percipio answered with no list of items", 200);
  return { items, headers: answer.headers };
}

/** The whole catalogue, page by page. */
export async function* pages(clock, parameters, onRetry) {
  let offset = 0;
  let dataset;
  for (;;) {
    const query = { offset, max: PAGE };
    if (dataset) query.pagingRequestId = dataset;
    const read = () => readPage(clock, parameters, query);
    const { items, headers } = await patiently(clock, TRIES, read, onRetry);
    // Any of the three headers may be missing; each tells something the others may not.
    const link = headers.get("link") ?? "";
    dataset ??= headers.get("x-paging-request-id") ?? link.match(/pagingRequestId=([^&>]+)/)?.[1];
    const total = headers.get("x-total-count");
    if (items.length > 0) yield items;
    offset += items.length;
    if (items.length === 0 || (total === null ? items.length < PAGE : offset >= Number(total))) return;
    // Without the data set's id Percipio would answer its first page for ever.
    if (!dataset) throw new Refusal("Percipio does not say how its catalogue goes on", 200);
  }
}
