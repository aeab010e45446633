import type { OnboardingError } from "../core/errors.js";

const reportEvery = 60_000;

/** Reports each kind of error once a minute at most: a connection that is tried again fails many times a second. */
export function createRedisReport(
  onError: (error: OnboardingError) => void = (error) => console.error(error.message),
): (error: OnboardingError) => void {
  const reportedAt = new Map<string, number>();
  return (error) => {
    const time = performance.now();
    if (time - (reportedAt.get(error.message) ?? Number.NEGATIVE_INFINITY) < reportEvery) return;
    reportedAt.set(error.message, time);
    try {
      onError(error);
    } catch {
      console.error(error.message);
    }
  };
}
