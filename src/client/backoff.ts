/** Milliseconds. */
const base = 1_000;
const cap = 30_000;

/**
 * Milliseconds to wait before the next try: full jitter, so that a thousand that were cut off together do not come
 * back together.
 *
 * @param attempt - how many have failed in a row
 * @param asked - what the server asked for, which is kept to as far as it is bearable
 */
export function backoff(attempt: number, asked: number | undefined, random: () => number): number {
  const ceiling = Math.min(cap, base * 2 ** attempt);
  return Math.min(cap, (asked ?? 0) + random() * (asked ? base : ceiling));
}
