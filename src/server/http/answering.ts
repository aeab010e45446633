import type { Timers } from "../utils/timers.js";
import { within } from "../utils/wait.js";

/** The requests that are being answered. */
export interface Answering {
  track(answer: Promise<Response>): Promise<Response>;
  /** Waits until none is, for so many milliseconds at most. A stream is answered when it has begun. */
  settle(patience: number): Promise<void>;
}

export function createAnswering(timers?: Timers | undefined): Answering {
  const running = new Set<Promise<Response>>();
  return {
    track(answer) {
      running.add(answer);
      const over = () => running.delete(answer);
      answer.then(over, over);
      return answer;
    },
    settle: async (patience) => void (await within(Promise.allSettled(running), patience, timers)),
  };
}
