import { parseUtcDate } from "../utcDate.js";

/**
 * A text that sorts as events happened: the instant to a tenth of a microsecond, as Codat dates its webhooks, then
 * the event's id. A reading of the API has no event's id.
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
