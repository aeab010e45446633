/** How moments are spread over time. */
export interface Spread {
  /** How many in each tenth of a second since the first. */
  tenths: number[];
  /** The share of those in the fullest one. */
  fullest: number;
  /** Milliseconds in which the middle half of them lies. */
  middle: number;
}

/** @param moments - in milliseconds */
export function spreadOf(moments: readonly number[]): Spread {
  const first = Math.min(...moments);
  const tenths: number[] = [];
  for (const moment of moments) {
    const tenth = Math.floor((moment - first) / 100);
    while (tenths.length <= tenth) tenths.push(0);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  const sorted = [...moments].sort((a, b) => a - b);
  const quarter = (count: number) => sorted[Math.floor((sorted.length * count) / 4)] ?? 0;
  return {
    tenths,
    fullest: Math.max(0, ...tenths) / Math.max(1, moments.length),
    middle: quarter(3) - quarter(1),
  };
}
