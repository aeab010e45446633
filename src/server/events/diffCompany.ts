import type { Company, CompanyConnection } from "../../core/company/company.js";
import { applyCompanyEvent, type CompanyEvent } from "../../core/company/companyEvent.js";
import { versionAfter } from "../../core/company/eventVersion.js";

/**
 * What a reading says that differs from what was known when it began, as events; without `known`, all that it says.
 * What was known is older than the reading, so each event's version is greater than the one it replaces, even where
 * Codat's clock, whose dates are cut to the second, says otherwise.
 *
 * @param readAt - the version of the reading; a connection that it lacks was deleted
 */
export function diffCompany(known: Company | undefined, read: Company, readAt: string): CompanyEvent[] {
  const found = read.connections.flatMap((connection): CompanyConnection[] => {
    const before = findConnection(known, connection.id);
    if (before && isSame(before, connection)) return [];
    return [{ ...connection, version: newer(connection.version, before?.version ?? known?.readAt) }];
  });
  const deleted = (known?.connections ?? [])
    .filter((connection) => !connection.deleted && !findConnection(read, connection.id))
    .map((connection): CompanyConnection => {
      return { ...connection, deleted: true, version: newer(readAt, connection.version) };
    });
  const changes: CompanyEvent[] = [
    ...[...found, ...deleted].map((connection) => ({ type: "connection" as const, connection })),
    ...Object.entries(read.arrivals).map(([connectionId, arrival]) => ({
      type: "data" as const,
      connectionId,
      ...arrival,
    })),
  ];
  return changes.filter((event) => !known || applyCompanyEvent(known, event) !== known);
}

/** Whether an event says otherwise of its connection than a company does: its status, its errors, or that it exists. */
export function contradicts(event: CompanyConnection, company: Company): boolean {
  const connection = findConnection(company, event.id);
  const exists = connection !== undefined && !connection.deleted;
  if (!exists || event.deleted) return exists === (event.deleted ?? false);
  return connection.status !== event.status || errorsOf(connection) !== errorsOf(event);
}

export function findConnection(company: Company | undefined, id: string): CompanyConnection | undefined {
  return company?.connections.find((connection) => connection.id === id);
}

function errorsOf({ dataConnectionErrors }: CompanyConnection): string {
  return JSON.stringify(dataConnectionErrors ?? []);
}

/** The version of a reading, raised above the known one where it is not greater. */
function newer(version: string, known: string | undefined): string {
  return known === undefined || version > known ? version : versionAfter(known);
}

function isSame(a: CompanyConnection, b: CompanyConnection): boolean {
  const members = ({ version, ...rest }: CompanyConnection) =>
    JSON.stringify(
      Object.entries(rest)
        .filter(([, value]) => value !== undefined)
        .sort(),
    );
  return members(a) === members(b);
}
