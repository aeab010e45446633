import type { Company } from "../../core/company/company.js";
import { applyCompanyEvent } from "../../core/company/companyEvent.js";
import { parseCompany } from "../../core/company/parseCompanyEvent.js";
import type { RoomView } from "../backplane/backplane.js";
import { customerValue, deletedValue, invitesValue, snapshotValue } from "../backplane/backplaneRooms.js";
import { type OnStrangeEntry, parseEntry } from "./companyEntry.js";
import type { ReadingTime } from "./readingTime.js";

/** A company as it stands, and the place in its room from which to go on. */
export interface CompanySnapshot {
  company: Company;
  cursor: string;
}

/** The last reading of a company, as all companions share it. */
export interface StoredReading extends CompanySnapshot {
  /** Tells one reading from another. */
  id: string;
  time: ReadingTime;
  /** In milliseconds; it is read anew after that. */
  freshUntil: number;
}

/** A stored reading, and the company after what was appended since. */
export interface KnownCompany {
  stored: StoredReading;
  snapshot: CompanySnapshot;
}

/** What is asked of a company's room, with the events since its snapshot, to know how it stands. */
export const companyValues = [snapshotValue, deletedValue, invitesValue, customerValue];
export const sinceSnapshot = { value: snapshotValue } as const;

/** Milliseconds. Longer than a reading is fresh: later ones must be known to be newer. */
const kept = 24 * 3_600_000;

/** `undefined` where nothing is stored, or the room has lost what was appended since. */
export function knownCompany(
  { values, entries, cursor }: RoomView,
  onStrange?: OnStrangeEntry,
): KnownCompany | undefined {
  const stored = parseStored(values[snapshotValue]?.value);
  if (!stored || !entries) return undefined;
  const company = entries.reduce<Company>((before, entry) => {
    const event = parseEntry(entry);
    if (!event) onStrange?.();
    return (event && applyCompanyEvent(before, event)) ?? before;
  }, stored.company);
  return { stored, snapshot: { company, cursor } };
}

/** The stored reading alone. */
export function storedReading({ values }: RoomView): StoredReading | undefined {
  return parseStored(values[snapshotValue]?.value);
}

/** A reading as it is put. A cache: Codat can be read again. */
export function storeReading({ cursor, ...reading }: StoredReading) {
  return { value: [cursor, JSON.stringify(reading)].join(" "), lifetime: 0, ifRoom: kept };
}

function parseStored(text = ""): StoredReading | undefined {
  const cursor = text.split(" ", 1)[0] ?? "";
  try {
    const stored = JSON.parse(text.slice(cursor.length + 1)) as Omit<StoredReading, "cursor">;
    const company = parseCompany(stored?.company);
    return company && stored.time && { ...stored, company, cursor };
  } catch {
    return undefined;
  }
}
