import type { OnboardingError } from "../../core/errors.js";
import { asOnboardingError, retryAfterOf } from "../errors/serverError.js";
import type { Log } from "../operating/log.js";
import { createReportRefusal } from "./reportRefusal.js";

/** Reports an error to the host, once however often it is caught. Never throws. */
export type ReportError = (error: unknown) => void;

/**
 * Reports to the host's `onError`; to the console where there is none, or where it throws. What a budget or our own line
 * has no room for, or a backplane that is away, may come a thousand times a minute: the first is reported, then how many
 * followed.
 */
export function createReportError(
  onError: ((error: OnboardingError) => void) | undefined,
  log?: Log | undefined,
): ReportError {
  const reported = new WeakSet<object>();
  const often = createReportRefusal(tell);

  return (error) => {
    if (typeof error === "object" && error !== null) {
      if (reported.has(error)) return;
      reported.add(error);
    }
    const report = asOnboardingError(error);
    if (retryAfterOf(report) === undefined) tell(report);
    else often(report);
  };

  function tell(report: OnboardingError): void {
    log?.({ type: "error", code: report.code, recoverable: report.recoverable ? "yes" : "no" });
    try {
      (onError ?? print)(report);
    } catch {
      print(report);
    }
  }
}

function print({ message }: OnboardingError): void {
  console.error(message);
}
