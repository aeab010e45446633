import type { EventsState } from "./openEvents.js";

const silentAfter = 2_000;
const unreachableAfter = 7_000;
const triesAtMost = 3;

/**
 * Follows whether a stream is heard. Proxies hold streams back, and servers go away: a page must not wait for its stream
 * without a word.
 *
 * @param onSilence nothing has come for two seconds since the page was opened or shown: the company can be read another
 * way
 * @param onUnreachable nothing has come for seven seconds, so that the page says so within eight, or three tries have
 * failed; and when that is over
 * @returns takes each state of the stream; `undefined` ends it
 */
export function watchSilence(
  onSilence: () => void,
  onUnreachable: (isUnreachable: boolean) => void,
): (state: EventsState | undefined) => void {
  let before: EventsState | undefined = "hidden";
  let timers: ReturnType<typeof setTimeout>[] = [];
  let failures = 0;
  let isUnreachable = false;
  const report = (now: boolean) => {
    if (now !== isUnreachable) onUnreachable(now);
    isUnreachable = now;
  };
  return (state) => {
    const isTrying = state === "connecting" || state === "waiting";
    // A pause begins after a connection that was heard, or lies between two that were not.
    const isLost = isTrying && before !== state && (before === "hidden" || before === "live");
    if (isLost || !isTrying) timers.forEach(clearTimeout);
    if (isLost) timers = [setTimeout(report, unreachableAfter, true)];
    if (isLost && before === "hidden") timers.push(setTimeout(onSilence, silentAfter));
    if (state === "waiting" && ++failures === triesAtMost) report(true);
    if (state === "live" || state === "none") {
      failures = 0;
      report(false);
    }
    before = state;
  };
}
