import type { Backplane, BucketTake } from "../backplane/backplane.js";
import { inviteRoom, usesBucket } from "../backplane/backplaneRooms.js";

/** What an invite's link is used for: a press of its button, or a return from Codat. Both make us call Codat. */
export type InviteUse = "presses" | "returns";

const hour = 3_600_000;
const mostAnHour = { invite: 20, business: 60 };

/** The buckets that a use takes from: of this invite, and of all of its business, in this hour. */
export function bucketsOf(inviteId: string, use: InviteUse, now: Date): readonly BucketTake[] {
  const thisHour = Math.floor(now.getTime() / hour);
  const bucketWith = (capacity: number, id = "") => ({
    bucket: usesBucket(use, thisHour, id),
    capacity,
    // The next hour has a bucket of its own.
    every: hour,
  });
  return [bucketWith(mostAnHour.invite, inviteId), bucketWith(mostAnHour.business)];
}

/** Counts a use. @returns `false` over 20 in this hour for the invite or 60 for the business */
export async function countUse(
  backplane: Backplane,
  inviteId: string,
  use: InviteUse,
  now: Date,
): Promise<boolean> {
  const { outcome } = await backplane.commit(inviteRoom(inviteId), { take: bucketsOf(inviteId, use, now) });
  return outcome === "done";
}
