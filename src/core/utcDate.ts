/**
 * Milliseconds since 1970 of a date as Codat's API or an HTTP header writes it. A time without a zone is UTC
 * (Codat's "Date and time" guide).
 *
 * @returns `NaN` for anything else
 */
export function parseUtcDate(value: unknown): number {
  // The longest that either writes, seven digits of a second and an offset, has 33 characters.
  if (typeof value !== "string" || value.length > 40) return Number.NaN;
  return Date.parse(/(z|gmt|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
}

/** The same as ISO 8601 in UTC; `undefined` for anything but a date. */
export function utcDate(value: unknown): string | undefined {
  const time = parseUtcDate(value);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
