/** Timers; a test passes its own. */
export interface Timers {
  setTimeout(run: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The system's timers. They do not keep the process alive. */
export const unrefTimers: Timers = {
  setTimeout(run, milliseconds) {
    const timer: unknown = setTimeout(run, milliseconds);
    // Some runtimes return a number, as browsers do.
    if (typeof timer === "object" && timer && "unref" in timer && typeof timer.unref === "function") {
      timer.unref();
    }
    return timer;
  },
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};
