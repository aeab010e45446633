const firstDelay = 500;
const longestDelay = 8_000;

/** How long to wait before the next try: as long as was asked, else a random part of a doubling time. */
export function retryDelay(attempt: number, asked: number | undefined, random: () => number): number {
  const backoff = Math.min(longestDelay, firstDelay * 2 ** attempt);
  // At least half: a try at once would meet the same trouble.
  return asked === undefined ? backoff * (0.5 + random() / 2) : asked + random() * 100;
}
