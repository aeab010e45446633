import { OnboardingError } from "../../core/errors.js";
import { parseRetryAfter } from "../../core/retryAfter.js";

/** What Codat's answers say of how much may still be asked, so that nothing is asked in vain. */
export interface CodatQuota {
  /** @throws OnboardingError `ONB-511` until more may be asked */
  check(): void;
  /** Remembers what an answer says. */
  note(response: Response): void;
}

/** Codat's day ends at midnight, UTC. */
const day = 24 * 60 * 60 * 1000;
/** A shorter wait is left to the retries. */
const shortWait = 10_000;

export function createCodatQuota(now: () => Date): CodatQuota {
  let closedUntil = 0;

  return {
    check() {
      if (now().getTime() >= closedUntil) return;
      throw new OnboardingError(
        "ONB-511",
        "Codat takes no more calls for now: the quota of this API key is used up. It opens again by midnight UTC.",
        { recoverable: true },
      );
    },

    note({ status, headers }) {
      const time = now().getTime();
      const remaining = headers.get("x-rate-limit-remaining");
      const reset = Date.parse(headers.get("x-rate-limit-reset") ?? "");
      const wait = status === 429 ? parseRetryAfter(headers.get("retry-after"), time) : undefined;
      const usedUp = remaining !== null && /^\s*(0|-\d+)\s*$/.test(remaining);
      const until = usedUp && reset > time ? reset : time + (wait ?? 0);
      if (!(usedUp && reset > time) && (wait ?? 0) <= shortWait) return;
      // A reset that lies further away than Codat's own midnight is no reset.
      closedUntil = Math.min(until, (Math.floor(time / day) + 1) * day);
    },
  };
}
