import { serverError } from "../errors/serverError.js";

/** How much the streams of one process may take, and how they are kept alive. */
export interface StreamLimits {
  /** Milliseconds between comments that keep proxies, and Bun's ten seconds, from cutting a silent stream. @default 8_000 */
  heartbeat?: number | undefined;
  /**
   * Bytes of comment before the first event, for proxies that hold back a small beginning; 2_048 is usual. At most
   * 65_536.
   *
   * @default 0: a page does not wait for its stream, since `POST company` answers with the same company
   */
  padding?: number | undefined;
  /**
   * Streams that one customer may hold. For one more the oldest is ended of the person who has the most, by the `user` of
   * `authenticate`: nobody takes the places of the others in a business. @default 20
   */
  perCustomer?: number | undefined;
  /** Streams that this process may hold, about 25 KB each. Whoever comes then is told to come back. @default 10_000 */
  perProcess?: number | undefined;
  /**
   * Streams that this process begins in a second, and that may be beginning at once. Whoever comes beyond is told when to
   * come back, each at a moment of its own: after a restart all come, and webhooks must be answered all the same.
   *
   * @default 1_000
   */
  perSecond?: number | undefined;
  /** Bytes that a slow reader may leave unread before its stream is cut. @default 65_536 */
  queuedBytes?: number | undefined;
  /**
   * Milliseconds after which `authenticate` is asked again whether a stream's session still holds. Longer than
   * `heartbeat`. A session that could not be checked for twice as long ends its stream.
   *
   * @default 60_000
   */
  recheck?: number | undefined;
  /** The longest life of a stream, in milliseconds; the shortest is four fifths of it. @default 600_000 */
  lifetime?: number | undefined;
  /** Milliseconds over which `close()` spreads the ends of all streams, and its server answers at the least. @default 1_000 */
  drain?: number | undefined;
  /**
   * Milliseconds for which `close()` goes on as before, but for `health().ready`, which is false: so long a balancer needs
   * to notice. @default 0
   */
  notice?: number | undefined;
}

export const defaultStreamLimits = {
  heartbeat: 8_000,
  padding: 0,
  perCustomer: 20,
  perProcess: 10_000,
  perSecond: 1_000,
  queuedBytes: 65_536,
  recheck: 60_000,
  lifetime: 600_000,
  drain: 1_000,
  notice: 0,
} as const satisfies Record<keyof StreamLimits, number>;

const mayBeZero: readonly string[] = ["padding", "drain", "notice"];
/** What a timer can hold. */
const longestTime = 2 ** 31 - 1;
/** Each stream has it once more. */
const longestPadding = 65_536;

/** The limits with the defaults for what is left out. */
export function completeStreamLimits(limits: StreamLimits = {}): Record<keyof StreamLimits, number> {
  const given = Object.entries(limits).filter(([, value]) => value !== undefined);
  return { ...defaultStreamLimits, ...Object.fromEntries(given) };
}

/** @throws OnboardingError `ONB-505` for a limit that is unknown, or not a whole number in its range */
export function validateStreamLimits(limits: StreamLimits | undefined): void {
  const members = Object.keys(defaultStreamLimits);
  if (limits !== undefined && (typeof limits !== "object" || limits === null)) {
    throw serverError("limitsMalformed", { values: { option: "streams" } });
  }
  for (const [option, value] of Object.entries(limits ?? {})) {
    if (!members.includes(option)) {
      throw serverError("limitUnknown", { values: { option: "streams", members: members.join(", ") } });
    }
    const least = mayBeZero.includes(option) ? 0 : 1;
    const most = option === "padding" ? longestPadding : longestTime;
    const isFine = value === undefined || (Number.isInteger(value) && value >= least && value <= most);
    if (!isFine) {
      const values = { option, least: String(least), most: String(most) };
      throw serverError("streamLimitMalformed", { values });
    }
  }
  // Sessions are checked at heartbeats only.
  const { heartbeat, recheck } = completeStreamLimits(limits);
  if (recheck <= heartbeat) throw serverError("streamRecheckTooShort");
}
