/** Timers; a test passes its own. */
export interface Timers {
  setTimeout(run: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The system's timers, for what an answer waits on: they keep the process alive until it has been given. */
export const systemTimers: Timers = {
  setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** The same for work in the background: they do not keep the process alive. */
export const unrefTimers: Timers = {
  ...systemTimers,
  setTimeout(run, milliseconds) {
    const timer: unknown = setTimeout(run, milliseconds);
    // Some runtimes return a number, as browsers do.
    if (typeof timer === "object" && timer && "unref" in timer && typeof timer.unref === "function") {
      timer.unref();
    }
    return timer;
  },
};
