import type { BucketTake } from "./backplane.js";

/** Token buckets, each by its name. */
export interface MemoryBuckets {
  /** Takes from all, or from none. @returns milliseconds until there is enough; 0 where it was taken */
  take(takes: readonly BucketTake[]): number;
  clear(): void;
}

interface Bucket {
  tokens: number;
  at: number;
  /** When it is full again: it need not be remembered then. */
  fullAt: number;
}

/** How many are looked at in each step. */
const swept = 4;

export function createMemoryBuckets(clock: () => number): MemoryBuckets {
  const buckets = new Map<string, Bucket>();
  let round = buckets.entries();

  function sweep(time: number): void {
    for (let count = 0; count < swept; count++) {
      const { done, value } = round.next();
      if (done) {
        round = buckets.entries();
        break;
      }
      if (value[1].fullAt <= time) buckets.delete(value[0]);
    }
  }

  return {
    take(takes) {
      if (takes.length === 0) return 0;
      const time = clock();
      const taken = takes.map(({ bucket, amount = 1, capacity, every, floor = 0 }) => {
        const { tokens, at } = buckets.get(bucket) ?? { tokens: capacity, at: time };
        const left = Math.min(capacity, tokens + (time - at) / every) - amount;
        const fullAt = time + (capacity - left) * every;
        return { bucket, left, fullAt, wait: Math.ceil((floor - left) * every) };
      });
      const wait = Math.max(0, ...taken.map((one) => one.wait));
      if (wait > 0) return wait;
      for (const { bucket, left, fullAt } of taken) buckets.set(bucket, { tokens: left, at: time, fullAt });
      sweep(time);
      return 0;
    },
    clear: () => buckets.clear(),
  };
}
