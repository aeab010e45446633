import type { OnboardingError } from "../../core/errors.js";
import { type PlainErrorKind, serverError } from "../errors/serverError.js";
import { type Timers, unrefTimers } from "./timers.js";

/**
 * Reports what anybody can cause as often as they like: the first of a kind at once, what follows within a minute as
 * one count.
 */
export type ReportRefusal = (kind: PlainErrorKind) => void;

/** Milliseconds. */
const window = 60_000;

export function createReportRefusal(
  report: (error: OnboardingError) => void,
  timers: Timers = unrefTimers,
): ReportRefusal {
  /** How many of each kind came after the one that was reported. */
  const counts = new Map<PlainErrorKind, number>();

  function sumUp(kind: PlainErrorKind, code: string): void {
    const count = counts.get(kind) ?? 0;
    counts.delete(kind);
    if (count > 0) report(serverError("refusalsRepeated", { values: { count: String(count), code } }));
  }

  return (kind) => {
    const count = counts.get(kind);
    if (count !== undefined) {
      counts.set(kind, count + 1);
      return;
    }
    counts.set(kind, 0);
    const error = serverError(kind);
    timers.setTimeout(() => sumUp(kind, error.code), window);
    report(error);
  };
}
