const firstDelay = 500;
const longestDelay = 8_000;

/**
 * Milliseconds to wait before the next try: what `Retry-After` asks for, else exponential back-off with jitter.
 *
 * @param attempt - of the try that failed, from 1
 */
export function retryDelay(attempt: number, retryAfter: number | undefined, random: () => number): number {
  const backoff = Math.min(longestDelay, firstDelay * 2 ** attempt);
  // At least half of it: an immediate retry would fail for the same reason.
  return retryAfter === undefined ? backoff * (0.5 + random() / 2) : retryAfter + random() * 100;
}
