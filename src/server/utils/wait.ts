import { type Timers, unrefTimers } from "./unrefTimers.js";

/** Waits, or until the signal is aborted. Does not keep the process alive. */
export function wait(
  milliseconds: number,
  signal?: AbortSignal | undefined,
  timers: Timers = unrefTimers,
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
 * Ends the wait for a promise when a signal is aborted: the host's `fetch` may ignore the signal that it is given.
 *
 * @throws the signal's reason, once it is aborted
 */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/**
 * The value of a promise if it settles in time; `undefined` if not, and its work goes on.
 *
 * @throws what the promise rejects with in that time
 */
export async function within<T>(
  promise: Promise<T>,
  milliseconds: number,
  timers?: Timers | undefined,
): Promise<T | undefined> {
  const settled = new AbortController();
  const late = wait(milliseconds, settled.signal, timers).then(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    settled.abort();
  }
}

/**
 * A signal that is aborted after a time. Not `AbortSignal.timeout`: `AbortSignal.any` refers to it weakly, so that it
 * may be garbage collected before it fires, and the wait never ends.
 */
export function timeLimit(milliseconds: number, timers: Timers = unrefTimers): AbortSignal {
  const limit = new AbortController();
  timers.setTimeout(() => limit.abort(new DOMException("It took too long.", "TimeoutError")), milliseconds);
  return limit.signal;
}
