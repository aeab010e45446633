/**
 * `1xx` input, `2xx` link, `3xx` sharing, `4xx` live and network, `5xx` companion, `6xx` webhooks. Each code has a
 * page in `docs/errors/`, and its sentences in `stepError.ts` or the companion's `serverErrors.ts`.
 */
export const onboardingErrorCodes = [
  "ONB-101",
  "ONB-102",
  "ONB-103",
  "ONB-104",
  "ONB-105",
  "ONB-106",
  "ONB-201",
  "ONB-202",
  "ONB-203",
  "ONB-204",
  "ONB-205",
  "ONB-301",
  "ONB-302",
  "ONB-401",
  "ONB-402",
  "ONB-403",
  "ONB-404",
  "ONB-405",
  "ONB-406",
  "ONB-407",
  "ONB-501",
  "ONB-502",
  "ONB-503",
  "ONB-504",
  "ONB-505",
  "ONB-506",
  "ONB-507",
  "ONB-508",
  "ONB-509",
  "ONB-510",
  "ONB-511",
  "ONB-512",
  "ONB-513",
  "ONB-514",
  "ONB-515",
  "ONB-516",
  "ONB-517",
  "ONB-518",
  "ONB-519",
  "ONB-520",
  "ONB-521",
  "ONB-522",
  "ONB-523",
  "ONB-524",
  "ONB-601",
  "ONB-602",
  "ONB-603",
  "ONB-604",
  "ONB-605",
  "ONB-606",
] as const;

/** A number of an {@link OnboardingError}; each has its page in `docs/errors/`. */
export type OnboardingErrorCode = (typeof onboardingErrorCodes)[number];

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
  /** Whether trying again may help without a change to the code. */
  declare readonly recoverable: boolean;
  /** Codat's id for the failed call, to quote to its support. */
  declare readonly correlationId?: string | undefined;

  constructor(code: OnboardingErrorCode, sentence: string, details: OnboardingErrorDetails = {}) {
    super(`${sentence} See codat-onboarding/docs/errors/${code}.md`, details);
    this.code = code;
    this.recoverable = !!details.recoverable;
    this.correlationId = details.correlationId;
  }
}
