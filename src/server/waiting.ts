import { quietTimers, type Timers } from "./quietTimers.js";

/** Waits so many milliseconds, or until the signal is aborted. Keeps no process alive. */
export function waiting(
  milliseconds: number,
  signal?: AbortSignal | undefined,
  timers: Timers = quietTimers,
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      timers.clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = timers.setTimeout(done, milliseconds);
    if (signal?.aborted) done();
    else signal?.addEventListener("abort", done);
  });
}

/**
 * A promise that does not outlast a signal: a transport handed over by a host may not look at the one it is given.
 *
 * @throws the signal's reason, once it is aborted
 */
export function whileWaiting<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
