import type { Lifetime, ReadFrom, RoomChange } from "../server/backplane/backplane.js";

/** What is the same in every step of a backplane, and what names this one. */
export interface StepPlace {
  /** Milliseconds since 1970, by the clock of a test; empty for Redis's own. */
  now: string;
  /** Letters and digits that were never given before. */
  fresh: string;
  /** Milliseconds for which events are kept, and how many. */
  ringLife: number;
  ringSize: number;
  /** The command that tells of an event, the channel, and the room's name there. */
  publish: "PUBLISH" | "SPUBLISH";
  channel: string;
  room: string;
}

/**
 * The arguments of `stepScript`, as it reads them: each list begins with its length, and texts go as they are, so that
 * nothing has to be written as JSON and read again.
 */
export function stepArguments(
  place: StepPlace,
  names: readonly string[],
  change: RoomChange,
): readonly string[] {
  const { unless = [], at = "", take = [], append = [], sure = false, from } = change;
  const puts = Object.entries(change.put ?? {});
  const marks = Object.entries(change.mark ?? {});
  return [
    place.now,
    place.fresh,
    String(place.ringLife),
    String(place.ringSize),
    place.publish,
    place.channel,
    place.room,
    ...list(names, (name) => [name]),
    ...fromArguments(from),
    sure ? "1" : "",
    ...list(unless, (id) => [id]),
    ...list(Object.entries(change.if ?? {}), (pair) => pair),
    at,
    ...list(take, ({ bucket, amount = 1, capacity, every, floor = 0 }) => [
      bucket,
      ...[amount, capacity, every, floor].map(String),
    ]),
    ...list(puts.filter(isSet), ([name, put]) => [name, String(whole(put)), put.value]),
    ...list(puts.filter(isUnset), ([name]) => [name]),
    ...list(append, ({ event, once }) => [
      event,
      once?.id ?? "",
      once ? "1" : "",
      ...(once ? markTimes(once) : ["0", "0"]),
    ]),
    ...list(marks.filter(isSet), ([id, lifetime]) => [id, ...markTimes(lifetime)]),
    ...list(marks.filter(isUnset), ([id]) => [id]),
  ];
}

function list<T>(all: readonly T[], write: (one: T) => readonly string[]): readonly string[] {
  return [String(all.length), ...all.flatMap(write)];
}

function isSet<T>(pair: [string, T | null]): pair is [string, T] {
  return pair[1] !== null;
}

function isUnset<T>(pair: [string, T | null]): pair is [string, null] {
  return pair[1] === null;
}

/** Only what Redis could have given names a place; a megabyte need not travel to be unknown. */
const cursorForm = /^\d{1,15}\.[A-Za-z0-9]{1,48}$/;

function fromArguments(from: ReadFrom | undefined): readonly [kind: string, what: string] {
  if (!from) return ["", ""];
  if (from === "now") return ["now", ""];
  if ("value" in from) return ["value", from.value];
  return ["cursor", cursorForm.test(from.cursor) ? from.cursor : ""];
}

/** Redis is full only where the operator's `maxmemory` says so, so a value may stay as long as there might be room. */
function whole({ lifetime, ifRoom = lifetime }: Lifetime): number {
  return Math.max(lifetime, ifRoom);
}

function markTimes(time: Lifetime): readonly [lifetime: string, spare: string] {
  return [String(time.lifetime), String(whole(time) - time.lifetime)];
}
