import type { Company, CompanyConnection } from "../../core/company/company.js";
import { applyCompanyEvent, type CompanyEvent } from "../../core/company/companyEvent.js";
import { readingEventId } from "../backplane/backplaneKeys.js";

/** One difference, told once however often it is found. */
export interface CompanyChange {
  event: CompanyEvent;
  dedupeId: string;
}

/**
 * What a company read anew tells that is not known, as events. Where nothing is known, all of it.
 *
 * @param readAt - the version of what the reading no longer shows: a connection that is gone was deleted
 */
export function diffCompany(known: Company | undefined, read: Company, readAt: string): CompanyChange[] {
  const seen = read.connections.flatMap((one): CompanyConnection[] => {
    const before = find(known, one.id);
    return before && isSame(before, one) ? [] : [{ ...one, version: after(before, one.version) }];
  });
  const newest =
    read.connections
      .map(({ version }) => version)
      .sort()
      .at(-1) ?? readAt;
  const gone = (known?.connections ?? [])
    .filter((one) => !one.deleted && !find(read, one.id))
    .map((one): CompanyConnection => ({ ...one, deleted: true, version: after(one, newest) }));
  const changes = [
    ...[...seen, ...gone].map((connection) => ({
      event: { type: "connection" as const, connection },
      dedupeId: readingEventId(
        connection.id,
        connection.version,
        connection.deleted ? "deleted" : connection.status,
      ),
    })),
    ...Object.entries(read.arrivals).map(([connectionId, arrival]) => ({
      event: { type: "data" as const, connectionId, ...arrival },
      dedupeId: readingEventId(connectionId, arrival.at, arrival.organisation ?? ""),
    })),
  ];
  return changes.filter(({ event }) => !known || applyCompanyEvent(known, event) !== known);
}

function find(company: Company | undefined, id: string): CompanyConnection | undefined {
  return company?.connections.find((one) => one.id === id);
}

/**
 * Codat dates its answers to the second, so that two readings within one have the same version: the later must still
 * be the newer.
 */
function after(known: CompanyConnection | undefined, version: string): string {
  return known?.version.startsWith(version) ? `${known.version}~` : version;
}

function isSame(a: CompanyConnection, b: CompanyConnection): boolean {
  const told = ({ version, ...rest }: CompanyConnection) =>
    JSON.stringify(
      Object.entries(rest)
        .filter(([, value]) => value !== undefined)
        .sort(),
    );
  return told(a) === told(b);
}
