import { parseRetryAfter } from "../../core/retryAfter.js";
import { serverError } from "../errors/serverError.js";

/** What Codat's answers say about the remaining quota, so that no call is made that would be refused. */
export interface CodatQuota {
  /** @throws OnboardingError `ONB-511` until calls are allowed again */
  check(): void;
  /** Remembers what an answer says about the quota. */
  note(response: Response): void;
}

/** Codat's daily quota is reset at midnight, UTC. */
const day = 24 * 60 * 60 * 1000;
/** A shorter wait is left to the retries. */
const shortWait = 10_000;

export function createCodatQuota(now: () => Date): CodatQuota {
  let closedUntil = 0;

  return {
    check() {
      if (now().getTime() >= closedUntil) return;
      throw serverError("quotaUsedUp");
    },

    note({ status, headers }) {
      const time = now().getTime();
      const remaining = headers.get("x-rate-limit-remaining");
      const reset = Date.parse(headers.get("x-rate-limit-reset") ?? "");
      const wait = status === 429 ? parseRetryAfter(headers.get("retry-after"), time) : undefined;
      const usedUp = remaining !== null && /^\s*(0|-\d+)\s*$/.test(remaining);
      const until = usedUp && reset > time ? reset : time + (wait ?? 0);
      if (!(usedUp && reset > time) && (wait ?? 0) <= shortWait) return;
      // A reset later than Codat's own midnight cannot be right.
      closedUntil = Math.min(until, (Math.floor(time / day) + 1) * day);
    },
  };
}
