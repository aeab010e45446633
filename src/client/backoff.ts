/**
 * Milliseconds to wait before the next try: full jitter, so that a thousand that were cut off together do not come
 * back together.
 *
 * @param attempt - how many have failed in a row
 * @param retryAfter - what the server asked for; more than half a minute is not waited, nor by all for as long
 */
export function backoff(attempt: number, retryAfter: number | undefined, random: () => number): number {
  const base = 1_000;
  const cap = 30_000;
  const ceiling = Math.min(cap, base * 2 ** attempt);
  return Math.min(cap - base, retryAfter ?? 0) + random() * (retryAfter ? base : ceiling);
}
