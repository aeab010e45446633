/** What is to be known of a stream, to say whose turn it is to make room. */
export interface HeldStream {
  readonly customerId: string;
  /** The person. */
  readonly userId: string | undefined;
}

/** The streams that each customer holds. */
export interface CustomerStreams<Stream extends HeldStream> {
  /**
   * The stream that one more makes end, where its customer holds as many as one may: the oldest of the person who would
   * have the most, so that nobody takes the places of the others in a business.
   */
  inTheWayOf(stream: Stream): Stream | undefined;
  add(stream: Stream): void;
  remove(stream: Stream): void;
}

/** @param most - streams of one customer */
export function createCustomerStreams<Stream extends HeldStream>(most: number): CustomerStreams<Stream> {
  /** Oldest first. Arrays, which for one stream are half as large as sets. */
  const held = new Map<string, readonly Stream[]>();
  const of = (customerId: string) => held.get(customerId) ?? [];

  return {
    inTheWayOf(stream) {
      const others = of(stream.customerId);
      if (others.length < most) return undefined;
      const counts = new Map<string | undefined, number>([[stream.userId, 1]]);
      for (const { userId } of others) counts.set(userId, (counts.get(userId) ?? 0) + 1);
      // As many as there are, and not spread into a call: an operator may allow thousands.
      let largest = 0;
      for (const { userId } of others) largest = Math.max(largest, counts.get(userId) ?? 0);
      return others.find(({ userId }) => counts.get(userId) === largest);
    },

    add(stream) {
      held.set(stream.customerId, [...of(stream.customerId), stream]);
    },

    remove(stream) {
      const others = of(stream.customerId).filter((other) => other !== stream);
      if (others.length > 0) held.set(stream.customerId, others);
      else held.delete(stream.customerId);
    },
  };
}
