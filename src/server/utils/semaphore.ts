/** Limits how many calls run at once; the others wait in line. */
export interface Semaphore {
  /** Waits for a slot. @returns a function that releases it; `undefined` when the signal was aborted first */
  take(signal: AbortSignal): Promise<(() => void) | undefined>;
}

export function createSemaphore(size: number): Semaphore {
  let free = size;
  const line: (() => void)[] = [];

  function acquire(): () => void {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
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
        return Promise.resolve(acquire());
      }
      return new Promise((resolve) => {
        const leave = () => {
          line.splice(line.indexOf(enter), 1);
          resolve(undefined);
        };
        const enter = () => {
          signal.removeEventListener("abort", leave);
          resolve(acquire());
        };
        line.push(enter);
        signal.addEventListener("abort", leave, { once: true });
      });
    },
  };
}
