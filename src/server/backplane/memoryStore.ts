import type { Lifetime } from "./backplane.js";

/** Things by their names, each for its lifetime. */
export interface MemoryStore<T> {
  get(key: string): T | undefined;
  set(key: string, thing: T, lifetime: Lifetime): void;
  delete(key: string): void;
  /** How many are there by promise; some of them may be over. */
  readonly promised: number;
  /** Drops the oldest promised one before its time. @returns whether it was not over */
  dropPromised(): boolean;
  clear(): void;
}

export interface MemoryStoreOptions {
  /** How many are kept beyond what was promised. */
  spare: number;
  clock: () => number;
  /** Called where one of those makes room. */
  onDropped: () => void;
}

interface Held<T> {
  thing: T;
  /** Until when it is promised, and until when it may be there. */
  promised: number;
  until: number;
}

/** How many are looked at in each change, so that what is over goes without a pause for all. */
const swept = 4;

/** What is promised makes room for nothing; what is not, the oldest first. */
export function createMemoryStore<T>({ spare: most, clock, onDropped }: MemoryStoreOptions): MemoryStore<T> {
  const kept = new Map<string, Held<T>>();
  const spare = new Map<string, Held<T>>();
  let round = kept.entries();
  let spareRound = spare.entries();

  /** Moves or removes one whose promise is over. @returns whether it was */
  function settle(key: string, held: Held<T>, time: number): boolean {
    if (held.promised > time) return false;
    kept.delete(key);
    if (held.until > time) spare.set(key, held);
    return true;
  }

  function sweep(time: number): void {
    // Those of one lifetime are over in the order in which they were set.
    for (const [key, held] of kept) if (!settle(key, held, time)) break;
    for (let count = 0; count < swept; count++) {
      const { done, value } = round.next();
      if (done) {
        round = kept.entries();
        break;
      }
      settle(...value, time);
    }
    for (let count = 0; count < swept; count++) {
      const { done, value } = spareRound.next();
      if (done) {
        spareRound = spare.entries();
        break;
      }
      if (value[1].until <= time) spare.delete(value[0]);
    }
    while (spare.size > most) {
      const [oldest] = spare;
      if (!oldest) break;
      spare.delete(oldest[0]);
      if (oldest[1].until > time) onDropped();
    }
  }

  return {
    get(key) {
      // Most that is asked for was not promised.
      const held = spare.get(key) ?? kept.get(key);
      return held && held.until > clock() ? held.thing : undefined;
    },
    set(key, thing, { lifetime, ifRoom = lifetime }) {
      const time = clock();
      kept.delete(key);
      spare.delete(key);
      const held = { thing, promised: time + lifetime, until: time + Math.max(lifetime, ifRoom) };
      (lifetime > 0 ? kept : spare).set(key, held);
      sweep(time);
    },
    delete(key) {
      if (!kept.delete(key)) spare.delete(key);
    },
    get promised() {
      return kept.size;
    },
    dropPromised() {
      const [oldest] = kept;
      if (!oldest) return false;
      kept.delete(oldest[0]);
      return oldest[1].promised > clock();
    },
    clear() {
      kept.clear();
      spare.clear();
    },
  };
}
