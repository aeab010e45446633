import type { InviteRequest } from "../../../core/company/companyInvite.js";
import { hasInviteEnded, isLiveInvite } from "../../../core/status/inviteState.js";
import type { InviteEvent, InviteRequested } from "./inviteEvent.js";
import type { InviteRecord } from "./inviteRecord.js";
import { newInvite, nextInvite } from "./nextInvite.js";

/** What becomes of a company's invites; without `records` they stay as they are. */
export interface InviteListChange<T> {
  records?: readonly InviteRecord[] | undefined;
  /** Those that were changed or made, one after the other: an invite may be among them several times. */
  changed?: readonly InviteRecord[] | undefined;
  result: T;
}

const keptAfterEnd = 30 * 24 * 3_600_000;
const maxOpen = 10;
/** A customer who makes and cancels invites without end must not fill the memory. */
const maxEnded = 100;

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

/** What happens to one invite of a company, or to all. */
export interface InviteStep {
  event: InviteEvent;
  id?: string | undefined;
}

/** A company's invites after steps, one after the other. */
export function applyInviteSteps(
  before: readonly InviteRecord[],
  steps: readonly InviteStep[],
  time: number,
): InviteListChange<readonly InviteRecord[]> {
  let all = before;
  const changed: InviteRecord[] = [];
  for (const { event, id } of steps) {
    const known = all;
    all = known.map((invite) =>
      id === undefined || invite.id === id ? nextInvite(invite, event, time) : invite,
    );
    changed.push(...all.filter((invite) => !known.includes(invite)));
  }
  return changed.length > 0 ? { records: all, changed, result: all } : { result: all };
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
  { companyId, newId }: { companyId: string; newId: (companyId: string) => string },
  time: number,
): InviteListChange<InviteRecord | "tooMany"> {
  const open = before.filter(({ state }) => !hasInviteEnded(state));
  const found = findAlike(open, event.request, event.customer.id);
  if (found) {
    const { changed, ...change } = applyInviteSteps(before, [{ event, id: found.id }], time);
    return changed ? { ...change, changed, result: changed[0] ?? found } : { result: found };
  }
  const isFull = open.length >= maxOpen;
  const unused = isFull ? open.filter(({ state }) => !isLiveInvite(state)).at(-1) : undefined;
  if (isFull && !unused) return { result: "tooMany" };
  const made = newInvite(event, { id: newId(companyId), companyId }, time);
  const records = [made, ...before.filter((invite) => invite !== unused)];
  return { records, changed: [made], result: made };
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

function newestFirst(a: InviteRecord, b: InviteRecord): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1);
}
