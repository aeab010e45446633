import type { Backplane, BackplaneEntry, BackplaneListener } from "../backplane/backplane.js";
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

/** After a reconnect of the backplane all rooms are to be read. */
const readAtOnce = 100;
/** Milliseconds until a failed reading is tried again, about. */
const pause = 500;

/**
 * One subscription, one place, one reading after a gap for each room, however many follow it. An entry that does not
 * follow the last one is a gap too, so that neither a lost message nor a history that lost its end goes unnoticed.
 */
export function createRooms<T>(options: RoomsOptions<T>): Rooms<T> {
  const house = new House(options);
  return { enter: (key, follower) => house.enter(key, follower) };
}

/** What the rooms share. */
class House<T> {
  readonly backplane: RoomsOptions<T>["backplane"];
  readonly roomOf: (key: string) => string;
  readonly load: (key: string) => Promise<T>;
  readonly timers: Timers;
  readonly rooms = new Map<string, Room<T>>();
  private readonly line: Room<T>[] = [];
  private busy = 0;

  constructor({ backplane, roomOf, load, timers = unrefTimers }: RoomsOptions<T>) {
    this.backplane = backplane;
    this.roomOf = roomOf;
    this.load = load;
    this.timers = timers;
  }

  async enter(key: string, follower: Follower<T>): Promise<Seat> {
    const room = this.rooms.get(key) ?? new Room(this, key);
    const seat = new RoomSeat(room, follower);
    room.add(seat);
    try {
      await room.subscription;
    } catch (error) {
      seat.leave();
      throw error;
    }
    return seat;
  }

  /** Has a room read again when it is its turn. */
  queue(room: Room<T>): void {
    this.line.push(room);
    this.advance();
  }

  private advance(): void {
    while (this.busy < readAtOnce) {
      const next = this.line.shift();
      if (!next) return;
      this.busy += 1;
      void next.readAgain().finally(() => {
        this.busy -= 1;
        this.advance();
      });
    }
  }
}

/** Seats and rooms are classes: there are thousands. */
class RoomSeat<T> implements Seat {
  readonly follower: Follower<T>;
  /** Where it is; `undefined` until it is level. */
  cursor: string | undefined;
  private readonly room: Room<T>;
  /** What came before it was level. */
  private pending: BackplaneEntry[] | undefined;

  constructor(room: Room<T>, follower: Follower<T>) {
    this.room = room;
    this.follower = follower;
  }

  level(cursor: string): void {
    this.room.level(this, cursor);
  }

  leave(): void {
    this.room.remove(this);
  }

  keep(entry: BackplaneEntry): void {
    this.pending ??= [];
    this.pending.push(entry);
  }

  takeKept(): readonly BackplaneEntry[] {
    const { pending = [] } = this;
    this.pending = undefined;
    return pending;
  }

  tell(entry: BackplaneEntry): void {
    this.cursor = entry.cursor;
    this.follower.onEntry(entry);
  }
}

class Room<T> implements BackplaneListener {
  readonly subscription: Promise<() => void>;
  private readonly house: House<T>;
  private readonly key: string;
  /** An array that is never changed: for one seat half as large as a set, and who leaves does not disturb a round. */
  private seats: readonly RoomSeat<T>[] = [];
  /** Where the room stands, by what was told; `undefined` until one is level. */
  private cursor: string | undefined;
  /** What the last reading gave: a backplane between machines may tell of it later. */
  private read: Set<string> | undefined;
  private isReading = false;
  private isBehind = false;

  constructor(house: House<T>, key: string) {
    this.house = house;
    this.key = key;
    this.subscription = house.backplane.subscribe(house.roomOf(key), this);
    house.rooms.set(key, this);
  }

  add(seat: RoomSeat<T>): void {
    this.seats = [...this.seats, seat];
  }

