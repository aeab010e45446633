import type { SourceType } from "../sourceType.js";
import type { InviteState } from "../step/stepState.js";
import type { Connection } from "./connection.js";

/** A connection as a browser may see it. What else Codat says of it stays on the server. */
export interface CompanyConnection extends Connection {
  id: string;
  platformName: string;
  /** Orders the news of one connection, whatever order it comes in; see {@link eventVersion}. */
  version: string;
  /** It was deleted. Kept, so that older news cannot bring it back. */
  deleted?: true | undefined;
}

/** When a connection's first data arrived, and of which organisation it is, where that is known. */
export interface DataArrival {
  /** ISO 8601, UTC. */
  at: string;
  organisation?: string | undefined;
}

/** What an invite asks for: to connect, to connect again, or the customer's own to another device. */
export type CompanyInviteKind = "connect" | "reconnect" | "self";

/**
 * An invite as the customer may see it. Its link is not here: whoever holds that can use it, so it is asked for when
 * somebody is about to.
 */
export interface CompanyInvite {
  id: string;
  kind: CompanyInviteKind;
  sourceType: SourceType;
  platformName?: string | undefined;
  /** As it was at its version: one past `expiresAt` has expired, whatever this says; see {@link inviteStateAt}. */
  state: Exclude<InviteState, "none">;
  /** ISO 8601, UTC. */
  createdAt: string;
  expiresAt: string;
  /** When it came to its state. */
  changedAt: string;
  /** The customer's own note, such as whom it went to. */
  label?: string | undefined;
  /** Counts the changes of this invite: news with a lower one is old. */
  version: number;
}

/** A company as a browser may see it, subsidiaries' connections among its own. */
export interface Company {
  id: string;
  /** Where its Hosted Link leads: `link.codat.io`. */
  linkHost: string;
  connections: readonly CompanyConnection[];
  /** First data, by the connection's id. */
  arrivals: Readonly<Record<string, DataArrival>>;
  /** Version of the reading that this began with: a connection that it did not show, and older news tells of, is gone. */
  readAt?: string | undefined;
  /** Where invites lead, with the port, if any; without it the companion makes none. */
  inviteHost?: string | undefined;
  /** Newest first, those that ended a month ago left out. */
  invites?: readonly CompanyInvite[] | undefined;
}

/**
 * What the companion tells a browser. `snapshot` is where a stream begins; `resync` is one after a gap: what changed
 * in between was not told singly.
 */
export type CompanyEvent =
  | { type: "snapshot" | "resync"; company: Company }
  | { type: "connection"; connection: CompanyConnection }
  | ({ type: "data"; connectionId: string } & DataArrival)
  | { type: "invite"; invite: CompanyInvite };

/**
 * What an event makes of a company. News older than what is known changes nothing, so every order of the same
 * events ends alike; the very company comes back where nothing changed.
 */
export function applyCompanyEvent(company: Company | undefined, event: CompanyEvent): Company | undefined {
  if ("company" in event) return event.company;
  if (!company) return undefined;
  if (event.type === "connection") {
    const { connection } = event;
    const known = company.connections.find(({ id }) => id === connection.id);
    const isOld = known ? known.version >= connection.version : (company.readAt ?? "") > connection.version;
    if (isOld) return company;
    const others = company.connections.filter((one) => one !== known);
    return { ...company, connections: [...others, connection].sort((a, b) => (a.id < b.id ? -1 : 1)) };
  }
  if (event.type === "invite") {
    const { invite } = event;
    const invites = company.invites ?? [];
    const known = invites.find(({ id }) => id === invite.id);
    if (known && known.version >= invite.version) return company;
    const others = invites.filter((one) => one !== known);
    return { ...company, invites: [...others, invite].sort(newestFirst) };
  }
  const { connectionId, at, organisation } = event;
  const known = Object.hasOwn(company.arrivals, connectionId) ? company.arrivals[connectionId] : undefined;
  const arrival = known ? earliest(known, { at, organisation }) : { at, organisation };
  return arrival === known
    ? company
    : { ...company, arrivals: { ...company.arrivals, [connectionId]: arrival } };
}

/** Whether an invite can still be used. */
export function isLiveInvite(state: InviteState): boolean {
  return state === "prepared" || state === "opened" || state === "connecting";
}

/** An invite's state at a time: one that nobody ended ends by itself. */
export function inviteStateAt({ state, expiresAt }: Pick<CompanyInvite, "state" | "expiresAt">, now: Date) {
  return isLiveInvite(state) && Date.parse(expiresAt) <= now.getTime() ? "expired" : state;
}

function newestFirst(a: CompanyInvite, b: CompanyInvite): number {
  return a.createdAt + a.id < b.createdAt + b.id ? 1 : -1;
}

/** The connections that stand or wait or have ended, each with the time of its first data as `lastSync`. */
export function connectionsOf({ connections, arrivals }: Company): CompanyConnection[] {
  return connections
    .filter(({ deleted }) => !deleted)
    .map((one) => ({ ...one, lastSync: one.lastSync ?? arrivals[one.id]?.at }));
}

/**
 * A text that sorts as the news does: the instant to a tenth of a microsecond, as Codat gives it, then the event's
 * id. Codat's times may lack a zone; they are UTC. A `Date` header is a time too.
 *
 * @returns `undefined` for what is no date
 */
export function eventVersion(date: string, eventId = ""): string | undefined {
  const instant = Date.parse(/(z|gmt|[+-]\d\d:?\d\d)$/i.test(date) ? date : `${date}Z`);
  if (Number.isNaN(instant)) return undefined;
  const fraction = /\.(\d+)/.exec(date)?.[1] ?? "";
  const finer = fraction.slice(3, 7).padEnd(4, "0");
  return `${new Date(instant).toISOString().slice(0, -1)}${finer}Z/${eventId}`;
}

/**
 * Of two tellings of the same arrival: the earlier time, and the organisation if either knows it. If both do and
 * differ, any one will do that is the same in every order.
 */
function earliest(known: DataArrival, told: DataArrival): DataArrival {
  const [at = known.at] = [known.at, told.at].sort();
  const [organisation] = [known.organisation, told.organisation].flatMap((name) => name ?? []).sort();
  return at === known.at && organisation === known.organisation ? known : { at, organisation };
}
