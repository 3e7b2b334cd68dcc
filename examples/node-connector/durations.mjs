// ISO 8601 durations, as in items and statements.

const PATTERN =
  /^P(?=.)(?:([\d.,]+)W|(?:([\d.,]+)Y)?(?:([\d.,]+)M)?(?:([\d.,]+)D)?(?:T(?=.)(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?)$/;
const DAY = 86_400;
// Years and months have no exact length; in practice they do not occur.
const SECONDS = [7 * DAY, 365 * DAY, 30 * DAY, DAY, 3600, 60, 1];

/** Milliseconds, in whole seconds; undefined for anything else than a duration. */
export function milliseconds(text) {
  const parts = typeof text === "string" ? PATTERN.exec(text)?.slice(1) : undefined;
  if (!parts) return undefined;
  const amounts = parts.map((part) => Number((part ?? "0").replace(",", ".")));
  const seconds = amounts.reduce((sum, amount, place) => sum + amount * SECONDS[place], 0);
  return Number.isFinite(seconds) ? Math.round(seconds) * 1000 : undefined;
}
