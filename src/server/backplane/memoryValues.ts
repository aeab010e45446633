/** The values and leases of a memory backplane, until they expire. */
export interface MemoryValues {
  get(key: string): string | undefined;
  set(key: string, value: string, lifetime: number): void;
  delete(key: string): void;
  /** @returns the new holder; `undefined` while there is another */
  acquire(key: string, lifetime: number): symbol | undefined;
  renew(key: string, holder: symbol, lifetime: number): boolean;
  release(key: string, holder: symbol): void;
  clear(): void;
}

const sweepEvery = 60_000;

/** Above `remembered` values, the one that was set first is dropped. */
export function createMemoryValues(options: { remembered: number; clock: () => number }): MemoryValues {
  const { remembered, clock } = options;
  const values = new Map<string, { value: string; until: number }>();
  const leases = new Map<string, { holder: symbol; until: number }>();
  let swept = clock();

  function sweep(): void {
    const at = clock();
    // The absolute difference, in case the clock was set back.
    if (Math.abs(at - swept) < sweepEvery) return;
    swept = at;
    for (const entries of [values, leases])
      for (const [key, { until }] of entries) if (until <= at) entries.delete(key);
  }

  function holds(key: string, holder: symbol): boolean {
    const lease = leases.get(key);
    return lease?.holder === holder && lease.until > clock();
  }

  return {
    get(key) {
      const entry = values.get(key);
      return entry && entry.until > clock() ? entry.value : undefined;
    },
    set(key, value, lifetime) {
      sweep();
      values.delete(key);
      values.set(key, { value, until: clock() + lifetime });
      if (values.size <= remembered) return;
      for (const first of values.keys()) {
        values.delete(first);
        break;
      }
    },
    delete(key) {
      values.delete(key);
    },
    acquire(key, lifetime) {
      sweep();
      const lease = leases.get(key);
      if (lease && lease.until > clock()) return undefined;
      const holder = Symbol(key);
      leases.set(key, { holder, until: clock() + lifetime });
      return holder;
    },
    renew(key, holder, lifetime) {
      if (!holds(key, holder)) return false;
      leases.set(key, { holder, until: clock() + lifetime });
      return true;
    },
    release(key, holder) {
      if (leases.get(key)?.holder === holder) leases.delete(key);
    },
    clear() {
      values.clear();
      leases.clear();
    },
  };
}
