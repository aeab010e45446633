/** One event in a channel, and its position there. */
export interface BackplaneEntry {
  /** Opaque: printable ASCII without spaces, at most 64 characters. Browsers get it as the event's id. */
  cursor: string;
  /** The event as JSON. */
  event: string;
}

/** Receives a channel's events. */
export interface BackplaneListener {
  /** Called for each event of the channel, in order. */
  onEntry(entry: BackplaneEntry): void;
  /** Entries may have been missed; read again. */
  onGap(): void;
}

/** A lock that one process holds, until it is released or expires. */
export interface Lease {
  /** Holds it for its whole lifetime again. @returns `false` when the lease was lost */
  renew(): Promise<boolean>;
  /** Lets others acquire it. */
  release(): Promise<void>;
}

/**
 * The state that several companions share, or that one holds in memory: events in bounded rings, values, leases. All
 * times are in milliseconds. Any method may reject; the companion then answers 503.
 */
export interface Backplane {
  /** Whether its contents outlive this process. */
  readonly durable: boolean;
  /**
   * Appends an event to a channel and calls its listeners, in one atomic step, unless the same `dedupeId` was appended
   * there before. Ids are remembered for 14 days as far as memory allows, and for at least 28 hours.
   *
   * @returns whether the event was new
   */
  append(channel: string, event: string, dedupeId: string): Promise<boolean>;
  /**
   * Reads what was appended after a cursor, oldest first, and the cursor to go on from; without `after`, only that
   * cursor. `undefined` when the cursor is not of this channel, or has left the ring.
   */
  read(
    channel: string,
    after?: string | undefined,
  ): Promise<{ entries: readonly BackplaneEntry[]; cursor: string } | undefined>;
  /** Calls the listener for what is appended from now on. @returns a function that ends the subscription */
  subscribe(channel: string, listener: BackplaneListener): Promise<() => void>;
  /** The value of a key, until its lifetime is over. */
  get(key: string): Promise<string | undefined>;
  /** Sets a key for a lifetime, in place of what it held. */
  set(key: string, value: string, lifetime: number): Promise<void>;
  /** Takes a key and its value away. */
  delete(key: string): Promise<void>;
  /** Acquires the lock of that name for a lifetime. @returns `undefined` while another process holds it */
  acquire(key: string, lifetime: number): Promise<Lease | undefined>;
  /** Ends it: no method is called after this. */
  close(): Promise<void>;
}
