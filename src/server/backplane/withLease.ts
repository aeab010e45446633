import { OnboardingError } from "../../core/errors.js";
import type { Timers } from "../utils/unrefTimers.js";
import { timeLimit, wait, within } from "../utils/wait.js";
import type { Backplane } from "./backplane.js";

/**
 * Does a piece of work while nobody else, in this process or another, does one of the same name. `stillHeld` is for
 * right before its last step: a process may sleep longer than its lease lives.
 *
 * @throws OnboardingError `ONB-508`, recoverable, when the others took too long
 */
export type WithLease = <T>(name: string, work: (stillHeld: () => Promise<void>) => Promise<T>) => Promise<T>;

const leaseLifetime = 15_000;
const patience = 10_000;
const pause = 20;

export function createWithLease(backplane: Backplane, timers?: Timers | undefined): WithLease {
  /** Those of this process come one after the other, so that only one of them asks for the lease. */
  const last = new Map<string, Promise<unknown>>();

  const leased: WithLease = async (name, work) => {
    const limit = timeLimit(patience, timers);
    for (;;) {
      const lease = await backplane.acquire(name, leaseLifetime);
      if (lease) {
        try {
          return await work(async () => {
            if (!(await lease.renew())) throw busy();
          });
        } finally {
          // The work is done, and the lease ends by itself.
          await lease.release().catch(() => undefined);
        }
      }
      await wait(pause, limit, timers);
      if (limit.aborted) throw busy();
    }
  };

  return (name, work) => {
    const before = last.get(name) ?? Promise.resolve();
    // One that never ends loses its lease, and must not hold up the others for ever.
    const turn = within(before, patience, timers).then(() => leased(name, work));
    const over = turn
      .catch(() => undefined)
      .then(() => {
        if (last.get(name) === over) last.delete(name);
      });
    last.set(name, over);
    return turn;
  };
}

function busy(): OnboardingError {
  return new OnboardingError("ONB-508", "Another process is still changing the same invites.", {
    recoverable: true,
  });
}
