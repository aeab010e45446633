import type { Company, CompanyConnection, DataArrival } from "./company.js";
import type { CompanyInvite } from "./companyInvite.js";

/**
 * What the companion sends to a browser. A stream begins with `snapshot`; `resync` is one after a gap, whose changes
 * are not sent one by one.
 */
export type CompanyEvent =
  | { type: "snapshot" | "resync"; company: Company }
  | { type: "connection"; connection: CompanyConnection }
  | ({ type: "data"; connectionId: string } & DataArrival)
  | { type: "invite"; invite: CompanyInvite };

/** The events that change a company, and do not replace it. */
export const companyChangeTypes = ["connection", "data", "invite"] as const satisfies readonly Exclude<
  CompanyEvent,
  { company: Company }
>["type"][];

/**
 * A company after an event. An event older than what is known changes nothing, so that every order of the same events
 * ends in the same company: a snapshot too may have been held back on its way. Only a `resync` replaces what is known.
 *
 * @returns the identical object where nothing changed
 */
export function applyCompanyEvent(company: Company | undefined, event: CompanyEvent): Company | undefined {
  if ("company" in event) {
    const isNews = event.type === "resync" || company?.id !== event.company.id;
    return isNews ? event.company : changesOf(company).reduce(applyCompanyEvent, event.company);
  }
  if (!company) return undefined;
  if (event.type === "connection") {
    const { connections, readAt = "" } = company;
    const after = withNewer(connections, event.connection, byId, readAt);
    return after === connections ? company : { ...company, connections: after };
  }
  if (event.type === "invite") {
    const after = withNewer(company.invites ?? [], event.invite, newestFirst);
    return after === company.invites ? company : { ...company, invites: after };
  }
  const { connectionId, at, organisation } = event;
  const known = Object.hasOwn(company.arrivals, connectionId) ? company.arrivals[connectionId] : undefined;
  const arrival = known ? earliest(known, { at, organisation }) : { at, organisation };
  return arrival === known
    ? company
    : { ...company, arrivals: { ...company.arrivals, [connectionId]: arrival } };
}

/** What is known of a company, as the events that would tell of it. */
function changesOf({ connections, arrivals, invites = [] }: Company): CompanyEvent[] {
  return [
    ...connections.map((connection) => ({ type: "connection" as const, connection })),
    ...Object.entries(arrivals).map(([connectionId, at]) => ({ type: "data" as const, connectionId, ...at })),
    ...invites.map((invite) => ({ type: "invite" as const, invite })),
  ];
}

/** The list with one of its members as it is by now, sorted; the same list where that is no news. */
function withNewer<One extends { id: string; version: string | number }>(
  all: readonly One[],
  one: One,
  compare: (a: One, b: One) => number,
  readAt: One["version"] | "" = "",
): readonly One[] {
  const known = all.find(({ id }) => id === one.id);
  if (known ? known.version >= one.version : readAt > one.version) return all;
  return [...all.filter((other) => other !== known), one].sort(compare);
}

function byId(a: CompanyConnection, b: CompanyConnection): number {
  return a.id < b.id ? -1 : 1;
}

function newestFirst(a: CompanyInvite, b: CompanyInvite): number {
  return a.createdAt + a.id < b.createdAt + b.id ? 1 : -1;
}

/**
 * Of two reports of the same arrival: the earlier time, and the organisation if either knows it. Where both do and
 * differ, the one that sorts first, so that the order of the reports does not matter.
 */
function earliest(known: DataArrival, reported: DataArrival): DataArrival {
  const [at = known.at] = [known.at, reported.at].sort();
  const [organisation] = [known.organisation, reported.organisation].flatMap((name) => name ?? []).sort();
  return at === known.at && organisation === known.organisation ? known : { at, organisation };
}
