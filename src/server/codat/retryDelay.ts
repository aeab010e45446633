const firstDelay = 500;
const longestDelay = 8_000;

/** How long `Retry-After` asks to wait, in milliseconds: it may be seconds or a date. */
export function retryAfter(headers: Headers, now: Date): number | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

/** How long to wait before the next try: as long as was asked, else a random part of a doubling time. */
export function retryDelay(attempt: number, asked: number | undefined, random: () => number): number {
  const backoff = Math.min(longestDelay, firstDelay * 2 ** attempt);
  // At least half: a try at once would meet the same trouble.
  return asked === undefined ? backoff * (0.5 + random() / 2) : asked + random() * 100;
}
