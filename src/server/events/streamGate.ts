import { memoryClock } from "../backplane/memoryClock.js";
import { serverError } from "../errors/serverError.js";
import type { Log } from "../operating/log.js";

/** Lets requests for streams in, no more and no faster than the process bears. */
export interface StreamGate {
  /**
   * Lets one in.
   *
   * @param open - how many streams are open
   * @returns to be called when it was answered, with whether a stream was begun: who gets none takes no place of others
   * @throws OnboardingError `ONB-524` where there is no room, or too many come at once
   */
  enter(open: number): (hasBegun: boolean) => void;
  /** @throws OnboardingError `ONB-524` where there is no room for one more */
  checkRoom(open: number): void;
  /**
   * Milliseconds, in whole seconds, after which one that is refused shall come back: about when it would be its turn,
   * and no two together.
   *
   * @param least - milliseconds
   */
  comeBack(least: number): number;
}

export interface StreamGateOptions {
  perProcess: number;
  perSecond: number;
  now: () => Date;
  random: () => number;
  log?: Log | undefined;
}

/** Milliseconds. Room is made when somebody leaves, a turn comes within a second. */
const leastWait = { full: 5_000, rate: 1_000 };
/** Seconds. Browsers wait for half a minute at most. */
const longestTurn = 16;

export function createStreamGate(options: StreamGateOptions): StreamGate {
  const { perProcess, perSecond, random, log } = options;
  const clock = memoryClock(options.now);
  let at = clock();
  /** How many may come in now. */
  let free = perSecond;
  let entering = 0;
  /** How many were told to come back and cannot have been let in since. */
  let awaited = 0;

  function pass(): void {
    const time = clock();
    const turns = ((time - at) / 1_000) * perSecond;
    at = time;
    free = Math.min(perSecond, free + turns);
    awaited = Math.max(0, awaited - turns);
  }

  function comeBack(least: number): number {
    pass();
    awaited += 1;
    const turn = Math.min(longestTurn, awaited / perSecond);
    return least + 1_000 * Math.floor(turn * (0.5 + random()));
  }

  function refuse(reason: keyof typeof leastWait): never {
    const retryAfter = comeBack(leastWait[reason]);
    log?.({ type: "streamRefused", reason, wait: retryAfter });
    throw serverError(reason === "full" ? "streamsFull" : "streamsCrowded", { retryAfter });
  }

  function checkRoom(open: number): void {
    if (open >= perProcess) refuse("full");
  }

  return {
    comeBack,
    checkRoom,
    enter(open) {
      checkRoom(open);
      pass();
      if (free < 1 || entering >= perSecond) refuse("rate");
      free -= 1;
      entering += 1;
      let isHere = true;
      return (hasBegun) => {
        if (!isHere) return;
        isHere = false;
        entering -= 1;
        if (!hasBegun) free += 1;
      };
    },
  };
}
