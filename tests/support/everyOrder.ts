import type { Backplane } from "../../src/server/backplane/backplane.js";

/** Lets one of several callers go on at a time. Outside of `together` nobody waits. */
export interface Turns {
  /** Starts callers, and lets them take turns until all are done. */
  together<T>(start: () => Promise<T>): Promise<T>;
  /** A point where others may come in between: resolves when it is this caller's turn. */
  pause(): Promise<void>;
  /** A backplane whose every call pauses before it is done, and before it is answered. */
  stepwise(backplane: Backplane): Backplane;
}

/**
 * Plays a story again and again from the beginning, until its callers have taken turns in every order there is.
 *
 * @returns how many orders there were
 */
export async function inEveryOrder(play: (turns: Turns) => Promise<void>): Promise<number> {
  /** Who of those that wait goes on, at each turn. */
  let choices: number[] = [];
  for (let count = 1; ; count++) {
    const options: number[] = [];
    await play(createTurns(choices, options));
    const last = options.findLastIndex((size, turn) => (choices[turn] ?? 0) + 1 < size);
    if (last < 0) return count;
    choices = options.slice(0, last + 1).map((_, turn) => (choices[turn] ?? 0) + (turn === last ? 1 : 0));
  }
}

function createTurns(choices: readonly number[], options: number[]): Turns {
  const waiting: (() => void)[] = [];
  let isTogether = false;

  async function pause(): Promise<void> {
    if (isTogether) await new Promise<void>((resolve) => waiting.push(resolve));
  }

  const paused =
    <Args extends unknown[], T>(call: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      await pause();
      const answer = await call(...args);
      await pause();
      return answer;
    };

  return {
    pause,
    stepwise: (backplane) => ({
      ...backplane,
      view: paused(backplane.view),
      commit: paused(backplane.commit),
    }),
    async together(start) {
      isTogether = true;
      const all = start();
      let isOver = false;
      const end = () => {
        isOver = true;
      };
      all.then(end, end);
      for (;;) {
        // Everybody comes to the next pause.
        await new Promise((resolve) => setImmediate(resolve));
        if (isOver) break;
        const [next] = waiting.splice(choices[options.length] ?? 0, 1);
        options.push(waiting.length + 1);
        if (!next) throw new Error("Nobody goes on.");
        next();
      }
      isTogether = false;
      return all;
    },
  };
}
