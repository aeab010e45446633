import type { Step } from "./step.js";

/** Puts a step off, or takes that back. */
export function putOff({ dispatch, emit }: Step, type: "skip" | "undo"): void {
  dispatch({ type });
  emit({ type });
}
