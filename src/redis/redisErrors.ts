import type { OnboardingError } from "../core/errors.js";
import { fieldsOf } from "../core/json.js";
import { serverError } from "../server/errors/serverError.js";

/** Redis lets nobody in by this name or password, or not do or know what is needed. */
export function refusalError(cause: Error): OnboardingError {
  const [reason] = /WRONGPASS|NOAUTH|NOPERM/.exec(cause.message) ?? [];
  if (!reason && /unknown/i.test(cause.message)) return serverError("redisLacks", { cause });
  return serverError("redisDenied", { values: { reason: reason ?? "NOPERM" }, cause });
}

/** Redis is not there, or cannot do now what it is asked. */
export function awayError(cause: unknown): OnboardingError {
  const { code, message } = fieldsOf(cause);
  // A code of Node's, or the word that Redis begins an error with; a message may hold an address.
  const word = /^[A-Z][A-Z\d_]+$/.exec(String(code)) ?? /^[A-Z]{2,}\b/.exec(String(message));
  return serverError("redisAway", { values: { reason: word?.[0] ?? "no answer" }, cause });
}
