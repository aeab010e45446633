import type {
  BackplaneEntry,
  BackplaneValue,
  BucketTake,
  ReadFrom,
  RoomAnswer,
  RoomChange,
  RoomView,
} from "./backplane.js";
import { createMemoryBuckets } from "./memoryBuckets.js";
import { cursorIn, type MemoryRings } from "./memoryRings.js";
import { createMemoryStore } from "./memoryStore.js";

/** The rooms of a memory backplane. */
export interface MemoryRooms {
  view(room: string, names: readonly string[], from?: ReadFrom | undefined): RoomView;
  commit(room: string, change: RoomChange): RoomAnswer;
  clear(): void;
}

export interface MemoryRoomsOptions {
  rings: MemoryRings;
  remembered: number;
  promised: number;
  clock: () => number;
  fresh: () => string;
  /** Called for each thing that is dropped before its time. */
  onDropped: (what: string) => void;
}

/** Each kind has bounds of its own, so that a flood of one kind takes nothing of another. */
export function createMemoryRooms(options: MemoryRoomsOptions): MemoryRooms {
  const { rings, remembered, promised, clock, fresh, onDropped } = options;
  const values = createMemoryStore<BackplaneValue>({
    spare: remembered,
    clock,
    onDropped: () => onDropped("cached values (readings of companies, names)"),
  });
  // Nobody was promised ids beyond the time for which they are kept in any case.
  const marks = createMemoryStore<true>({ spare: remembered, clock, onDropped: () => {} });
  const buckets = createMemoryBuckets(clock);
  const telling: [room: string, entry: BackplaneEntry][] = [];
  let isTelling = false;

  // Joined, and not a template: an engine keeps the parts of that beside the whole, for each of the keys.
  const keyOf = (room: string, name: string) => [room, name].join("\n");
  const versionOf = (room: string, name: string) => values.get(keyOf(room, name))?.version ?? "";

  function view(room: string, names: readonly string[], from?: ReadFrom): RoomView {
    const found = Object.fromEntries(names.map((name) => [name, values.get(keyOf(room, name))]));
    if (!from) return { values: found, cursor: "", entries: [] };
    const cursor = rings.cursorOf(room);
    if (from === "now") return { values: found, cursor, entries: [] };
    const begun = "value" in from ? values.get(keyOf(room, from.value))?.value : undefined;
    return { values: found, cursor, entries: rings.read(room, cursorIn(from, begun)) };
  }

  /** What is over the bound of promises: webhooks first, since Codat repeats few of them. */
  function makeRoom(): void {
    while (marks.promised + values.promised > promised) {
      const isMark = marks.promised > 0;
      const wasPromised = isMark ? marks.dropPromised() : values.dropPromised();
      if (wasPromised) onDropped(isMark ? "ids of webhooks" : "values that were promised, such as invites");
    }
  }

  function put(room: string, puts: NonNullable<RoomChange["put"]>, version: string): void {
    for (const [name, given] of Object.entries(puts)) {
      const key = keyOf(room, name);
      if (given) values.set(key, { value: given.value, version }, given);
      else values.delete(key);
    }
  }

  function append(room: string, events: NonNullable<RoomChange["append"]>): readonly boolean[] {
    return events.map(({ event, once }) => {
      if (once && marks.get(keyOf(room, once.id))) return false;
      if (once) marks.set(keyOf(room, once.id), true, once);
      telling.push([room, rings.append(room, event)]);
      return true;
    });
  }

  /** One after another, also where a listener changes a room. */
  function tell(): void {
    if (isTelling) return;
    isTelling = true;
    for (let next = telling.shift(); next; next = telling.shift()) rings.tell(...next);
    isTelling = false;
  }

  /** The condition that does not hold. */
  function problemOf(room: string, change: RoomChange): Partial<RoomAnswer> | undefined {
    const marked = change.unless?.find((id) => marks.get(keyOf(room, id)));
    if (marked !== undefined) return { outcome: "marked", marked };
    const isAsRead = Object.entries(change.if ?? {}).every(
      ([name, known]) => versionOf(room, name) === known,
    );
    if (!isAsRead) return { outcome: "changed" };
    if (change.at !== undefined && rings.cursorOf(room) !== change.at) return { outcome: "changed" };
    const wait = buckets.take((change.take ?? []).map((one): BucketTake => bucketOf(room, one)));
    return wait > 0 ? { outcome: "spent", wait } : undefined;
  }

  const bucketOf = (room: string, take: BucketTake) => ({ ...take, bucket: keyOf(room, take.bucket) });

  return {
    view,

    commit(room, change) {
      const version = fresh();
      const names = [...new Set([...Object.keys(change.if ?? {}), ...(change.tell ?? [])])];
      const answer = { outcome: "done", wait: 0, version, appended: [] } as const;
      const problem = problemOf(room, change);
      if (problem) return { ...answer, ...problem, ...view(room, names, change.from) };
      put(room, change.put ?? {}, version);
      const appended = append(room, change.append ?? []);
      for (const [id, lifetime] of Object.entries(change.mark ?? {})) {
        if (lifetime) marks.set(keyOf(room, id), true, lifetime);
        else marks.delete(keyOf(room, id));
      }
      makeRoom();
      const done = { ...answer, appended, ...view(room, names, change.from) };
      tell();
      return done;
    },

    clear() {
      values.clear();
      marks.clear();
      buckets.clear();
      telling.length = 0;
    },
  };
}
