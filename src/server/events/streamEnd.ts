/** Why a stream ended. */
export const streamEnds = [
  /** It was old enough; the page comes back. */
  "lifetime",
  /** Its customer opened another, and had as many as one may hold. */
  "replaced",
  /** By `closeSessions`. */
  "signedOut",
  /** Its session has ended, or is another's. */
  "session",
  /** Its session could not be asked for, for too long. */
  "unchecked",
  /** By `close`. */
  "closing",
  /** Its reader left too much unread. */
  "slow",
  /** What it missed could not be read. */
  "lost",
  /** Its reader went away. */
  "gone",
] as const;

export type StreamEnd = (typeof streamEnds)[number];
