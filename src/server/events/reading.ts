import type { Company, CompanyConnection } from "../../core/company/company.js";
import { isReading } from "../../core/company/eventVersion.js";
import type { BackplaneEntry, RoomView } from "../backplane/backplane.js";
import { parseEntry } from "./companyEntry.js";
import { contradicts, findConnection } from "./diffCompany.js";
import type { KnownCompany, StoredReading } from "./knownCompany.js";

/** One reading of a company from Codat. */
export interface Reading {
  /** The company's room when it began. */
  begun: RoomView;
  /** What was known then. */
  known: KnownCompany | undefined;
  /** What Codat answered. */
  company: Company;
  /** What differs from what was known, as it is appended. */
  changes: readonly string[];
  /** The company after the changes, as it is stored. */
  stored: StoredReading;
}

/**
 * Whether something that came in since a reading began says otherwise, so that it may be newer than the reading.
 *
 * @param entries - appended since it began, its own changes among them
 * @param latest - the reading that is stored now
 */
export function isContradicted(
  { known, company, changes, stored }: Reading,
  entries: readonly BackplaneEntry[],
  latest: StoredReading | undefined,
): boolean {
  // Versions order webhooks among each other, and readings: a webhook below a reading's may still be the newer one.
  const webhooks = new Map<string, CompanyConnection>();
  const readings = new Map<string, CompanyConnection>();
  for (const entry of entries) {
    const connection = connectionOf(entry);
    if (!connection || changes.includes(entry.event)) continue;
    const newest = isReading(connection.version) ? readings : webhooks;
    if ((newest.get(connection.id)?.version ?? "") <= connection.version)
      newest.set(connection.id, connection);
  }
  for (const connection of [...webhooks.values(), ...readings.values()]) {
    const before = findConnection(known?.snapshot.company, connection.id);
    // A webhook known when the reading began is dated after this one.
    const isOld = before && !isReading(before.version) && before.version > connection.version;
    if (!isOld && contradicts(connection, company)) return true;
  }
  const isOthers = latest && latest.id !== stored.id && latest.id !== known?.stored.id;
  return Boolean(isOthers) && differ(latest?.company ?? company, company);
}

/**
 * Whether a webhook's connection, appended after a reading, says otherwise than the reading though it may be the older
 * one, or was taken for the older one though it may be newer.
 */
export function isInDoubt(connection: CompanyConnection, { stored, snapshot }: KnownCompany): boolean {
  const { version } = connection;
  const shown = findConnection(snapshot.company, connection.id);
  if (shown?.version === version)
    return contradicts(connection, stored.company) && version <= stored.time.until;
  // Of two webhooks the dates decide.
  if (shown && !isReading(shown.version)) return false;
  return contradicts(connection, snapshot.company) && version >= stored.time.from;
}

function differ(a: Company, b: Company): boolean {
  return (
    a.connections.some((connection) => contradicts(connection, b)) ||
    b.connections.some((connection) => contradicts(connection, a))
  );
}

function connectionOf(entry: BackplaneEntry): CompanyConnection | undefined {
  const event = parseEntry(entry);
  return event?.type === "connection" ? event.connection : undefined;
}
