import type { BackplaneEntry } from "./backplane.js";

/** The channels of a memory backplane: each has a ring of entries and listeners; ids that were appended. */
export interface MemoryChannels {
  append(name: string, event: string, dedupeId: string): boolean;
  read(
    name: string,
    after?: string | undefined,
  ): { entries: readonly BackplaneEntry[]; cursor: string } | undefined;
  subscribe(name: string, onEntry: (entry: BackplaneEntry) => void): () => void;
  clear(): void;
}

interface Channel {
  /** Prefix of its cursors: tells them from those of other channels, and of this one before it was dropped. */
  epoch: string;
  entries: BackplaneEntry[];
  /** How many entries were ever appended. */
  length: number;
  listeners: Set<{ onEntry(entry: BackplaneEntry): void }>;
  usedAt: number;
}

const hour = 3_600_000;
/** Codat retries a webhook for 27 h 35 min. */
const retried = 28 * hour;
/** Codat's portal can replay the last two weeks. */
const replayable = 14 * 24 * hour;
const unused = 48 * hour;

/** `idle` limits the channels without listeners, `remembered` the ids older than Codat's retries. */
export function createMemoryChannels(options: {
  ringSize: number;
  idle: number;
  remembered: number;
  clock: () => number;
}): MemoryChannels {
  const { ringSize, idle, remembered, clock } = options;
  /** Channels with listeners. Their number is limited by that of the streams. */
  const watched = new Map<string, Channel>();
  /** Channels without listeners, the least recently used first. */
  const unwatched = new Map<string, Channel>();
  /** The time at which each id was appended, oldest first. */
  const appended = new Map<string, number>();

  function use(name: string): Channel {
    const usedAt = clock();
    const known = watched.get(name) ?? unwatched.get(name);
    const channel = known ?? { epoch: epoch(), entries: [], length: 0, listeners: new Set(), usedAt };
    channel.usedAt = usedAt;
    if (channel.listeners.size === 0) rest(name, channel);
    return channel;
  }

  /** Moves it to the end, and drops channels that are too many or too old. */
  function rest(name: string, channel: Channel): void {
    unwatched.delete(name);
    unwatched.set(name, channel);
    for (const [oldest, { usedAt }] of unwatched) {
      if (unwatched.size <= idle && clock() - usedAt <= unused) break;
      unwatched.delete(oldest);
    }
  }

  function isNew(id: string): boolean {
    const at = clock();
    for (const [oldest, since] of appended) {
      const age = at - since;
      if (age <= retried || (age <= replayable && appended.size <= remembered)) break;
      appended.delete(oldest);
    }
    if (appended.has(id)) return false;
    appended.set(id, at);
    return true;
  }

  return {
    append(name, event, dedupeId) {
      if (!isNew(JSON.stringify([name, dedupeId]))) return false;
      const channel = use(name);
      channel.length += 1;
      const entry = { cursor: cursorOf(channel, channel.length), event };
      channel.entries.push(entry);
      if (channel.entries.length > ringSize) channel.entries.shift();
      // A copy: a listener added because of this entry has read it already.
      for (const listener of [...channel.listeners])
        if (channel.listeners.has(listener)) listener.onEntry(entry);
      return true;
    },

    read(name, after) {
      const channel = use(name);
      const cursor = cursorOf(channel, channel.length);
      if (after === undefined) return { entries: [], cursor };
      const place = placeIn(channel, after);
      return place === undefined ? undefined : { entries: channel.entries.slice(place), cursor };
    },

    subscribe(name, onEntry) {
      const channel = use(name);
      const listener = { onEntry };
      channel.listeners.add(listener);
      watched.set(name, channel);
      unwatched.delete(name);
      return () => {
        if (!channel.listeners.delete(listener) || channel.listeners.size > 0) return;
        if (watched.delete(name)) rest(name, channel);
      };
    },

    clear() {
      watched.clear();
      unwatched.clear();
      appended.clear();
    },
  };
}

function epoch(): string {
  return crypto.randomUUID().replaceAll("-", "").slice(0, 16);
}

function cursorOf({ epoch }: Channel, place: number): string {
  return `${epoch}.${place}`;
}

/** The index after a cursor; `undefined` when it is another channel's, or its next entry has left the ring. */
function placeIn(channel: Channel, cursor: string): number | undefined {
  const [epoch, digits = ""] = cursor.split(".");
  if (epoch !== channel.epoch || !/^\d{1,15}$/.test(digits)) return undefined;
  const seen = Number(digits) - (channel.length - channel.entries.length);
  return seen < 0 || seen > channel.entries.length ? undefined : seen;
}
