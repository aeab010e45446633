import type { OnboardingError } from "../../core/errors.js";
import { type PlainErrorKind, serverError } from "../errors/serverError.js";
import { type Timers, unrefTimers } from "./timers.js";

/**
 * Reports what anybody can cause as often as they like: the first of a kind at once, what follows within a minute as
 * one count.
 */
export type ReportRefusal = (what: PlainErrorKind | OnboardingError) => void;

/** Milliseconds. */
const window = 60_000;

export function createReportRefusal(
  report: (error: OnboardingError) => void,
  timers: Timers = unrefTimers,
): ReportRefusal {
  /** How many of each kind came after the one that was reported. */
  const counts = new Map<string, number>();

  function sumUp({ code, message }: OnboardingError): void {
    const count = counts.get(message) ?? 0;
    counts.delete(message);
    if (count > 0) report(serverError("refusalsRepeated", { values: { count: String(count), code } }));
  }

  return (what) => {
    const error = typeof what === "string" ? serverError(what) : what;
    const count = counts.get(error.message);
    counts.set(error.message, (count ?? -1) + 1);
    if (count !== undefined) return;
    timers.setTimeout(() => sumUp(error), window);
    report(error);
  };
}
