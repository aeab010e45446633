import type { Connection } from "../company/connection.js";
import { parseSourceType, type SourceType } from "../sourceType.js";
import type { Local } from "../step/local.js";
import { parseUtcDate } from "../utcDate.js";

/** Where the connection stands, in order of precedence. The values say what `ConnectCTA` is; other parts follow it. */
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

/** What `ConnectCTA` is. */
export type ConnectButton = (typeof connectionStatuses)[ConnectionStatus];

/** Where the connection stands, as `data-status` shows it. */
export type ConnectionStatus = keyof typeof connectionStatuses;

/** The statuses in which the button has words of its own; in the others they are those of a first attempt. */
export type LabelledStatus = Exclude<
  ConnectionStatus,
  "loading" | "ready" | "connected" | "opening" | "idle"
>;

/** Whether a connection stands. */
export function isConnectedStatus(status: ConnectionStatus): boolean {
  return connectionStatuses[status] === "gone";
}

/** Whether it is known how the connection stands. */
export function isKnownStatus(status: ConnectionStatus): boolean {
  return connectionStatuses[status] === "gone" || connectionStatuses[status] === "link";
}

/** Whether somebody else can be asked to connect. */
export function mayHandOver(button: ConnectButton): boolean {
  return button !== "gone" && button !== "disabled";
}

/** Whether the first data of a connection has arrived. */
export function hasFirstData(status: ConnectionStatus): boolean {
  return status === "ready";
}

/** Whether nothing can be opened. */
export function isUnavailable(status: ConnectionStatus): boolean {
  return status === "unavailable";
}

/** Whether a click on the button has not been answered. */
export function isOpening(status: ConnectionStatus): boolean {
  return status === "opening";
}

/** Whether nothing has happened that anybody knows. */
export function isIdle(status: ConnectionStatus): boolean {
  return status === "idle";
}

/** Whether a connection waits for its confirmation. */
export function isPending(status: ConnectionStatus): boolean {
  return status === "pending";
}

/** Whether the last attempt to connect has failed. */
export function hasFailed(status: ConnectionStatus): boolean {
  return status === "failed";
}

/** Whether there was a connection, and is none now. */
export function hasDisconnected(status: ConnectionStatus): boolean {
  return status === "disconnected";
}

/** What {@link stepStatus} decides from. */
export interface StatusFacts {
  /** Bad data or an error: nothing can be opened. */
  unavailable?: boolean | undefined;
  /** The company is not known yet. */
  loading?: boolean | undefined;
  /** What the host, or the server, knows of the connection. */
  status?: ConnectionStatus | undefined;
}

/**
 * The status of a step. The host's word outranks the browser's, except where the browser knows better: that the
 * attempt which is `pending` has just failed, or what happens while the host knows nothing (`idle`).
 *
 * @param own what the browser knows
 */
export function stepStatus(
  { unavailable, loading, status = "idle" }: StatusFacts,
  own: ConnectionStatus = "idle",
): ConnectionStatus {
  if (unavailable) return "unavailable";
  if (loading) return "loading";
  return status === "idle" || (status === "pending" && own === "failed") ? own : status;
}

/** What a browser knows that nobody comes back to. */
export function pressedStatus({ opening }: Local): ConnectionStatus {
  return opening ? "opening" : "idle";
}

/** What a browser knows by itself, and by Codat's redirect. */
export function localStatus(local: Local): ConnectionStatus {
  const { returned, confirmed } = local;
  if (confirmed) return "idle";
  if (returned === "connected") return "pending";
  if (returned === "failed" || returned === "unsupported") return "failed";
  return pressedStatus(local);
}

/** Options of {@link connectionStatus}. */
export interface ConnectionStatusOptions {
  /** Connections of others are ignored. */
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
