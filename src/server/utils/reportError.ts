import { OnboardingError } from "../../core/errors.js";

/** Tells the host of something that went wrong: each thing once, however many places meet it. */
export type ReportError = (error: unknown) => void;

/** What went wrong, as an {@link OnboardingError}; what is none of ours is the cause of one. */
export function asOnboardingError(error: unknown): OnboardingError {
  if (error instanceof OnboardingError) return error;
  return new OnboardingError("ONB-510", "Something unforeseen was thrown. It is the cause of this error.", {
    recoverable: true,
    cause: error,
  });
}

/** Reports to the host's `onError`, or to the console; there too when `onError` itself throws. */
export function createReportError(onError: ((error: OnboardingError) => void) | undefined): ReportError {
  const reported = new WeakSet<object>();

  return (error) => {
    if (typeof error === "object" && error !== null) {
      if (reported.has(error)) return;
      reported.add(error);
    }
    const told = asOnboardingError(error);
    if (!onError) return console.error(told.message);
    try {
      onError(told);
    } catch {
      console.error(told.message);
    }
  };
}
