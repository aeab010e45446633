import { systemTimers, type Timers } from "./timers.js";

/** Waits, or until the signal is aborted. */
export function wait(
  milliseconds: number,
  signal?: AbortSignal | undefined,
  timers: Timers = systemTimers,
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
export function within<T>(
  promise: Promise<T>,
  milliseconds: number,
  timers: Timers = systemTimers,
): Promise<T | undefined> {
  // Each request waits so: a signal for it would cost more than the timer.
  return new Promise((resolve, reject) => {
    const timer = timers.setTimeout(() => resolve(undefined), milliseconds);
    settle(promise, resolve, reject, () => timers.clearTimeout(timer));
  });
}

/**
 * The same, where a late promise is an error: for work that cannot be told to stop.
 *
 * @throws a `TimeoutError`, or what the promise rejects with in time
 */
export function inTime<T>(
  promise: Promise<T>,
  milliseconds: number,
  timers: Timers = systemTimers,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = timers.setTimeout(() => reject(tooLong()), milliseconds);
    settle(promise, resolve, reject, () => timers.clearTimeout(timer));
  });
}

/**
 * Does some work with a signal that is aborted after a time; the work itself must heed it. Timer and listener end with
 * the work. Not `AbortSignal.timeout` and `AbortSignal.any`: the first may be garbage collected before it fires, so that
 * the wait never ends; what the second makes is never collected while somebody listens to it.
 *
 * @param outer - aborts it too
 */
export async function withTimeLimit<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  timers: Timers = systemTimers,
  outer?: AbortSignal | undefined,
): Promise<T> {
  const limit = new AbortController();
  const late = () => limit.abort(tooLong());
  const stop = () => limit.abort(outer?.reason);
  const timer = timers.setTimeout(late, milliseconds);
  if (outer?.aborted) stop();
  else outer?.addEventListener("abort", stop);
  try {
    return await work(limit.signal);
  } finally {
    timers.clearTimeout(timer);
    outer?.removeEventListener("abort", stop);
  }
}

function tooLong(): DOMException {
  return new DOMException("It took too long.", "TimeoutError");
}

/** As `promise.then(resolve, reject).finally(over)`, without the two promises that nobody waits for. */
function settle<T>(
  promise: Promise<T>,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
  over: () => void,
): void {
  promise.then(
    (value) => {
      over();
      resolve(value);
    },
    (error: unknown) => {
      over();
      reject(error);
    },
  );
}
