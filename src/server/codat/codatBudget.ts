import type { Backplane, BucketTake } from "../backplane/backplane.js";
import { accountBucket } from "../backplane/backplaneRooms.js";
import { serverError } from "../errors/serverError.js";
import { type BudgetLimits, completeBudget } from "../options/budgetLimits.js";
import { untilMidnight } from "./codatQuota.js";
import type { Payer } from "./payer.js";

/** Takes each call from its payer's account: no customer can use up what all share. */
export interface CodatBudget {
  /** @throws OnboardingError `ONB-522` where the account has not enough; what the backplane rejects with */
  take(payer: Payer): Promise<void>;
  /** Takes one of the calls that a customer's first visits may have of the day's reserve. @returns whether there was one */
  takeReserved(payer: Payer): Promise<boolean>;
}

export interface CodatBudgetOptions {
  backplane: Backplane;
  now: () => Date;
  limits?: BudgetLimits | undefined;
  /** Codat's calls a day. */
  quota: () => number;
}

const hour = 3_600_000;
const day = 24 * hour;
const leastDaily = 60;
const mostADay = 1e9;
const shareOfDay = 0.02;
/** What one reading of a company with twenty subsidiaries, and the names behind their connections, can cost. */
const deepestDebt = 50;
/** Of each bucket, at most. */
const keptShare = 0.6;
/** Of the reserve, for one customer a day: a first visit is three calls, and some fail. */
const reserved = 6;

export function createCodatBudget({ backplane, now, limits, quota }: CodatBudgetOptions): CodatBudget {
  const { burst, hourly, daily } = completeBudget(limits);

  function bucketsOf(payer: Payer, time: number): readonly [BucketTake, BucketTake] {
    const { account = "calls", kept = 0, isBegun = false, mayOwe = true } = payer;
    const floorOf = (capacity: number) =>
      isBegun && mayOwe ? -deepestDebt : Math.min(kept, Math.floor(capacity * keptShare));
    const perDay = daily ?? Math.max(leastDaily, Math.floor(quota() * shareOfDay));
    return [
      {
        bucket: accountBucket(account),
        capacity: burst,
        every: hour / hourly,
        floor: floorOf(burst),
      },
      {
        // As many as may be used have been taken from a bucket that is never empty: what Codat gives in a day changes.
        bucket: accountBucket(account, Math.floor(time / day)),
        capacity: mostADay,
        // The next day has a bucket of its own.
        every: day,
        floor: mostADay - perDay + floorOf(perDay),
      },
    ];
  }

  /**
   * A step says the longest wait alone, and the day's is cut at midnight, when it has a new bucket. A longer wait may be
   * that of the other, which goes on: it is asked, and nothing taken.
   */
  async function waitOf(room: string, wait: number, atOnce: BucketTake, time: number): Promise<number> {
    const midnight = untilMidnight(time);
    if (wait <= midnight) return wait;
    const { floor = 0 } = atOnce;
    const answer = await backplane.commit(room, { take: [{ ...atOnce, amount: 0, floor: floor + 1 }] });
    return Math.max(answer.wait, midnight);
  }

  return {
    async take(payer) {
      const time = now().getTime();
      const buckets = bucketsOf(payer, time);
      const { outcome, wait } = await backplane.commit(payer.room, { take: buckets });
      if (outcome === "done") return;
      const retryAfter = await waitOf(payer.room, wait, buckets[0], time);
      throw serverError("customerSpent", { retryAfter });
    },

    async takeReserved({ room }) {
      const today = Math.floor(now().getTime() / day);
      const take = [{ bucket: accountBucket("reserve", today), capacity: reserved, every: day }];
      return (await backplane.commit(room, { take })).outcome === "done";
    },
  };
}
