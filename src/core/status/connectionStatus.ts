import type { Connection } from "../company/connection.js";
import { parseSourceType, type SourceType } from "../sourceType.js";
import { parseUtcDate } from "../utcDate.js";

/**
 * Where the connection stands, in order of precedence: a step has the first that holds, and of several connections the
 * one whose status comes first decides. The values are
 * what `ConnectCTA` is; the other parts follow from it.
 */
export const connectionStatuses = {
  unavailable: "text",
  loading: "disabled",
  ready: "gone",
  connected: "gone",
  failed: "link",
  pending: "link",
  disconnected: "link",
  opening: "link",
  idle: "link",
} as const;

export type ConnectionStatus = keyof typeof connectionStatuses;

/** The statuses that a status line has words for. */
export type SpokenStatus = Exclude<ConnectionStatus, "loading" | "idle">;

/** The statuses in which the button has words of its own; in the others they are those of a first attempt. */
export type LabelledStatus = Exclude<
  ConnectionStatus,
  "loading" | "ready" | "connected" | "opening" | "idle"
>;

/** Sorts statuses by their precedence. */
export function compareStatuses(a: ConnectionStatus, b: ConnectionStatus): number {
  const precedence = Object.keys(connectionStatuses);
  return precedence.indexOf(a) - precedence.indexOf(b);
}

/** Whether a connection stands. */
export function isConnectedStatus(status: ConnectionStatus): boolean {
  return connectionStatuses[status] === "gone";
}

/** Whether it is known how the connection stands. */
export function isKnownStatus(status: ConnectionStatus): boolean {
  return connectionStatuses[status] === "gone" || connectionStatuses[status] === "link";
}

/** Whether somebody else can be asked to connect. */
export function mayHandOver(status: ConnectionStatus): boolean {
  return connectionStatuses[status] !== "gone" && connectionStatuses[status] !== "disabled";
}

/** Whether the first data of a connection has arrived. */
export function hasFirstData(status: ConnectionStatus): boolean {
  return status === "ready";
}

/** Whether the last attempt to connect has failed. */
export function hasFailed(status: ConnectionStatus): boolean {
  return status === "failed";
}

/** Whether there was a connection, and is none now. */
export function hasDisconnected(status: ConnectionStatus): boolean {
  return status === "disconnected";
}

/** Options of {@link connectionStatus}. */
export interface ConnectionStatusOptions {
  sourceType: SourceType;
  /** When the current attempt began; older errors belong to earlier ones. Default: Codat's `Active` mark decides. */
  attemptedAt?: Date | undefined;
}

/** QuickBooks Desktop and Sage 50 can import once and then end their own access: no cause for alarm. */
const oneTimeImports = ["pqsw", "hbql"];

/**
 * The status of a step from a company's connections, subsidiaries' included, as Codat's API returns them.
 * Connections of other source types are ignored, unknown statuses too.
 */
export function connectionStatus(
  connections: readonly Connection[],
  { sourceType, attemptedAt }: ConnectionStatusOptions,
): ConnectionStatus {
  const own = connections.filter((connection) => parseSourceType(connection.sourceType) === sourceType);
  const standing = own.filter((connection) => connection.status === "Linked" || isImported(connection));
  if (standing.length > 0) return standing.some((connection) => connection.lastSync) ? "ready" : "connected";
  const pending = own.filter((connection) => connection.status === "PendingAuth");
  if (pending.length > 0)
    return pending.some((connection) => hasNewError(connection, attemptedAt)) ? "failed" : "pending";
  const ended = own.some(({ status }) => status === "Unlinked" || status === "Deauthorized");
  return ended ? "disconnected" : "idle";
}

function isImported({ status, integrationKey, lastSync }: Connection): boolean {
  return status === "Deauthorized" && Boolean(lastSync) && oneTimeImports.includes(integrationKey ?? "");
}

function hasNewError({ dataConnectionErrors }: Connection, attemptedAt: Date | undefined): boolean {
  const time = (error: { erroredOnUtc?: string | null | undefined }) => parseUtcDate(error.erroredOnUtc) || 0;
  const newest = [...(dataConnectionErrors ?? [])].sort((a, b) => time(b) - time(a))[0];
  // 403 is "User cancelled": the customer knows, and nothing is wrong.
  if (!newest || newest.statusCode === "403") return false;
  return attemptedAt ? time(newest) >= attemptedAt.getTime() : newest.status !== "Resolved";
}