  remove(seat: RoomSeat<T>): void {
    if (!this.seats.includes(seat)) return;
    this.seats = this.seats.filter((other) => other !== seat);
    if (this.seats.length > 0) return;
    if (this.isOpen) this.house.rooms.delete(this.key);
    this.subscription.then(
      (end) => end(),
      () => {},
    );
  }

  onGap(): void {
    this.isBehind = true;
    if (this.isReading || this.cursor === undefined || !this.isOpen) return;
    this.isReading = true;
    this.house.queue(this);
  }

  onEntry(entry: BackplaneEntry): void {
    if (this.cursor === undefined) {
      for (const seat of this.seats) seat.keep(entry);
    } else if (this.isReading) this.isBehind = true;
    else if (entry.before === this.cursor) {
      this.read = undefined;
      this.tell(entry);
    } else if (entry.cursor !== this.cursor && !this.read?.has(entry.cursor)) this.onGap();
  }

  async readAgain(): Promise<void> {
    const { backplane, roomOf, timers } = this.house;
    try {
      while (this.isBehind && this.seats.length > 0) {
        this.isBehind = false;
        const { cursor = "" } = this;
        const news = await backplane.view(roomOf(this.key), [], { cursor });
        if (!news.entries) this.lose(news.cursor);
        else {
          this.read = new Set(news.entries.map((entry) => entry.cursor));
          for (const entry of news.entries) this.tell(entry);
        }
      }
      this.isReading = false;
    } catch {
      this.isReading = false;
      // The backplane is away. Not all at once when it is back.
      timers.setTimeout(() => this.onGap(), pause * (0.5 + Math.random()));
    }
  }

  level(seat: RoomSeat<T>, cursor: string): void {
    const pending = seat.takeKept();
    seat.cursor = cursor;
    if (this.cursor === undefined) {
      this.cursor = cursor;
      const seen = pending.findLastIndex((entry) => entry.cursor === cursor);
      for (const entry of pending.slice(seen + 1)) this.onEntry(entry);
      return;
    }
    const next = pending.findLastIndex((entry) => entry.before === cursor);
    if (next >= 0) for (const entry of pending.slice(next)) seat.tell(entry);
    else if (cursor !== this.cursor) void this.catchUp(seat);
  }

  private get isOpen(): boolean {
    return this.house.rooms.get(this.key) === this;
  }

  private tell(entry: BackplaneEntry): void {
    this.cursor = entry.cursor;
    for (const seat of this.seats) {
      if (seat.cursor === undefined) seat.keep(entry);
      else if (seat.cursor === entry.before) seat.tell(entry);
    }
  }

  /** Everybody begins anew, from where the room stands now. */
  private lose(cursor: string): void {
    const { load } = this.house;
    this.cursor = cursor;
    let loading: Promise<T> | undefined;
    const once = () => (loading ??= load(this.key));
    for (const seat of this.seats) {
      const wasLevel = seat.cursor !== undefined;
      seat.cursor = undefined;
      seat.takeKept();
      if (wasLevel) seat.follower.onLost(once);
    }
  }

  /** It is ahead of what the room was told, or somewhere else: the backplane knows. */
  private async catchUp(seat: RoomSeat<T>): Promise<void> {
    const { backplane, roomOf, load } = this.house;
    const { cursor = "" } = seat;
    seat.cursor = undefined;
    const news = await backplane.view(roomOf(this.key), [], { cursor }).catch(() => undefined);
    if (seat.cursor !== undefined || !this.seats.includes(seat)) return;
    const pending = seat.takeKept();
    if (!news?.entries) {
      seat.follower.onLost(() => load(this.key));
      return;
    }
    for (const entry of news.entries) seat.follower.onEntry(entry);
    // The room will be told of what was read here; until then it is ahead.
    const ahead = news.cursor;
    const next = pending.findLastIndex((entry) => entry.before === ahead);
    seat.cursor = ahead;
    for (const entry of next < 0 ? [] : pending.slice(next)) seat.tell(entry);
  }
}
