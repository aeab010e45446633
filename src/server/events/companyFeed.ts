import type { Company } from "../../core/company/company.js";
import { applyCompanyEvent, type CompanyEvent } from "../../core/company/companyEvent.js";
import { eventVersion } from "../../core/company/eventVersion.js";
import type { Backplane, BackplaneEntry } from "../backplane/backplane.js";
import { companyChannel, snapshotKey } from "../backplane/backplaneKeys.js";
import { diffCompany } from "./diffCompany.js";
import { parseEntry } from "./sseFrames.js";

/** A company as it stands, and the place in its channel from which to go on. */
export interface CompanySnapshot {
  company: Company;
  cursor: string;
}

/** What is known of each company, without asking Codat again and again. */
export interface CompanyFeed {
  /** The company as it stands: the cached snapshot and what was appended since, else read from Codat. */
  snapshot(companyId: string): Promise<CompanySnapshot>;
  /** Reads Codat anew and appends what differs: after a return from Codat, or an action of ours. */
  refresh(companyId: string): Promise<void>;
  /** Forgets the cached snapshot, so that the next one is read from Codat. */
  forget(companyId: string): Promise<void>;
}

/** What {@link createCompanyFeed} stands on. */
export interface CompanyFeedOptions {
  backplane: Backplane;
  /** Reads a company from Codat. */
  read: (companyId: string) => Promise<Company>;
  now: () => Date;
}

/** Milliseconds. A webhook that never came is made up for after so long. */
const lifetime = 15 * 60_000;

/** @throws what the backplane or `read` rejects with */
export function createCompanyFeed({ backplane, read, now }: CompanyFeedOptions): CompanyFeed {
  const reading = new Map<string, Promise<CompanySnapshot>>();
  const refreshing = new Map<string, { running: Promise<void>; next?: Promise<void> | undefined }>();

  async function cached(companyId: string): Promise<CompanySnapshot | undefined> {
    const snapshot = parseSnapshot(await backplane.get(snapshotKey(companyId)));
    return snapshot && catchUp(companyId, snapshot);
  }

  async function catchUp(companyId: string, snapshot: CompanySnapshot): Promise<CompanySnapshot | undefined> {
    const news = await backplane.read(companyChannel(companyId), snapshot.cursor);
    return news && { company: news.entries.reduce(fold, snapshot.company), cursor: news.cursor };
  }

  /** Where the channel stood comes first: what Codat tells meanwhile is folded in, never missed. */
  async function readAnew(companyId: string): Promise<CompanySnapshot> {
    const head = await backplane.read(companyChannel(companyId));
    if (!head) throw new Error("The backplane did not say where a channel stands.");
    return { company: await read(companyId), cursor: head.cursor };
  }

  function keep(companyId: string, snapshot: CompanySnapshot): Promise<void> {
    return backplane.set(snapshotKey(companyId), JSON.stringify(snapshot), lifetime);
  }

  async function readOnce(companyId: string): Promise<CompanySnapshot> {
    const running = reading.get(companyId);
    if (running) return running;
    const run = (async () => {
      const snapshot = await readAnew(companyId);
      await keep(companyId, snapshot);
      return snapshot;
    })().finally(() => reading.delete(companyId));
    reading.set(companyId, run);
    return run;
  }

  async function refreshNow(companyId: string): Promise<void> {
    const before = await cached(companyId);
    const { company, cursor } = await readAnew(companyId);
    const changes = diffCompany(before?.company, company, eventVersion(now().toISOString()) ?? "");
    for (const { event, dedupeId } of changes) {
      await backplane.append(companyChannel(companyId), JSON.stringify(event), dedupeId);
    }
    const after = changes.reduce<Company>(
      (one, { event }) => applyCompanyEvent(one, event) ?? one,
      before?.company ?? company,
    );
    // What came between the two readings is in neither, unless it is folded in from the first one's place.
    await keep(companyId, {
      company: { ...after, ...hostsAndInvites(company) },
      cursor: before?.cursor ?? cursor,
    });
  }

  return {
    async snapshot(companyId) {
      const known = await cached(companyId);
      if (known) return known;
      const snapshot = await readOnce(companyId);
      // Shared with whoever asked first, so what came since that one began is still to be folded in.
      return (await catchUp(companyId, snapshot)) ?? snapshot;
    },

    /** Whoever asks while one runs shares the next: the running one may have read before the change. */
    refresh(companyId) {
      const busy = refreshing.get(companyId);
      if (busy) {
        busy.next ??= busy.running.catch(() => {}).then(() => begin(companyId));
        return busy.next;
      }
      return begin(companyId);
    },

    forget: (companyId) => backplane.delete(snapshotKey(companyId)),
  };

  function begin(companyId: string): Promise<void> {
    const entry = { running: refreshNow(companyId) };
    refreshing.set(companyId, entry);
    const done = () => {
      if (refreshing.get(companyId) === entry) refreshing.delete(companyId);
    };
    entry.running.then(done, done);
    return entry.running;
  }
}

function parseSnapshot(text: string | undefined): CompanySnapshot | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as CompanySnapshot);
  } catch {
    return undefined;
  }
}

/** What a reading says whole, whatever was known before. */
function hostsAndInvites({ linkHost, inviteHost, invites }: Company) {
  return { linkHost, inviteHost, invites };
}

function fold(company: Company, entry: BackplaneEntry): Company {
  const event = parseEntry(entry);
  return event ? (applyCompanyEvent(company, event as CompanyEvent) ?? company) : company;
}
