/** One event in a channel, and its place there. */
export interface BackplaneEntry {
  /** Opaque, of printable ASCII without spaces, at most 64 characters; sent to browsers as the event's id. */
  cursor: string;
  /** The event as JSON. */
  event: string;
}

/** Whom a channel's events go to. */
export interface BackplaneListener {
  onEntry(entry: BackplaneEntry): void;
  /** Entries may have been missed: read again. */
  onGap(): void;
}

/** A right held by one at a time, until it is released or its time is over. */
export interface Lease {
  /** @returns `false` when it was lost. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * What several companions share, and what one keeps in memory: events in bounded rings, a few values, leases. All
 * times are in milliseconds. Any method may reject; callers answer 503 then.
 */
export interface Backplane {
  /** Whether what was appended outlives this process. */
  readonly durable: boolean;
  /**
   * Adds an event to a channel and tells its listeners, in one atomic step, unless the same `dedupeId` was appended
   * there before: it is remembered for 14 days as far as memory is bounded, and never less than 28 hours.
   *
   * @returns whether it was new
   */
  append(channel: string, event: string, dedupeId: string): Promise<boolean>;
  /**
   * What was appended after a cursor, oldest first, and the cursor to go on from. Without `after` nothing but that
   * cursor. `undefined` when the cursor is not this channel's, or has left the ring.
   */
  read(
    channel: string,
    after?: string | undefined,
  ): Promise<{ entries: readonly BackplaneEntry[]; cursor: string } | undefined>;
  /** @returns ends the subscription */
  subscribe(channel: string, listener: BackplaneListener): Promise<() => void>;
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, lifetime: number): Promise<void>;
  delete(key: string): Promise<void>;
  /** @returns `undefined` while another holds it */
  acquire(key: string, lifetime: number): Promise<Lease | undefined>;
  close(): Promise<void>;
}
