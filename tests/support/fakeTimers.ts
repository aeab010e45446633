/** A clock and timers that stand still until told. */
export interface FakeTimers {
  /** Milliseconds. */
  now(): number;
  setTimeout: typeof globalThis.setTimeout;
  clearTimeout: typeof globalThis.clearTimeout;
  /** How many timers wait, and for how long each. */
  waits(): number[];
  /** Lets time pass, timer by timer, and what each of them sets off. */
  pass(milliseconds: number): Promise<void>;
}

export function createFakeTimers(start = Date.parse("2026-03-02T09:00:00.437Z")): FakeTimers {
  const due = new Map<number, { at: number; run: () => void }>();
  let time = start;
  let last = 0;
  const setTimeout = (run: () => void, milliseconds = 0) => {
    due.set(++last, { at: time + milliseconds, run });
    return last;
  };
  const clearTimeout = (timer: unknown) => void due.delete(timer as number);
  return {
    now: () => time,
    setTimeout: setTimeout as unknown as typeof globalThis.setTimeout,
    clearTimeout: clearTimeout as unknown as typeof globalThis.clearTimeout,
    waits: () => [...due.values()].map(({ at }) => at - time),
    async pass(milliseconds) {
      await settled();
      const end = time + milliseconds;
      for (;;) {
        const [next] = [...due].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
        if (!next) break;
        due.delete(next[0]);
        time = Math.max(time, next[1].at);
        next[1].run();
        await settled();
      }
      time = end;
      await settled();
    },
  };
}

/** Everything that was under way without a timer or a socket has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
