import type { StepErrorCode } from "../core/step/stepError.js";
import { stepError } from "../core/step/stepError.js";

/** Asks the companion for something. Rejects with the error of that code when it is not done. */
export async function requestCompanion(
  code: StepErrorCode,
  url: string,
  method: string,
  init?: RequestInit,
): Promise<Response> {
  const fail = (cause?: unknown) => {
    throw stepError(code, { recoverable: true, cause });
  };
  const response = await fetch(url, { method, cache: "no-store", ...init }).catch(fail);
  return response.ok ? response : fail();
}
