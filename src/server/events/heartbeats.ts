import type { Timers } from "../utils/timers.js";

/** What is to be visited again and again. */
export interface Beating {
  /** When it is to be visited next, by the clock of {@link Heartbeats}. */
  beatAt: number;
}

/** Visits each of a set at a time of its own, by one timer. */
export interface Heartbeats<T extends Beating> {
  /** Its first time comes after as long as each of the others. */
  add(member: T): void;
  /** @returns `false` where it is not one of them */
  remove(member: T): boolean;
}

export interface HeartbeatsOptions<T> {
  /** Whoever was visited is put last. */
  members: Set<T>;
  /** Milliseconds from one visit of a member to the next. */
  every: number;
  /** Those whose time has come. */
  visit: (members: readonly T[]) => void;
  timers: Timers;
  /** Milliseconds; never goes back. */
  clock: () => number;
}

/** The share of the time for which somebody may be visited early, so that a thousand are not a thousand turns. */
const early = 1 / 80;

/**
 * Each keeps the time at which it began: ten thousand in one turn would hold up everything else for a tenth of a second,
 * every time.
 */
export function createHeartbeats<T extends Beating>(options: HeartbeatsOptions<T>): Heartbeats<T> {
  const { members, every, visit, timers, clock } = options;
  let timer: unknown;

  function turn(): void {
    const time = clock();
    const due: T[] = [];
    for (const member of members) {
      if (member.beatAt > time + every * early) break;
      due.push(member);
    }
    for (const member of due) {
      members.delete(member);
      // What was held up is not made up for.
      member.beatAt = member.beatAt + every > time ? member.beatAt + every : time + every;
      members.add(member);
    }
    visit(due);
    wait();
  }

  function wait(): void {
    const [first] = members;
    timer = first && timers.setTimeout(turn, Math.max(0, first.beatAt - clock()));
  }

  return {
    add(member) {
      member.beatAt = clock() + every;
      members.add(member);
      if (timer === undefined) wait();
    },

    remove(member) {
      if (!members.delete(member)) return false;
      if (members.size === 0 && timer !== undefined) {
        timers.clearTimeout(timer);
        timer = undefined;
      }
      return true;
    },
  };
}
