import { hasInviteEnded, inviteStates } from "../../core/status/inviteState.js";
import type { Backplane, BucketTake } from "../backplane/backplane.js";
import { inviteRoom, usesBucket } from "../backplane/backplaneRooms.js";
import type { InviteRecord } from "./life/inviteRecord.js";

/** What an invite's link is used for: a press of its button, or a return from Codat. Both make us call Codat. */
export type InviteUse = "presses" | "returns";

/** Whether a use is allowed; else, milliseconds until one is, if ever. */
export interface CountedUse {
  isAllowed: boolean;
  wait?: number | undefined;
}

const hour = 3_600_000;
const mostAnHour = { invite: 20, business: 60 };
/** For each link that nobody has used yet. */
const keptForLink = 3;

/**
 * Counts a use.
 *
 * @param kept of the business's uses, left to its other links
 */
export async function countUse(
  backplane: Backplane,
  inviteId: string,
  use: InviteUse,
  { kept, now }: { kept: number; now: Date },
): Promise<CountedUse> {
  const time = now.getTime();
  const thisHour = Math.floor(time / hour);
  // The next hour has buckets of its own.
  const take: readonly BucketTake[] = [
    { bucket: usesBucket(use, thisHour, inviteId), capacity: mostAnHour.invite, every: hour },
    { bucket: usesBucket(use, thisHour), capacity: mostAnHour.business, every: hour, floor: kept },
  ];
  const { outcome } = await backplane.commit(inviteRoom(inviteId), { take });
  return outcome === "done" ? { isAllowed: true } : { isAllowed: false, wait: hour - (time % hour) };
}

/** What a use of an invite must leave to the other links of its business that nobody has used yet. */
export function keptBeside(invite: InviteRecord, all: readonly InviteRecord[]): number {
  const isUnused = ({ id, state }: InviteRecord) =>
    id !== invite.id && !hasInviteEnded(state) && inviteStates[state] < inviteStates.opened;
  return keptForLink * all.filter(isUnused).length;
}
