import type { CompanyInvite } from "./companyInvite.js";
import type { Connection } from "./connection.js";

/** A connection as a browser may see it. What else Codat says of it stays on the server. */
export interface CompanyConnection extends Connection {
  /** Codat's id of the connection. */
  id: string;
  /** Such as `Xero`. */
  platformName: string;
  /** Orders the events of one connection, whatever order they arrive in; see `eventVersion`. */
  version: string;
  /** It was deleted. Kept, so that an older event cannot bring it back. */
  deleted?: true | undefined;
}

/** When a connection's first data arrived, and of which organisation it is, where that is known. */
export interface DataArrival {
  /** ISO 8601, UTC. */
  at: string;
  /** The business's name at the platform. */
  organisation?: string | undefined;
}

/** A company as a browser may see it, subsidiaries' connections among its own. */
export interface Company {
  /** Codat's id of the company. */
  id: string;
  /** Where its Hosted Link leads: `link.codat.io`. */
  linkHost: string;
  /** Deleted ones too, marked so. */
  connections: readonly CompanyConnection[];
  /** First data, by the connection's id. */
  arrivals: Readonly<Record<string, DataArrival>>;
  /** Version of the reading that this began with: a connection that it lacks and an older event names was deleted. */
  readAt?: string | undefined;
  /** Where Codat could not be read anew: when this was read. ISO 8601, UTC. */
  asOf?: string | undefined;
  /** Host of the invites' links, with the port, if any; without it the companion makes none. */
  inviteHost?: string | undefined;
  /** Newest first; those that ended a month ago are left out. */
  invites?: readonly CompanyInvite[] | undefined;
}

/** The connections that were not deleted, each with the time of its first data as `lastSync`. */
export function connectionsOf({ connections, arrivals }: Company): CompanyConnection[] {
  return connections
    .filter(({ deleted }) => !deleted)
    .map((connection) => ({ ...connection, lastSync: connection.lastSync ?? arrivals[connection.id]?.at }));
}
