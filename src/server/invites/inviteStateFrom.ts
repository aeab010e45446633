import type { CompanyConnection } from "../../core/company/company.js";
import { eventVersion } from "../../core/company/eventVersion.js";
import { parseSourceType, type SourceType } from "../../core/sourceType.js";
import { connectionStatus } from "../../core/status/connectionStatus.js";
import type { InviteState } from "../../core/status/inviteState.js";
import { isLiveInvite } from "../../core/status/inviteState.js";
import type { InviteRecord } from "./invite.js";

/** What connections make of an invite; `undefined` where they change nothing. */
export function inviteStateFrom(
  invite: InviteRecord,
  connections: readonly CompanyConnection[],
): InviteState | undefined {
  const { state, sourceType, standing = [], createdAt, changedAt, connectionId } = invite;
  if (!isLiveInvite(state)) return undefined;
  const isConnected = standingIn(connections, sourceType).some(
    (one) => !standing.includes(one.id) || isNews(one, createdAt),
  );
  if (isConnected) return "connected";
  // Its own was made with the press of the button, and says no more than that.
  const isTried = connections.some(
    (one) =>
      one.status === "PendingAuth" &&
      one.id !== connectionId &&
      parseSourceType(one.sourceType) === sourceType &&
      isNews(one, changedAt),
  );
  return state === "opened" && isTried ? "connecting" : undefined;
}

/** The connections of a source type that stand. */
export function standingIn(
  connections: readonly CompanyConnection[],
  sourceType: SourceType,
): readonly CompanyConnection[] {
  return connections.filter(
    (one) => !one.deleted && ["connected", "ready"].includes(connectionStatus([one], { sourceType })),
  );
}

/** Whether something happened to it after a time. A reading has no event's id: it tells how things are, not since when. */
function isNews({ version }: CompanyConnection, time: number): boolean {
  return !/Z\/~*$/.test(version) && version > (eventVersion(new Date(time).toISOString()) ?? "");
}
