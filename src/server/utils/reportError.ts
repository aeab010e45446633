import type { OnboardingError } from "../../core/errors.js";
import { asOnboardingError } from "../errors/serverError.js";

/** Reports an error to the host, once however often it is caught. Never throws. */
export type ReportError = (error: unknown) => void;

/** Reports to the host's `onError`; to the console where there is none, or where it throws. */
export function createReportError(onError: ((error: OnboardingError) => void) | undefined): ReportError {
  const reported = new WeakSet<object>();

  return (error) => {
    if (typeof error === "object" && error !== null) {
      if (reported.has(error)) return;
      reported.add(error);
    }
    const report = asOnboardingError(error);
    if (!onError) return console.error(report.message);
    try {
      onError(report);
    } catch {
      console.error(report.message);
    }
  };
}
