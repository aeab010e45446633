import type { Backplane } from "../../../src/server/backplane/backplane.js";

/**
 * Where a process stops: at which of its next steps on the backplane, counted from 0, and whether `before` it, or
 * `after` it. `unanswered` is after it too, and the process never hears that it was done.
 */
export interface Stop {
  step: number;
  when: "before" | "unanswered" | "after";
}

/** A process that can be stopped, so that something can die at that very moment. */
export interface Stopping {
  backplane: Backplane;
  /** Begins to count. */
  stopAt(stop: Stop): void;
  /** Whether it has stopped or not: it stops no more. */
  goOn(): void;
}

/** From then on they last a hundredth of their time: nobody waits for one that could not be given back. */
const isLease = (name: string) => name === "making" || name.startsWith("hook:");

export function stoppingBackplane(kept: Backplane, onStop: () => void): Stopping {
  let stop: Stop | undefined;
  let left = 0;
  let goOn = () => {};

  async function step<T>(work: () => Promise<T>): Promise<T> {
    const here = left-- === 0 ? stop : undefined;
    const stopped = () =>
      new Promise<void>((resolve) => {
        goOn = resolve;
        onStop();
      });
    if (here?.when === "before") await stopped();
    const answer = await work();
    if (here && here.when !== "before") await stopped();
    if (here?.when === "unanswered") throw new Error("The connection broke.");
    return answer;
  }

  const backplane: Backplane = {
    ...kept,
    view: (...given) => step(() => kept.view(...given)),
    commit(room, change) {
      const put = Object.entries(change.put ?? {}).map(([name, one]) => [
        name,
        one && stop && isLease(name) ? { ...one, lifetime: one.lifetime / 100 } : one,
      ]);
      return step(() => kept.commit(room, { ...change, put: Object.fromEntries(put) }));
    },
  };
  return {
    backplane,
    stopAt(given) {
      stop = given;
      left = given.step;
    },
    goOn() {
      stop = undefined;
      goOn();
    },
  };
}
