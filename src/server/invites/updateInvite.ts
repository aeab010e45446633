import type { InviteState } from "../../core/status/inviteState.js";
import type { InviteRecord } from "./invite.js";

/** An invite goes forwards only. */
const order: Readonly<Record<InviteState, number>> = {
  none: 0,
  prepared: 1,
  opened: 2,
  connecting: 3,
  connected: 4,
  declined: 4,
  expired: 4,
  cancelled: 4,
};

/** An invite with a change made to it at a time; the very invite where nothing changes, or a state would go back. */
export function updateInvite(
  invite: InviteRecord,
  change: Partial<InviteRecord>,
  time: number,
): InviteRecord {
  const state = order[change.state ?? "none"] > order[invite.state] ? change.state : undefined;
  const next = { ...invite, ...change, state: state ?? invite.state, ...(state && { changedAt: time }) };
  if (JSON.stringify(next) === JSON.stringify(invite)) return invite;
  const isNews = Boolean(state) || next.label !== invite.label;
  // Cancelled before anything came of it: the customer was never shown it, and need not be.
  const isShown = invite.version > 0 || (next.state !== "none" && next.state !== "cancelled");
  return { ...next, version: invite.version + (isNews && isShown ? 1 : 0) };
}
