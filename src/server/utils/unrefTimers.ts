/** What is waited with; a test brings its own. */
export interface Timers {
  setTimeout(run: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The system's timers, none of which keeps the process alive. */
export const unrefTimers: Timers = {
  setTimeout(run, milliseconds) {
    const timer: unknown = setTimeout(run, milliseconds);
    // A number where timers are a browser's.
    if (typeof timer === "object" && timer && "unref" in timer && typeof timer.unref === "function") {
      timer.unref();
    }
    return timer;
  },
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};
