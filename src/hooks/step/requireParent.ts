import { stepError } from "../../core/step/stepError.js";

/** A part's parent context. Throws `ONB-106` where it is missing, in development with the names of both. */
export function requireParent<T>(context: T | undefined, part: string): T {
  if (!context) throw stepError("ONB-106", undefined, part);
  return context;
}
