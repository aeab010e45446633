import { parseSourceType, type SourceType } from "../sourceType.js";
import type { ConnectionStatus } from "../step/stepState.js";

/** The fields of a Codat connection that decide a step's status; an API response fits as it is. */
export interface Connection {
  status: string;
  sourceType: string;
  integrationKey?: string | null | undefined;
  lastSync?: string | null | undefined;
  dataConnectionErrors?: readonly ConnectionError[] | null | undefined;
}

/** One entry of Codat's `dataConnectionErrors`. Old errors stay in the list. */
export interface ConnectionError {
  statusCode?: string | null | undefined;
  erroredOnUtc?: string | null | undefined;
  status?: string | null | undefined;
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
  const newest = [...(dataConnectionErrors ?? [])].sort((a, b) => time(b) - time(a))[0];
  // 403 is "User cancelled": the customer knows, and nothing is wrong.
  if (!newest || newest.statusCode === "403") return false;
  return attemptedAt ? time(newest) >= attemptedAt.getTime() : newest.status !== "Resolved";
}

/** Codat's times may lack a zone; they are UTC. */
function time({ erroredOnUtc }: ConnectionError): number {
  const text = erroredOnUtc ?? "";
  return Date.parse(/(z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`) || 0;
}
