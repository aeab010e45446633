import { serverError } from "../errors/serverError.js";
import { type Log, since } from "../operating/log.js";
import type { LogRecord } from "../operating/logRecord.js";

/**
 * Calls a function that the host gave.
 *
 * @param option - its name in the options
 * @throws OnboardingError `ONB-510` when it throws, with what it threw as the cause
 */
export async function callHost<T>(
  option: LogRecord<"hook">["hook"],
  call: () => Promise<T> | T,
  log: Log | undefined,
): Promise<T> {
  const begun = log ? performance.now() : 0;
  const tell = (outcome: LogRecord<"hook">["outcome"]) =>
    log?.({ type: "hook", hook: option, outcome, duration: since(begun) });
  try {
    const result = await call();
    tell("done");
    return result;
  } catch (cause) {
    tell("failed");
    throw serverError("hostThrew", { values: { option }, cause });
  }
}
