import { serverError } from "../errors/serverError.js";

/**
 * Calls a function that the host gave.
 *
 * @param option - its name in the options
 * @throws OnboardingError `ONB-510` when it throws, with what it threw as the cause
 */
export async function callHost<T>(option: string, call: () => Promise<T> | T): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw serverError("hostThrew", { values: { option }, cause });
  }
}
