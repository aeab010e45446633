import type { InviteRequest } from "../../../core/company/companyInvite.js";
import { hasInviteEnded, isLiveInvite } from "../../../core/status/inviteState.js";
import type { InviteEvent, InviteRequested } from "./inviteEvent.js";
import type { InviteRecord } from "./inviteRecord.js";
import { newInvite, nextInvite } from "./nextInvite.js";

/** What becomes of a company's invites; without `records` they stay as they are. */
export interface InviteListChange<T> {
  records?: readonly InviteRecord[] | undefined;
  result: T;
}

/** What an invite's link is used for: a press of its button, or a return from Codat. Both make us call Codat. */
export type InviteUse = "presses" | "returns";

const hour = 3_600_000;
const keptAfterEnd = 30 * 24 * hour;
const maxOpen = 10;
/** A customer who makes and cancels invites without end must not fill the memory. */
const maxEnded = 100;
const maxUsesAnHour = { invite: 20, business: 60 };

/** A company's invites at a time, without those that ended more than 30 days before. */
export function invitesAt(records: readonly InviteRecord[], time: number): readonly InviteRecord[] {
  return records
    .map((invite) => nextInvite(invite, { type: "timePassed" }, time))
    .filter((invite) => goneAt(invite) > time);
}

/** When an invite is forgotten, if nothing else happens to it. */
export function goneAt({ state, changedAt, expiresAt }: InviteRecord): number {
  return (hasInviteEnded(state) ? changedAt : expiresAt) + keptAfterEnd;
}

/** The invites worth storing, newest first: all that are open, and the newest 100 that have ended. */
export function invitesToStore(records: readonly InviteRecord[]): readonly InviteRecord[] {
  const sorted = [...records].sort(newestFirst);
  const dropped = sorted.filter(({ state }) => hasInviteEnded(state)).slice(maxEnded);
  return sorted.filter((invite) => !dropped.includes(invite));
}

/** A company's invites after an event of one of them, or of all. `changed` are those that are different now. */
export function applyInviteEvent(
  before: readonly InviteRecord[],
  event: InviteEvent,
  time: number,
  id?: string,
): InviteListChange<{ all: readonly InviteRecord[]; changed: readonly InviteRecord[] }> {
  const all = before.map((invite) =>
    id === undefined || invite.id === id ? nextInvite(invite, event, time) : invite,
  );
  const changed = all.filter((invite) => !before.includes(invite));
  return { records: changed.length > 0 ? all : undefined, result: { all, changed } };
}

/**
 * Finds the open invite that a request is for, or makes one. Of ten open invites one that was not passed on makes room,
 * the oldest first.
 *
 * @returns `tooMany` where all ten were passed on
 */
export function findOrCreateInvite(
  before: readonly InviteRecord[],
  event: InviteRequested,
  { companyId, newId }: { companyId: string; newId: () => string },
  time: number,
): InviteListChange<InviteRecord | "tooMany"> {
  const open = before.filter(({ state }) => !hasInviteEnded(state));
  const found = findAlike(open, event.request, event.customer.id);
  if (found) {
    const { records, result } = applyInviteEvent(before, event, time, found.id);
    return { records, result: result.changed[0] ?? found };
  }
  const isFull = open.length >= maxOpen;
  const unused = isFull ? open.filter(({ state }) => !isLiveInvite(state)).at(-1) : undefined;
  if (isFull && !unused) return { result: "tooMany" };
  const made = newInvite(event, { id: newId(), companyId }, time);
  return { records: [made, ...before.filter((invite) => invite !== unused)], result: made };
}

/**
 * The business's own of the same source type and kind, for the same person and platform if there is one. What was
 * passed on to somebody of another name is theirs.
 */
function findAlike(
  open: readonly InviteRecord[],
  { sourceType, kind, platformKey, name }: InviteRequest,
  customerId: string,
): InviteRecord | undefined {
  const free = open.filter(
    (invite) =>
      invite.customer.id === customerId &&
      invite.sourceType === sourceType &&
      invite.kind === kind &&
      (!name || !invite.name || invite.name === name || !isLiveInvite(invite.state)),
  );
  const named = free.filter((invite) => name && invite.name === name);
  const alike = named.length > 0 ? named : free;
  return (
    alike.find((invite) => invite.platformKey === platformKey) ??
    alike.find((invite) => !invite.platformKey || !platformKey)
  );
}

/**
 * Counts a use of an invite's link.
 *
 * @returns `false` over 20 in this hour for the invite or 60 for the business, and for one that has ended
 */
export function countInviteUse(
  before: readonly InviteRecord[],
  id: string,
  use: InviteUse,
  time: number,
): InviteListChange<boolean> {
  const thisHour = Math.floor(time / hour);
  const countOf = ({ [use]: stored }: InviteRecord) => (stored?.hour === thisHour ? stored.count : 0);
  const found = before.find((invite) => invite.id === id);
  if (!found || hasInviteEnded(found.state)) return { result: false };
  const total = before.reduce((sum, invite) => sum + countOf(invite), 0);
  const count = countOf(found) + 1;
  if (total >= maxUsesAnHour.business || count > maxUsesAnHour.invite) return { result: false };
  const counted = { ...found, [use]: { hour: thisHour, count } };
  return { records: before.map((invite) => (invite === found ? counted : invite)), result: true };
}

function newestFirst(a: InviteRecord, b: InviteRecord): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1);
}
