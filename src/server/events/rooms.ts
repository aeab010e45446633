import type { Backplane, BackplaneEntry } from "../backplane/backplane.js";
import { type Timers, unrefTimers } from "../utils/timers.js";

/** Follows a room from a place on: told each entry once and in order. Its functions must not throw. */
export interface Follower<T> {
  onEntry(entry: BackplaneEntry): void;
  /**
   * What came since cannot be had: begin anew, and call `level` again.
   *
   * @param load reads the room's state, once for all who have lost their place with this one
   */
  onLost(load: () => Promise<T>): void;
}

/** A follower's place in a room. */
export interface Seat {
  /** Where the follower is. What came after it is told now, and what comes from now on. */
  level(cursor: string): void;
  leave(): void;
}

/** The rooms that this process follows, each by its key. */
export interface Rooms<T> {
  /** Resolves when nothing is missed that is appended from then on: it is kept until `level` is called. */
  enter(key: string, follower: Follower<T>): Promise<Seat>;
}

export interface RoomsOptions<T> {
  backplane: Pick<Backplane, "view" | "subscribe">;
  /** The name of a room on the backplane. */
  roomOf: (key: string) => string;
  /** Reads a room's state, for those that have lost their place. */
  load: (key: string) => Promise<T>;
  timers?: Timers | undefined;
}

interface SeatState<T> {
  follower: Follower<T>;
  /** Where it is; `undefined` until it is level. */
  cursor: string | undefined;
  /** What came before it was level. */
  pending: BackplaneEntry[];
}

interface Room<T> {
  seats: Set<SeatState<T>>;
  /** Where the room stands, by what was told; `undefined` until one is level. */
  cursor: string | undefined;
  /** What the last reading gave: a backplane between machines may tell of it later. */
  read: Set<string> | undefined;
  isReading: boolean;
  isBehind: boolean;
  leave: Promise<() => void>;
}

/** After a reconnect of the backplane all rooms are to be read. */
const readAtOnce = 100;
/** Milliseconds until a failed reading is tried again, about. */
const pause = 500;

/**
 * One subscription, one place, one reading after a gap for each room, however many follow it. An entry that does not
 * follow the last one is a gap too, so that neither a lost message nor a history that lost its end goes unnoticed.
 */
