import type { OnboardingErrorCode } from "../../core/errors.js";

/** What the companion says of one situation. */
export interface ServerErrorRow {
  code: OnboardingErrorCode;
  /** What happened and how to mend it, for the developer. Never a secret, a link, a token or an address. */
  sentence: string;
  /** Whether trying again may help. @default false */
  recoverable?: true;
}
