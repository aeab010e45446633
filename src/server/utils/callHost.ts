import { OnboardingError } from "../../core/errors.js";

/**
 * Calls a function that the host gave.
 *
 * @throws OnboardingError `ONB-510` when it throws, with what it threw as the cause
 */
export async function callHost<T>(name: string, call: () => Promise<T> | T): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw new OnboardingError(
      "ONB-510",
      `The host’s ${name} threw, or took too long. Its error is the cause of this one.`,
      {
        recoverable: true,
        cause,
      },
    );
  }
}
