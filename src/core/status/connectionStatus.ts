import type { Connection } from "../company/connection.js";
import { parseSourceType, type SourceType } from "../sourceType.js";
import { parseUtcDate } from "../utcDate.js";

/**
 * Where the connection stands, in order of precedence: a step has the first that holds, and of several connections the
 * one whose status comes first decides.
 *
 * `button`: what `ConnectCTA` is. `handOver`: whether the ways of handing over are there; `"link"` where the host gave
 * a link that stands by itself.
 */
export const connectionStatuses = {
  unavailable: { button: "text", handOver: "link" },
  loading: { button: "disabled", handOver: false },
  ready: { button: "gone", handOver: false },
  connected: { button: "gone", handOver: false },
  failed: { button: "link", handOver: true },
  pending: { button: "link", handOver: true },
  disconnected: { button: "link", handOver: true },
  opening: { button: "link", handOver: true },
  idle: { button: "link", handOver: true },
} as const;

export type ConnectionStatus = keyof typeof connectionStatuses;

/** Sorts statuses by their precedence. */
export function compareStatuses(a: ConnectionStatus, b: ConnectionStatus): number {
  const precedence = Object.keys(connectionStatuses);
  return precedence.indexOf(a) - precedence.indexOf(b);
}

/** Whether a connection stands. */
export function isConnectedStatus(status: ConnectionStatus): boolean {
  return connectionStatuses[status].button === "gone";
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
    return pending.some((connection) => hasFailed(connection, attemptedAt)) ? "failed" : "pending";
  const ended = own.some(({ status }) => status === "Unlinked" || status === "Deauthorized");
  return ended ? "disconnected" : "idle";
}

function isImported({ status, integrationKey, lastSync }: Connection): boolean {
  return status === "Deauthorized" && Boolean(lastSync) && oneTimeImports.includes(integrationKey ?? "");
}

function hasFailed({ dataConnectionErrors }: Connection, attemptedAt: Date | undefined): boolean {
  const time = (error: { erroredOnUtc?: string | null | undefined }) => parseUtcDate(error.erroredOnUtc) || 0;
  const newest = [...(dataConnectionErrors ?? [])].sort((a, b) => time(b) - time(a))[0];
  // 403 is "User cancelled": the customer knows, and nothing is wrong.
  if (!newest || newest.statusCode === "403") return false;
  return attemptedAt ? time(newest) >= attemptedAt.getTime() : newest.status !== "Resolved";
}