export function createRooms<T>(options: RoomsOptions<T>): Rooms<T> {
  const { backplane, roomOf, load, timers = unrefTimers } = options;
  const rooms = new Map<string, Room<T>>();
  const line: (() => Promise<void>)[] = [];
  let busy = 0;

  function open(key: string): Room<T> {
    const leave = backplane.subscribe(roomOf(key), {
      onEntry: (entry) => receive(key, room, entry),
      onGap: () => readSoon(key, room),
    });
    const room: Room<T> = {
      seats: new Set(),
      cursor: undefined,
      read: undefined,
      isReading: false,
      isBehind: false,
      leave,
    };
    rooms.set(key, room);
    return room;
  }

  function receive(key: string, room: Room<T>, entry: BackplaneEntry): void {
    if (room.cursor === undefined) {
      for (const seat of room.seats) seat.pending.push(entry);
    } else if (room.isReading) room.isBehind = true;
    else if (entry.before === room.cursor) {
      room.read = undefined;
      tell(room, entry);
    } else if (entry.cursor !== room.cursor && !room.read?.has(entry.cursor)) readSoon(key, room);
  }

  function tell(room: Room<T>, entry: BackplaneEntry): void {
    room.cursor = entry.cursor;
    // A copy would cost more than the check: those who enter meanwhile are not level.
    for (const seat of room.seats) {
      if (seat.cursor === undefined) seat.pending.push(entry);
      else if (seat.cursor === entry.before) {
        seat.cursor = entry.cursor;
        seat.follower.onEntry(entry);
      }
    }
  }

  function readSoon(key: string, room: Room<T>): void {
    room.isBehind = true;
    if (room.isReading || room.cursor === undefined || rooms.get(key) !== room) return;
    room.isReading = true;
    line.push(() => readAgain(key, room));
    advance();
  }

  function advance(): void {
    while (busy < readAtOnce) {
      const next = line.shift();
      if (!next) return;
      busy += 1;
      void next().finally(() => {
        busy -= 1;
        advance();
      });
    }
  }

  async function readAgain(key: string, room: Room<T>): Promise<void> {
    try {
      while (room.isBehind && room.seats.size > 0) {
        room.isBehind = false;
        const { cursor = "" } = room;
        const news = await backplane.view(roomOf(key), [], { cursor });
        if (!news.entries) lose(key, room, news.cursor);
        else {
          room.read = new Set(news.entries.map((entry) => entry.cursor));
          for (const entry of news.entries) tell(room, entry);
        }
      }
      room.isReading = false;
    } catch {
      room.isReading = false;
      // The backplane is away. Not all at once when it is back.
      timers.setTimeout(() => readSoon(key, room), pause * (0.5 + Math.random()));
    }
  }

  /** Everybody begins anew, from where the room stands now. */
  function lose(key: string, room: Room<T>, cursor: string): void {
    room.cursor = cursor;
    let loading: Promise<T> | undefined;
    const once = () => (loading ??= load(key));
    for (const seat of [...room.seats]) {
      const wasLevel = seat.cursor !== undefined;
      seat.cursor = undefined;
      seat.pending = [];
      if (wasLevel) seat.follower.onLost(once);
    }
  }

  function level(key: string, room: Room<T>, seat: SeatState<T>, cursor: string): void {
    const { pending } = seat;
    seat.pending = [];
    seat.cursor = cursor;
    if (room.cursor === undefined) {
      room.cursor = cursor;
      const seen = pending.findLastIndex((entry) => entry.cursor === cursor);
      for (const entry of pending.slice(seen + 1)) receive(key, room, entry);
      return;
    }
    const next = pending.findLastIndex((entry) => entry.before === cursor);
    if (next >= 0) {
      for (const entry of pending.slice(next)) {
        seat.cursor = entry.cursor;
        seat.follower.onEntry(entry);
      }
    } else if (cursor !== room.cursor) void catchUp(key, room, seat);
  }

  /** It is ahead of what the room was told, or somewhere else: the backplane knows. */
  async function catchUp(key: string, room: Room<T>, seat: SeatState<T>): Promise<void> {
    const { cursor = "" } = seat;
    seat.cursor = undefined;
    const news = await backplane.view(roomOf(key), [], { cursor }).catch(() => undefined);
    if (seat.cursor !== undefined || !room.seats.has(seat)) return;
    if (!news?.entries) {
      seat.pending = [];
      seat.follower.onLost(() => load(key));
      return;
    }
    for (const entry of news.entries) seat.follower.onEntry(entry);
    // The room will be told of what was read here; until then it is ahead.
    const ahead = news.cursor;
    const next = seat.pending.findLastIndex((entry) => entry.before === ahead);
    const rest = next < 0 ? [] : seat.pending.slice(next);
    seat.pending = [];
    seat.cursor = ahead;
    for (const entry of rest) {
      seat.cursor = entry.cursor;
      seat.follower.onEntry(entry);
    }
  }

  function leave(key: string, room: Room<T>, seat: SeatState<T>): void {
    if (!room.seats.delete(seat) || room.seats.size > 0) return;
    if (rooms.get(key) === room) rooms.delete(key);
    room.leave.then(
      (end) => end(),
      () => {},
    );
  }

  return {
    async enter(key, follower) {
      const room = rooms.get(key) ?? open(key);
      const seat: SeatState<T> = { follower, cursor: undefined, pending: [] };
      room.seats.add(seat);
      try {
        await room.leave;
      } catch (error) {
        leave(key, room, seat);
        throw error;
      }
      return {
        level: (cursor) => level(key, room, seat, cursor),
        leave: () => leave(key, room, seat),
      };
    },
  };
}
