// Percipio's catalog: pages of a data set that the first request freezes.

import { patiently, readJson, Refusal, send } from "./outside.mjs";

const PAGE = 1000;
const TRIES = 7;
// Percipio is slow for the first page of a large catalog.
const LIMIT = 20 * 60_000;

/** One request; returns items and headers. `parameters` are the administrator's input. */
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

/** The whole catalog, page by page. */
export async function* pages(clock, parameters, onRetry) {
  let offset = 0;
  let dataset;
  for (;;) {
    const query = { offset, max: PAGE };
    if (dataset) query.pagingRequestId = dataset;
    const read = () => readPage(clock, parameters, query);
    const { items, headers } = await patiently(clock, TRIES, read, onRetry);
    // Each of the three headers can be missing, and each has different information.
    const link = headers.get("link") ?? "";
    dataset ??= headers.get("x-paging-request-id") ?? link.match(/pagingRequestId=([^&>]+)/)?.[1];
    const total = headers.get("x-total-count");
    if (items.length > 0) yield items;
    offset += items.length;
    if (items.length === 0 || (total === null ? items.length < PAGE : offset >= Number(total))) return;
    // Without the data set's id Percipio would always return its first page.
    if (!dataset) throw new Refusal("Percipio does not say how its catalog goes on", 200);
  }
}
