/** The limits of a fake's account. */
export interface FakeQuota {
  /** Requests a day. @default 1,000 × (1 + the number of companies with a linked connection), as at Codat */
  perDay?: number | undefined;
  /** Requests a minute. @default 1000 */
  perMinute?: number | undefined;
}

/** The quota after one request. */
export interface QuotaState {
  readonly limit: number;
  readonly remaining: number;
  /** When the day's count is reset. */
  readonly reset: Date;
  /** Seconds to wait; absent when the request was within the limits. */
  readonly retryAfter?: number | undefined;
  /** Whether this request has used up the day's quota. */
  readonly isReached: boolean;
}

export interface Quota {
  /** Counts a request. */
  count(): QuotaState;
}

const minute = 60 * 1000;
const day = 24 * 60 * minute;

export function createQuota(options: {
  now: () => Date;
  limits: FakeQuota;
  /** Companies with a linked connection. */
  activeCompanies: () => number;
}): Quota {
  const { now, limits, activeCompanies } = options;
  let today = { day: 0, used: 0 };
  let current = { minute: 0, used: 0 };

  return {
    count() {
      const at = now().getTime();
      const dayNumber = Math.floor(at / day);
      const minuteNumber = Math.floor(at / minute);
      if (today.day !== dayNumber) today = { day: dayNumber, used: 0 };
      if (current.minute !== minuteNumber) current = { minute: minuteNumber, used: 0 };
      const limit = limits.perDay ?? 1000 * (1 + activeCompanies());
      const reset = new Date((dayNumber + 1) * day);
      const state = { limit, reset, isReached: false };

      const seconds = (end: number) => Math.max(1, Math.ceil((end - at) / 1000));
      if (today.used >= limit) return { ...state, remaining: 0, retryAfter: seconds(reset.getTime()) };
      if (current.used >= (limits.perMinute ?? 1000)) {
        const retryAfter = seconds((minuteNumber + 1) * minute);
        return { ...state, remaining: limit - today.used, retryAfter };
      }
      today.used += 1;
      current.used += 1;
      return { ...state, remaining: limit - today.used, isReached: today.used === limit };
    },
  };
}
