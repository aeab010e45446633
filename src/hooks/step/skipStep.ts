import type { Step } from "./stepContext.js";

/** Puts a step off, or takes that back. */
export function skipStep({ dispatch, emit }: Step, type: "skip" | "undo"): void {
  dispatch({ type });
  emit({ type });
}
