import type { CompanyConnection } from "../../../core/company/company.js";
import { eventVersion, isReading } from "../../../core/company/eventVersion.js";
import { parseSourceType, type SourceType } from "../../../core/sourceType.js";
import { connectionStatus, isConnectedStatus } from "../../../core/status/connectionStatus.js";
import type { InviteRecord } from "./inviteRecord.js";

/** The connected ones of a source type. */
export function standingConnections(
  connections: readonly CompanyConnection[],
  sourceType: SourceType,
): readonly CompanyConnection[] {
  return connections.filter(
    (connection) => !connection.deleted && isConnectedStatus(connectionStatus([connection], { sourceType })),
  );
}

/** Whether a connection of the invite's source type was connected since the invite was requested. */
export function isSettledBy(
  { sourceType, standing = [], createdAt }: InviteRecord,
  connections: readonly CompanyConnection[],
): boolean {
  return standingConnections(connections, sourceType).some(
    (connection) => !standing.includes(connection.id) || isNewsSince(createdAt, connection),
  );
}

/** Whether somebody began a connection at Codat since the invite's last state. */
export function isAttemptedIn(
  { sourceType, changedAt, connectionId }: InviteRecord,
  connections: readonly CompanyConnection[],
): boolean {
  return connections.some(
    (connection) =>
      connection.status === "PendingAuth" &&
      // The invite's own connection was made by the press of its button, so it proves no attempt.
      connection.id !== connectionId &&
      parseSourceType(connection.sourceType) === sourceType &&
      isNewsSince(changedAt, connection),
  );
}

/** A reading is never news: it shows the present state, not when it began. */
function isNewsSince(time: number, { version }: CompanyConnection): boolean {
  return !isReading(version) && version > (eventVersion(new Date(time).toISOString()) ?? "");
}
