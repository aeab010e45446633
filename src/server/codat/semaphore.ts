/** Lets so many calls run at once, and the others wait in line. */
export interface Semaphore {
  /** Waits for a slot; the function that comes back gives it up. `undefined` when the signal came first. */
  take(signal: AbortSignal): Promise<(() => void) | undefined>;
}

export function createSemaphore(size: number): Semaphore {
  let free = size;
  const line: (() => void)[] = [];

  function give(): () => void {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const next = line.shift();
      if (next) next();
      else free++;
    };
  }

  return {
    take(signal) {
      if (signal.aborted) return Promise.resolve(undefined);
      if (free > 0) {
        free--;
        return Promise.resolve(give());
      }
      return new Promise((resolve) => {
        const leave = () => {
          line.splice(line.indexOf(enter), 1);
          resolve(undefined);
        };
        const enter = () => {
          signal.removeEventListener("abort", leave);
          resolve(give());
        };
        line.push(enter);
        signal.addEventListener("abort", leave, { once: true });
      });
    },
  };
}
