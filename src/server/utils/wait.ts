import { type Timers, unrefTimers } from "./unrefTimers.js";

/** Waits so many milliseconds, or until the signal is aborted. Keeps no process alive. */
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
 * A promise that does not outlast a signal: a transport handed over by a host may not look at the one it is given.
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
 * What a promise comes to, if it does in so many milliseconds; `undefined` if not, and it goes on.
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
 * A signal that is aborted after so many milliseconds. `AbortSignal.timeout` is not for `AbortSignal.any`, which
 * holds it so loosely that it may be collected before its time, and then nothing ends.
 */
export function timeLimit(milliseconds: number, timers: Timers = unrefTimers): AbortSignal {
  const limit = new AbortController();
  timers.setTimeout(() => limit.abort(new DOMException("It took too long.", "TimeoutError")), milliseconds);
  return limit.signal;
}
