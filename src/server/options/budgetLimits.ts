import { serverError } from "../errors/serverError.js";

/**
 * What one customer may cost of the day's calls to Codat, which all customers share. Colleagues, by the buttons of
 * their pages, have as much again.
 */
export interface BudgetLimits {
  /** Calls that a customer may cause at once. @default 15 */
  burst?: number | undefined;
  /** Calls that come back in an hour. @default 30 */
  hourly?: number | undefined;
  /** Calls of a customer in a day, until midnight UTC. @default 60, or 2 % of Codat's quota where that is more */
  daily?: number | undefined;
  /** The share of the day's calls that is kept for webhooks and first visits, from 0 to 0.9. @default 0.25 */
  reserve?: number | undefined;
}

/** The limits with the defaults for what is left out. */
export interface CompleteBudget extends Required<Omit<BudgetLimits, "daily">> {
  daily: number | undefined;
}

const members = ["burst", "hourly", "daily", "reserve"] as const satisfies readonly (keyof BudgetLimits)[];
const most = 1_000_000;
const mostReserve = 0.9;

export function completeBudget({ burst = 15, hourly = 30, daily, reserve = 0.25 }: BudgetLimits = {}) {
  return { burst, hourly, daily, reserve } satisfies CompleteBudget;
}

/** @throws OnboardingError `ONB-505` for a limit that is unknown, or not in its range */
export function validateBudget(limits: BudgetLimits | undefined): void {
  if (limits !== undefined && (typeof limits !== "object" || limits === null)) {
    throw serverError("limitsMalformed", { values: { option: "budget" } });
  }
  for (const [member, value] of Object.entries(limits ?? {})) {
    if (!members.some((name) => name === member)) {
      throw serverError("limitUnknown", { values: { option: "budget", members: members.join(", ") } });
    }
    const isShare = member === "reserve";
    const isFine = isShare
      ? typeof value === "number" && value >= 0 && value <= mostReserve
      : Number.isInteger(value) && value >= 1 && value <= most;
    if (value !== undefined && !isFine) {
      const range = isShare ? `number from 0 to ${mostReserve}` : `whole number from 1 to ${most}`;
      throw serverError("budgetLimitMalformed", { values: { member, range } });
    }
  }
}
