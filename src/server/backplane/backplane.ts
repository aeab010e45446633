/**
 * What several companions share, or one holds in memory. It is made of rooms: one for each company and each customer,
 * and one for each thing that all share. A step in a room is atomic, and no step spans two rooms. Times are in
 * milliseconds. Any method may reject; then it is not known whether the step was done, and the companion answers 503.
 */
export interface Backplane {
  /** Whether its contents outlive this process. */
  readonly durable: boolean;
  /** Reads values of a room and, with `from`, its events, all of one moment. */
  view(room: string, names: readonly string[], from?: ReadFrom | undefined): Promise<RoomView>;
  /** Changes a room in one step, all or nothing, and tells its listeners of each new event, in order. */
  commit(room: string, change: RoomChange): Promise<RoomAnswer>;
  /**
   * Resolves when no event that is appended from then on is missed without `onGap`.
   *
   * @returns a function that ends the subscription
   */
  subscribe(room: string, listener: BackplaneListener): Promise<() => void>;
  /** Ends it: no method is called after this. */
  close(): Promise<void>;
}

/** One event of a room. A listener that has seen the entry `before` has missed nothing. */
export interface BackplaneEntry {
  /** The cursor of the entry right before it. */
  before: string;
  /**
   * Names this entry and no other, also after a loss of data: it holds random letters beside a number. Printable ASCII
   * without spaces, at most 64 characters. Browsers get it as the event's id.
   */
  cursor: string;
  /** The event as JSON. */
  event: string;
}

/** A value, and the version that a later step can name. No version is used twice. */
export interface BackplaneValue {
  value: string;
  version: string;
}

/** How long something is there. */
export interface Lifetime {
  /** It is there for so long. Zero promises nothing: it is a cache. */
  lifetime: number;
  /** And where there is room for so long, from the same moment; never longer. @default lifetime */
  ifRoom?: number | undefined;
}

/**
 * From where events are read: after a cursor; after the cursor that a value begins with, up to its first space; or
 * `now`, which reads none and says where the room stands.
 */
export type ReadFrom = { cursor: string } | { value: string } | "now";

/** A room at one moment. */
export interface RoomView {
  /** Those that were asked for and are there. */
  values: Readonly<Record<string, BackplaneValue | undefined>>;
  /** Where the room stands; empty without `from`. */
  cursor: string;
  /** Oldest first. `undefined` when the cursor is not of this room, or no longer: read the state anew. */
  entries: readonly BackplaneEntry[] | undefined;
}

/** Tokens to take from a bucket, which is full when it is first used. */
export interface BucketTake {
  bucket: string;
  /** How many. @default 1 */
  amount?: number | undefined;
  capacity: number;
  /** Milliseconds in which one token comes back. */
  every: number;
  /** Tokens that must be left to others. @default 0 */
  floor?: number | undefined;
}

/** An event to append. */
export interface RoomEvent {
  event: string;
  /** Leaves this event out where the id is marked; marks it otherwise. */
  once?: (Lifetime & { id: string }) | undefined;
}

/** One step in a room. Its conditions come first: where one does not hold, nothing happens. */
export interface RoomChange {
  /** None of these ids may be marked. */
  unless?: readonly string[] | undefined;
  /** Each value must have this version; `""` means that there is none. */
  if?: Readonly<Record<string, string>> | undefined;
  /** The room must stand at this cursor: nothing was appended since. */
  at?: string | undefined;
  /** All of these buckets must have enough. */
  take?: readonly BucketTake[] | undefined;
  /** Values to put, all under one new version; `null` removes. */
  put?: Readonly<Record<string, (Lifetime & { value: string }) | null>> | undefined;
  append?: readonly RoomEvent[] | undefined;
  /** Ids to mark; `null` forgets. */
  mark?: Readonly<Record<string, Lifetime | null>> | undefined;
  /** Values to be told in the answer, beside those of `if`. */
  tell?: readonly string[] | undefined;
  /** From where the answer reads events. */
  from?: ReadFrom | undefined;
  /**
   * Whether to wait until a replica has it too. A backplane without replicas, such as the one in memory, has nothing to
   * wait for. @default false
   */
  sure?: boolean | undefined;
}

/** What became of a step, and the room after it: where nothing happened, as a second try needs to know it. */
export interface RoomAnswer extends RoomView {
  /** `done`, or the condition that did not hold: `marked` by `unless`, `changed` by `if` or `at`, `spent` by `take`. */
  outcome: "done" | "marked" | "changed" | "spent";
  /** For `marked`: the first of `unless` that is. */
  marked?: string | undefined;
  /** For `spent`: milliseconds until there is enough. Otherwise 0. */
  wait: number;
  /** The version of what was put. */
  version: string;
  /** Which of `append` were new. */
  appended: readonly boolean[];
}

/** Receives a room's events. Its methods need their object: call them as `listener.onEntry(entry)`. */
export interface BackplaneListener {
  /** Called for each event of the room, in order. */
  onEntry(entry: BackplaneEntry): void;
  /** Entries may have been missed; read again. */
  onGap(): void;
}
