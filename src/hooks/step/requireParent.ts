import { stepError } from "../../core/step/stepError.js";

/** What a part's parent lends it. Throws `ONB-106`, in development with the names of both, where there is none. */
export function requireParent<T>(context: T | undefined, part: string): T {
  if (!context) throw stepError("ONB-106", undefined, part);
  return context;
}
