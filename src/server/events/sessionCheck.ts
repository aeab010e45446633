import type { Customer } from "../options/options.js";

/** Whose a session is, and which company. */
export interface SessionOwner {
  customer: Customer;
  companyId: string;
}

/** Looks now and then whether a stream's session is still the one that opened it. */
export interface SessionCheck {
  /** Looks again if it is time. @param time - in milliseconds */
  tick(time: number): void;
  /** Looks again now. Never rejects. */
  check(time: number): Promise<void>;
}

/** Options of {@link createSessionCheck}. All times in milliseconds. */
export interface SessionCheckOptions {
  owner: SessionOwner;
  recheck: () => Promise<SessionOwner | null>;
  checkedAt: number;
  /** How old an answer may be before it is asked for again. */
  interval: number;
  /** How old an answer may be before the stream ends: whoever cannot be asked has not signed out, for a while. */
  patience: number;
  onEnd: () => void;
}

/** Ends a stream whose session is over, or has become another's, or has another company. */
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
      // It is asked again on the next tick.
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
