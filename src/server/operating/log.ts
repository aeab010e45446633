import { fieldsOf } from "../../core/json.js";
import type { LogRecord } from "./logRecord.js";

/** Takes what is to be recorded. Nothing is made of it, and nothing measured, where there is none. */
export type Log = (record: LogRecord) => void;

/**
 * The host's `onLog`, as the companion calls it: whatever it does, nothing else fails.
 *
 * @param onFailed - called once, with what it threw or rejected with first
 */
export function createLog(onLog: Log | undefined, onFailed: (cause: unknown) => void): Log | undefined {
  if (!onLog) return undefined;
  let hasFailed = false;

  function fail(cause: unknown): void {
    if (hasFailed) return;
    // First: the report is recorded too.
    hasFailed = true;
    onFailed(cause);
  }

  return (record) => {
    try {
      const returned: unknown = onLog(record);
      if (typeof fieldsOf(returned)["then"] === "function") Promise.resolve(returned).catch(fail);
    } catch (cause) {
      fail(cause);
    }
  };
}

/** Milliseconds since a moment of `performance.now()`, to a thousandth. */
export function since(begun: number): number {
  return Math.round((performance.now() - begun) * 1_000) / 1_000;
}
