import type { Timers } from "../../src/server/utils/timers.js";

/** A clock and timers that only a test moves. */
export interface VirtualTime {
  now(): Date;
  timers: Timers;
  /** Goes on by so many milliseconds, and runs what is due on the way, each with all that follows from it. */
  advance(milliseconds: number): Promise<void>;
  /** How many timers are waiting. */
  readonly waiting: number;
}

export function createVirtualTime(start = "2026-11-23T09:00:00.437Z"): VirtualTime {
  let time = Date.parse(start);
  const due = new Map<object, { at: number; run: () => void }>();

  return {
    now: () => new Date(time),
    timers: {
      setTimeout(run, milliseconds) {
        const timer = {};
        due.set(timer, { at: time + milliseconds, run });
        return timer;
      },
      clearTimeout(timer) {
        due.delete(timer as object);
      },
    },
    async advance(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        await settled();
        const [next] = [...due].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
        if (!next) break;
        const [timer, { at, run }] = next;
        due.delete(timer);
        time = Math.max(time, at);
        run();
      }
      time = end;
      await settled();
    },
    get waiting() {
      return due.size;
    },
  };
}

/** Promises have run as far as they can. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
