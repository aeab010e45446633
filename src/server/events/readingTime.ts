import { eventVersion } from "../../core/company/eventVersion.js";

/** Versions between which a reading was taken: an event dated in between may be older or newer than it. */
export interface ReadingTime {
  from: string;
  until: string;
}

const second = 1000;
/** How far Codat's clock and ours may be apart, in milliseconds. */
const skew = 2 * second;

/**
 * When a reading was taken, by Codat's clock. Codat dates an answer to the second, and took it at most as long before
 * or after as the request lasted. Our clock widens that, since the date may be a proxy's, or ours where none was sent.
 *
 * @param readAt - the version of the reading
 * @param sent - before the first request, in milliseconds by our clock
 * @param received - after the last answer
 */
export function readingTime(readAt: string, sent: number, received: number): ReadingTime {
  const date = Date.parse(readAt.split("/")[0] ?? "") || sent;
  const duration = received - sent;
  return {
    from: versionAt(Math.min(date - duration, sent - skew)),
    until: versionAt(Math.max(date + second + duration, received + skew)),
  };
}

/** The version of a reading at a time in milliseconds. */
export function versionAt(time: number): string {
  return eventVersion(new Date(time).toISOString()) ?? "";
}
