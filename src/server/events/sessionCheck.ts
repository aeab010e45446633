import type { Customer } from "../options/options.js";

/** The customer and the company of a session. */
export interface SessionOwner {
  customer: Customer;
  companyId: string;
}

/** Checks from time to time that a stream's session is still the one that opened it. */
export interface SessionCheck {
  /** Checks again if the last answer is too old. @param time - in milliseconds */
  tick(time: number): void;
  /** Checks again now. Never rejects. */
  check(time: number): Promise<void>;
}

/** Options of {@link createSessionCheck}. All times in milliseconds. */
export interface SessionCheckOptions {
  owner: SessionOwner;
  recheck: () => Promise<SessionOwner | null>;
  checkedAt: number;
  /** How old an answer may be before the session is checked again. */
  interval: number;
  /** How old an answer may be before the stream ends: a check that fails does not mean a sign-out, for a while. */
  patience: number;
  onEnd: () => void;
}

/** Ends a stream whose session has ended, or belongs to another customer or company. */
export function createSessionCheck(options: SessionCheckOptions): SessionCheck {
  const { owner, recheck, interval, patience, onEnd } = options;
  let { checkedAt } = options;
  let isAsking = false;

  async function ask(time: number): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    try {
      const found = await recheck();
      if (found && isSame(found, owner)) checkedAt = time;
      else onEnd();
    } catch {
      // The next tick checks again.
    } finally {
      isAsking = false;
    }
  }

  return {
    tick(time) {
      const age = time - checkedAt;
      if (age >= patience) onEnd();
      else if (age >= interval) void ask(time);
    },
    check: ask,
  };
}

function isSame(a: SessionOwner, b: SessionOwner): boolean {
  return (
    a.companyId === b.companyId &&
    a.customer.id === b.customer.id &&
    a.customer.user?.id === b.customer.user?.id
  );
}
