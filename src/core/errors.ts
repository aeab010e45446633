/** `1xx` input, `2xx` link, `3xx` sharing. Each code has a page in the handbook. */
export type OnboardingErrorCode =
  | "ONB-101"
  | "ONB-102"
  | "ONB-103"
  | "ONB-104"
  | "ONB-105"
  | "ONB-106"
  | "ONB-201"
  | "ONB-202"
  | "ONB-203"
  | "ONB-204"
  | "ONB-205"
  | "ONB-301";

/** What an {@link OnboardingError} carries beside its sentence. */
export interface OnboardingErrorDetails {
  /** Whether trying again may help without a change to the code. Default `false`. */
  recoverable?: boolean | undefined;
  /** Codat's id for the failed call, to quote to its support. */
  correlationId?: string | undefined;
  /** What was caught. */
  cause?: unknown;
}

/**
 * The one error class: a numbered code, whether trying again may help, and a sentence that says what happened
 * and how to mend it; the page of its code says more, and all in production. Never holds a link, an address or
 * a key.
 */
export class OnboardingError extends Error {
  override readonly name = "OnboardingError";
  declare readonly code: OnboardingErrorCode;
  declare readonly recoverable: boolean;
  declare readonly correlationId?: string | undefined;

  constructor(code: OnboardingErrorCode, sentence: string, details: OnboardingErrorDetails = {}) {
    super(`${sentence} Handbook: errors/${code}`, details);
    this.code = code;
    this.recoverable = !!details.recoverable;
    this.correlationId = details.correlationId;
  }
}
