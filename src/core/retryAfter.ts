/**
 * Milliseconds that a `Retry-After` asks to wait (RFC 9110, 10.2.3): a number of seconds, of which some servers send
 * a fraction, or a date.
 *
 * @param now - milliseconds since 1970
 * @returns `undefined` for a header that is missing or says neither; 0 for a date that has passed
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const value = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  // Without a letter it is no HTTP-date, though `Date.parse` would make one of "1,5" or "-1".
  const wait = /[a-z]/i.test(value) ? Date.parse(value) - now : Number.NaN;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
