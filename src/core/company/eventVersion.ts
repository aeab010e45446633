import { parseUtcDate } from "../utcDate.js";

/**
 * A text that sorts as events happened: the instant to a tenth of a microsecond, as Codat dates its webhooks, then
 * the event's id. A reading has no id.
 *
 * @returns `undefined` for anything but a date
 */
export function eventVersion(date: string, eventId = ""): string | undefined {
  const instant = parseUtcDate(date);
  if (Number.isNaN(instant)) return undefined;
  const fraction = /\.(\d+)/.exec(date)?.[1] ?? "";
  const finer = fraction.slice(3, 7).padEnd(4, "0");
  return `${new Date(instant).toISOString().slice(0, -1)}${finer}Z/${eventId}`;
}

/**
 * The version of a reading that is known to be newer than `version`, whatever the clocks say. Event ids have no
 * space, so it sorts directly after `version` and before the version of any other event.
 */
export function versionAfter(version: string): string {
  return version.includes(" ") ? `${version}+` : `${version} +`;
}

/** Whether a version is a reading's: that says how things are, and not since when. */
export function isReading(version: string): boolean {
  return /^[^/]*\/$| \+/.test(version);
}
