import type { InviteRecord } from "./invite.js";
import { type Changed, hasEnded } from "./inviteStore.js";

const hour = 3_600_000;
const mostInAnHour = { invite: 20, business: 60 };

/**
 * A company's invites with one more press of its button counted, or one more way back; `false` over 20 in this hour for
 * the invite or 60 for the business, and for an ended one.
 */
export function inviteRateLimit(
  before: readonly InviteRecord[],
  id: string,
  what: "presses" | "returns",
  time: number,
): Changed<boolean> {
  const thisHour = Math.floor(time / hour);
  const countOf = ({ [what]: told }: InviteRecord) => (told?.hour === thisHour ? told.count : 0);
  const found = before.find((one) => one.id === id);
  const all = before.reduce((sum, one) => sum + countOf(one), 0);
  if (!found || hasEnded(found) || all >= mostInAnHour.business) return { result: false };
  const count = countOf(found) + 1;
  if (count > mostInAnHour.invite) return { result: false };
  const next = { ...found, [what]: { hour: thisHour, count } };
  return { records: before.map((one) => (one === found ? next : one)), result: true };
}
