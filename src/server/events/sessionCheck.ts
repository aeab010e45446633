import type { Customer } from "../options/options.js";
import type { Semaphore } from "../utils/semaphore.js";
import type { Timers } from "../utils/timers.js";
import { within } from "../utils/wait.js";

/** The customer and the company of a session. */
export interface SessionOwner {
  customer: Customer;
  companyId: string;
}

/** Checks from time to time that a stream's session is still the one that opened it. */
export interface SessionCheck {
  /** Checks again if it is due. @param time - in milliseconds */
  tick(time: number): void;
  /** Checks again now. Never rejects. @returns whether the session holds; `false` too where it could not be checked */
  check(time: number): Promise<boolean>;
  /** Gives up its place in the line. */
  stop(): void;
}

/** Options of {@link createSessionCheck}. All times in milliseconds. */
export interface SessionCheckOptions {
  owner: SessionOwner;
  recheck: () => Promise<SessionOwner | null>;
  /** How many sessions are checked at once, of all streams. */
  line: Semaphore;
  checkedAt: number;
  /** How often it is checked. */
  interval: number;
  /** The part of the first interval to wait: streams that began together are not checked together. */
  phase: number;
  /** How old an answer may be before the stream ends: a check that fails does not mean a sign-out, for a while. */
  patience: number;
  onEnd: () => void;
  timers?: Timers | undefined;
}

/** Milliseconds after which a check that has not answered makes room for another. */
const longestCheck = 20_000;

/** Ends a stream whose session has ended, or belongs to another customer or company. */
export function createSessionCheck(options: SessionCheckOptions): SessionCheck {
  const { owner, recheck, line, interval, patience, onEnd, timers } = options;
  let { checkedAt } = options;
  let dueAt = checkedAt + interval * options.phase;
  let asking: Promise<boolean> | undefined;
  let waiting: AbortController | undefined;

  async function ask(time: number): Promise<boolean> {
    waiting = new AbortController();
    const release = await line.take(waiting.signal);
    if (!release) return false;
    try {
      const found = await within(recheck(), longestCheck, timers);
      if (found === undefined) return false;
      if (!found || !isSame(found, owner)) {
        onEnd();
        return false;
      }
      checkedAt = time;
      while (dueAt <= time) dueAt += interval;
      return true;
    } catch {
      // The next tick checks again.
      return false;
    } finally {
      release();
    }
  }

  function begin(time: number): Promise<boolean> {
    asking = ask(time).finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return {
    tick(time) {
      if (time - checkedAt >= patience) onEnd();
      else if (time >= dueAt && !asking) void begin(time);
    },
    async check(time) {
      // An answer that is on its way may be older than what this one is for.
      while (asking) await asking;
      return begin(time);
    },
    stop: () => waiting?.abort(),
  };
}

function isSame(a: SessionOwner, b: SessionOwner): boolean {
  return (
    a.companyId === b.companyId &&
    a.customer.id === b.customer.id &&
    a.customer.user?.id === b.customer.user?.id
  );
}
