import type { OnboardingError } from "../core/errors.js";
import { type StepErrorCode, stepError } from "../core/step/stepError.js";

/** A `fetch`: the page's own where none is given. */
export type Send = typeof globalThis.fetch | undefined;

/** Asks the companion as the session's own, uncached. Rejects with the error of that code where nobody answers. */
export async function ask(
  code: StepErrorCode,
  url: string,
  init: RequestInit,
  send?: Send,
): Promise<Response> {
  try {
    return await (send ?? fetch)(url, { credentials: "same-origin", cache: "no-store", ...init });
  } catch (cause) {
    throw init.signal?.aborted ? cause : failure(code, cause);
  }
}

/** Asks the companion for something. Rejects with the error of that code when it is not done. */
export async function requestCompanion(
  code: StepErrorCode,
  url: string,
  method: string,
  init?: RequestInit,
): Promise<Response> {
  const response = await ask(code, url, { method, ...init });
  if (response.ok) return response;
  throw failure(code);
}

/** The error for what the companion did not do; another time it may. */
export function failure(code: StepErrorCode, cause?: unknown): OnboardingError {
  return stepError(code, { recoverable: true, cause });
}
