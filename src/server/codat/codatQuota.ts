import type { OnboardingError } from "../../core/errors.js";
import { parseRetryAfter } from "../../core/retryAfter.js";
import { serverError } from "../errors/serverError.js";

/**
 * What Codat's answers say about the day's calls, which all that use the API key share: Codat counts them, so processes
 * need not tell each other.
 */
export interface CodatQuota {
  /** @throws OnboardingError `ONB-511` until calls are allowed again */
  check(): void;
  /** Whether only the reserve is left. */
  isLow(): boolean;
  /** What is said to those who must leave the reserve to others. */
  reserved(): OnboardingError;
  /** Whether less than half of the day is left: what can be done without is left out. */
  isHalfSpent(): boolean;
  /** Remembers what an answer says about the quota. */
  note(response: Response): void;
  /** Calls a day. A new account has 1,000. */
  limit(): number;
  /** Calls left of the day, where an answer has said so. */
  left(): number | undefined;
  /** Until when no call is allowed, in milliseconds; `undefined` where calls are. */
  closedUntil(): number | undefined;
}

/** Codat's daily quota is reset at midnight, UTC. */
const day = 24 * 60 * 60 * 1000;
/** A shorter wait is left to the retries. */
const shortWait = 10_000;
/** Milliseconds over which those who were told to wait come back. */
const spread = 60_000;

/** @returns milliseconds until midnight, UTC */
export function untilMidnight(time: number): number {
  return (Math.floor(time / day) + 1) * day - time;
}

export interface CodatQuotaOptions {
  now: () => Date;
  random: () => number;
  /** The share of the day that is kept for webhooks and first visits. */
  reserve: number;
}

export function createCodatQuota({ now, random, reserve }: CodatQuotaOptions): CodatQuota {
  let closedUntil = 0;
  let limit = 1_000;
  /** Of the day that ends then. */
  let left: { calls: number; until: number } | undefined;

  /** Not what was noted while our clock was wrong: nothing lasts longer than a day. */
  function holdsUntil(end: number): boolean {
    const wait = end - now().getTime();
    return wait > 0 && wait <= day;
  }

  function shareLeft(): number {
    return left && holdsUntil(left.until) ? left.calls / limit : 1;
  }

  function tooMany(kind: "quotaUsedUp" | "quotaReserved", until: number): OnboardingError {
    return serverError(kind, { retryAfter: until - now().getTime() + random() * spread });
  }

  return {
    limit: () => limit,
    left: () => (left && holdsUntil(left.until) ? left.calls : undefined),
    closedUntil: () => (holdsUntil(closedUntil) ? closedUntil : undefined),
    isHalfSpent: () => shareLeft() < 0.5,

    check() {
      if (holdsUntil(closedUntil)) throw tooMany("quotaUsedUp", closedUntil);
    },

    isLow: () => shareLeft() <= reserve,
    reserved: () => tooMany("quotaReserved", left?.until ?? 0),

    note({ status, headers }) {
      const time = now().getTime();
      const midnight = time + untilMidnight(time);
      const remaining = numberIn(headers.get("x-rate-limit-remaining"));
      limit = Math.max(1, numberIn(headers.get("x-rate-limit-limit")) ?? limit);
      const reset = Date.parse(headers.get("x-rate-limit-reset") ?? "");
      // A reset later than Codat's own midnight cannot be right.
      const end = reset > time ? Math.min(reset, midnight) : undefined;
      // What was left of a day that is over by our clock says nothing of the next.
      const isOver = reset <= time;
      if (remaining !== undefined && !isOver) left = { calls: remaining, until: end ?? midnight };
      const wait = status === 429 ? parseRetryAfter(headers.get("retry-after"), time) : undefined;
      const usedUp = remaining !== undefined && remaining <= 0;
      if (usedUp && end) closedUntil = end;
      else if ((wait ?? 0) > shortWait) closedUntil = Math.min(time + (wait ?? 0), midnight);
    },
  };
}

function numberIn(header: string | null): number | undefined {
  return header !== null && /^\s*-?\d+\s*$/.test(header) ? Number(header) : undefined;
}
