import { serverError } from "../errors/serverError.js";
import type { Timers } from "../utils/timers.js";
import { wait, within, withTimeLimit } from "../utils/wait.js";
import type { Backplane } from "./backplane.js";

/**
 * Runs work under a lease, one at a time across all processes. The work calls `stillHeld` right before its last step:
 * a process may be suspended for longer than its lease lives.
 *
 * @throws OnboardingError `ONB-514` when others held the lease for too long, or it was lost
 */
export type WithLease = <T>(name: string, work: (stillHeld: () => Promise<void>) => Promise<T>) => Promise<T>;

const leaseLifetime = 15_000;
const patience = 10_000;
const pause = 20;

export function createWithLease(backplane: Backplane, timers?: Timers | undefined): WithLease {
  /** Work of this process runs in turn, so that only one asks for the lease. */
  const last = new Map<string, Promise<unknown>>();

  const acquire = (name: string) =>
    withTimeLimit(
      patience,
      async (limit) => {
        for (;;) {
          const lease = await backplane.acquire(name, leaseLifetime);
          if (lease) return lease;
          await wait(pause, limit, timers);
          if (limit.aborted) throw serverError("leaseContended");
        }
      },
      timers,
    );

  const leased: WithLease = async (name, work) => {
    const lease = await acquire(name);
    try {
      return await work(async () => {
        if (!(await lease.renew())) throw serverError("leaseContended");
      });
    } finally {
      // The work is done, and the lease expires by itself.
      await lease.release().catch(() => undefined);
    }
  };

  return (name, work) => {
    const before = last.get(name) ?? Promise.resolve();
    // Work that never ends loses its lease, and must not block the others for ever.
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
