import type { BackplaneEntry, BackplaneListener, ReadFrom } from "./backplane.js";
import { tellListener } from "./tellListener.js";

/** The events of each room: a ring of the newest entries, and who listens. */
export interface MemoryRings {
  /** Where the room stands. */
  cursorOf(room: string): string;
  /** What follows a cursor; `undefined` when it is not of this room, or its next entry has left the ring. */
  read(room: string, after: string): readonly BackplaneEntry[] | undefined;
  /** Appends; listeners are told by `tell`. */
  append(room: string, event: string): BackplaneEntry;
  tell(room: string, entry: BackplaneEntry): void;
  subscribe(room: string, listener: BackplaneListener): () => void;
  clear(): void;
}

interface Ring {
  /** What the first entry follows. */
  start: string;
  entries: BackplaneEntry[];
  listeners: Set<BackplaneListener> | undefined;
  usedAt: number;
}

export interface MemoryRingsOptions {
  ringSize: number;
  /** How many rooms without listeners keep their events. */
  idle: number;
  clock: () => number;
  /** Letters and digits that were never given before. */
  fresh: () => string;
}

/** Milliseconds. */
const unused = 48 * 3_600_000;

export function createMemoryRings({ ringSize, idle, clock, fresh }: MemoryRingsOptions): MemoryRings {
  /** Rooms with listeners. Their number is limited by that of the streams. */
  const watched = new Map<string, Ring>();
  /** Rooms without listeners, the least recently used first. */
  const unwatched = new Map<string, Ring>();

  function use(room: string): Ring {
    const usedAt = clock();
    const known = watched.get(room) ?? unwatched.get(room);
    const ring = known ?? { start: `0.${fresh()}`, entries: [], listeners: undefined, usedAt };
    ring.usedAt = usedAt;
    if (!ring.listeners) rest(room, ring);
    return ring;
  }

  /** Moves it to the end, and drops those that are too many or too old. */
  function rest(room: string, ring: Ring): void {
    unwatched.delete(room);
    unwatched.set(room, ring);
    for (const [oldest, { usedAt }] of unwatched) {
      if (unwatched.size <= idle && clock() - usedAt <= unused) break;
      unwatched.delete(oldest);
    }
  }

  const lastOf = ({ entries, start }: Ring) => entries.at(-1)?.cursor ?? start;

  return {
    cursorOf: (room) => lastOf(use(room)),

    read(room, after) {
      const ring = use(room);
      if (after === ring.start) return [...ring.entries];
      const place = ring.entries.findLastIndex(({ cursor }) => cursor === after);
      return place < 0 ? undefined : ring.entries.slice(place + 1);
    },

    append(room, event) {
      const ring = use(room);
      const before = lastOf(ring);
      const entry = { before, cursor: `${Number(before.split(".", 1)[0]) + 1}.${fresh()}`, event };
      ring.entries.push(entry);
      if (ring.entries.length > ringSize) ring.start = ring.entries.shift()?.cursor ?? ring.start;
      return entry;
    },

    tell(room, entry) {
      const { listeners } = watched.get(room) ?? {};
      // A copy: a listener added because of this entry has read it already.
      for (const listener of [...(listeners ?? [])]) {
        if (listeners?.has(listener)) tellListener(listener, entry);
      }
    },

    subscribe(room, onTold) {
      const ring = use(room);
      // The same listener may be given twice, and each leaves by itself.
      const listener: BackplaneListener = {
        onEntry: (entry) => onTold.onEntry(entry),
        onGap: () => onTold.onGap(),
      };
      ring.listeners ??= new Set();
      ring.listeners.add(listener);
      watched.set(room, ring);
      unwatched.delete(room);
      return () => {
        if (!ring.listeners?.delete(listener) || ring.listeners.size > 0) return;
        ring.listeners = undefined;
        if (watched.delete(room)) rest(room, ring);
      };
    },

    clear() {
      watched.clear();
      unwatched.clear();
    },
  };
}

/** The place that a `ReadFrom` names, where a value that it needs is given. */
export function cursorIn(from: Exclude<ReadFrom, "now">, value: string | undefined): string {
  return "cursor" in from ? from.cursor : (value?.split(" ", 1)[0] ?? "");
}
