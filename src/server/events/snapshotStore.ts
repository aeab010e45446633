import type { Company } from "../../core/company/company.js";
import { applyCompanyEvent, type CompanyEvent } from "../../core/company/companyEvent.js";
import type { Backplane, BackplaneEntry } from "../backplane/backplane.js";
import { companyChannel, snapshotKey } from "../backplane/backplaneKeys.js";
import type { ReadingTime } from "./readingTime.js";
import { parseEntry } from "./sseFrames.js";

/** A company as it stands, and the place in its channel from which to go on. */
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

export interface SnapshotStore {
  /** `undefined` where nothing is stored, or the channel has lost what was appended since. */
  get(companyId: string): Promise<KnownCompany | undefined>;
  set(companyId: string, reading: StoredReading): Promise<void>;
  delete(companyId: string): Promise<void>;
}

/** Milliseconds. Longer than a reading is fresh: later ones must be known to be newer. */
const lifetime = 24 * 3_600_000;

export function createSnapshotStore(backplane: Backplane): SnapshotStore {
  return {
    async get(companyId) {
      const stored = parseStored(await backplane.get(snapshotKey(companyId)));
      const news = stored && (await backplane.read(companyChannel(companyId), stored.cursor));
      if (!news) return undefined;
      return {
        stored,
        snapshot: { company: news.entries.reduce(applyEntry, stored.company), cursor: news.cursor },
      };
    },
    set: (companyId, reading) => backplane.set(snapshotKey(companyId), JSON.stringify(reading), lifetime),
    delete: (companyId) => backplane.delete(snapshotKey(companyId)),
  };
}

/** A company after an entry of its channel. */
export function applyEntry(company: Company, entry: BackplaneEntry): Company {
  const event = parseEntry(entry);
  return event ? (applyCompanyEvent(company, event as CompanyEvent) ?? company) : company;
}

function parseStored(text: string | undefined): StoredReading | undefined {
  try {
    const stored = text === undefined ? undefined : (JSON.parse(text) as StoredReading);
    return stored?.time && stored;
  } catch {
    return undefined;
  }
}
