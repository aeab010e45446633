/** Limits how many calls run at once; the others wait in line. */
export interface Semaphore {
  /**
   * Waits for a slot. The next goes to whoever has the fewest, and among those to who came first: a long line of one
   * holds up nobody else.
   *
   * @param who - at most `each` of one run at once; nobody's have no limit but that of all
   * @returns a function that releases it; `undefined` when the signal was aborted first
   */
  take(signal: AbortSignal, who?: string | undefined): Promise<(() => void) | undefined>;
}

interface Waiting {
  who: string | undefined;
  enter: () => void;
}

export function createSemaphore(size: number, each: number): Semaphore {
  let free = size;
  const running = new Map<string, number>();
  /** First come, first in it. */
  const line = new Set<Waiting>();

  const runningOf = (who: string | undefined) => (who === undefined ? 0 : (running.get(who) ?? 0));

  function count(who: string | undefined, change: 1 | -1): void {
    free -= change;
    if (who === undefined) return;
    const left = runningOf(who) + change;
    if (left > 0) running.set(who, left);
    else running.delete(who);
  }

  function next(): Waiting | undefined {
    let best: Waiting | undefined;
    let fewest = each;
    for (const one of line) {
      const has = runningOf(one.who);
      if (has < fewest) {
        best = one;
        fewest = has;
      }
      if (has === 0) break;
    }
    return best;
  }

  function advance(): void {
    while (free > 0) {
      const one = next();
      if (!one) return;
      line.delete(one);
      count(one.who, 1);
      one.enter();
    }
  }

  function releaseOf(who: string | undefined): () => void {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      count(who, -1);
      advance();
    };
  }

  return {
    take(signal, who) {
      if (signal.aborted) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        const leave = () => {
          line.delete(one);
          resolve(undefined);
        };
        const one: Waiting = {
          who,
          enter() {
            signal.removeEventListener("abort", leave);
            resolve(releaseOf(who));
          },
        };
        signal.addEventListener("abort", leave, { once: true });
        line.add(one);
        advance();
      });
    },
  };
}
