import type { Company } from "../../core/company/company.js";
import { applyCompanyEvent, type CompanyEvent } from "../../core/company/companyEvent.js";
import type { Backplane } from "../backplane/backplane.js";
import { companyChannel } from "../backplane/backplaneKeys.js";
import { type Timers, unrefTimers } from "../utils/timers.js";
import { diffCompany, findConnection } from "./diffCompany.js";
import { createLaterRefresh } from "./laterRefresh.js";
import { isContradicted, isInDoubt, type Reading } from "./reading.js";
import { readingTime, versionAt } from "./readingTime.js";
import { type CompanySnapshot, createSnapshotStore } from "./snapshotStore.js";

export type { CompanySnapshot };

/** What is known of each company, without calling Codat again and again. */
export interface CompanyFeed {
  /** The company as it stands: the last reading and what was appended since. Codat is read again after 15 minutes. */
  snapshot(companyId: string): Promise<CompanySnapshot>;
  /** Reads Codat and appends what differs: after a return from Codat, or an action of ours. */
  refresh(companyId: string): Promise<void>;
  /**
   * Appends an event of a webhook, once for each `dedupeId`. Where it contradicts the last reading and either may be
   * the newer one, Codat is read again soon after.
   *
   * @param isCreation - it says that a connection was created, which is never news of a known one
   */
  append(companyId: string, event: CompanyEvent, dedupeId: string, isCreation: boolean): Promise<void>;
  /** Forgets the last reading, so that the next snapshot is read from Codat. */
  forget(companyId: string): Promise<void>;
}

/** Options of {@link createCompanyFeed}. */
export interface CompanyFeedOptions {
  backplane: Backplane;
  /** Reads a company from Codat. */
  read: (companyId: string) => Promise<Company>;
  now: () => Date;
  timers?: Timers | undefined;
}

interface Outcome {
  /** The id of the last reading. */
  id: string;
  /** Nothing contradicts it. */
  isSettled: boolean;
  snapshot: CompanySnapshot;
}

/** Milliseconds. After so long Codat is read again, since a webhook may never have come. */
const freshFor = 15 * 60_000;
/** How often Codat is read in one refresh, while each reading is contradicted by what comes in meanwhile. */
const maxReadings = 3;

/** @throws what the backplane or `read` rejects with */
export function createCompanyFeed(options: CompanyFeedOptions): CompanyFeed {
  const { backplane, read, now, timers = unrefTimers } = options;
  const store = createSnapshotStore(backplane);
  const running = new Map<string, { current: Promise<Outcome>; next?: Promise<Outcome> | undefined }>();
  const storedId = async (companyId: string) => (await store.get(companyId))?.stored.id;
  const refreshLater = createLaterRefresh({ storedId, refresh, timers });

  /** Begins with what is known: that is older than the reading, and what comes in after it is not missed. */
  async function takeReading(companyId: string, appendsAll: boolean): Promise<Reading> {
    const known = await store.get(companyId);
    const cursor = known?.snapshot.cursor ?? (await backplane.read(companyChannel(companyId)))?.cursor;
    if (cursor === undefined) throw new Error("The backplane did not say where a channel stands.");
    const sent = now().getTime();
    const company = await read(companyId);
    const received = now().getTime();
    const readAt = company.readAt ?? versionAt(sent);
    const before = known?.snapshot.company;
    const changes = before || appendsAll ? diffCompany(before, company, readAt) : [];
    const after = changes.reduce<Company>(
      (result, { event }) => applyCompanyEvent(result, event) ?? result,
      before ?? company,
    );
    const { linkHost, inviteHost, invites } = company;
    return {
      known,
      company,
      changes: changes.map(({ event, dedupeId }) => ({ text: JSON.stringify(event), dedupeId })),
      stored: {
        id: crypto.randomUUID(),
        company: { ...after, linkHost, inviteHost, invites },
        cursor,
        time: readingTime(readAt, sent, received),
        freshUntil: received + freshFor,
      },
    };
  }

  async function isOutdated(companyId: string, reading: Reading): Promise<boolean> {
    const news = await backplane.read(companyChannel(companyId), reading.stored.cursor);
    return !news || isContradicted(reading, news.entries, (await store.get(companyId))?.stored);
  }

  /**
   * Appends what a reading changes, and stores it.
   *
   * @returns whether nothing that came in since it began contradicts it. If something does, it is appended and stored
   * only as the `last` one: a further reading begins after what contradicts this one, and so is newer.
   */
  async function publish(companyId: string, reading: Reading, last: boolean): Promise<boolean> {
    const { known, changes, stored } = reading;
    const isRefused = async () => !last && (await isOutdated(companyId, reading));
    // Without a stored reading there is nothing to compare the next one with, so this one has to do.
    if (!known) await store.set(companyId, stored);
    if (changes.length > 0 && (await isRefused())) return false;
    for (const { text, dedupeId } of changes) {
      await backplane.append(companyChannel(companyId), text, dedupeId);
    }
    // Another companion may have stored a newer reading, or appended something, between the two steps above.
    if (await isRefused()) return false;
    await store.set(companyId, stored);
    // A companion that appends a webhook's event looks for a stored reading afterwards: one of both sees the other.
    return !(await isOutdated(companyId, reading));
  }

  async function readAndPublish(companyId: string, appendsAll: boolean): Promise<Outcome> {
    for (let count = 1; ; count++) {
      const reading = await takeReading(companyId, appendsAll);
      const isSettled = await publish(companyId, reading, count === maxReadings);
      if (!isSettled && count < maxReadings) continue;
      const { id, company, cursor } = reading.stored;
      return { id, isSettled, snapshot: { company, cursor } };
    }
  }

  function begin(companyId: string, appendsAll: boolean): Promise<Outcome> {
    const entry = { current: readAndPublish(companyId, appendsAll) };
    running.set(companyId, entry);
    const forgetEntry = () => {
      if (running.get(companyId) === entry) running.delete(companyId);
    };
    entry.current.then(forgetEntry, forgetEntry);
    return entry.current;
  }

  /** Callers during a reading share the next one: the running one may have been taken before the change. */
  function refresh(companyId: string): Promise<Outcome> {
    const busy = running.get(companyId);
    if (!busy) return begin(companyId, true);
    busy.next ??= busy.current.then(
      () => begin(companyId, true),
      () => begin(companyId, true),
    );
    return busy.next;
  }

  return {
    async snapshot(companyId) {
      const known = await store.get(companyId);
      if (known && now().getTime() < known.stored.freshUntil) return known.snapshot;
      const reading = running.get(companyId)?.current ?? begin(companyId, false);
      const { id, isSettled, snapshot } = await reading;
      if (!isSettled) refreshLater(companyId, id);
      // The reading may be shared with others, so it may have begun some events ago.
      return (await store.get(companyId))?.snapshot ?? snapshot;
    },

    async refresh(companyId) {
      const { id, isSettled } = await refresh(companyId);
      if (!isSettled) refreshLater(companyId, id);
    },

    async append(companyId, event, dedupeId, isCreation) {
      const channel = companyChannel(companyId);
      if (event.type !== "connection") {
        await backplane.append(channel, JSON.stringify(event), dedupeId);
        return;
      }
      const { connection } = event;
      const known = isCreation ? (await store.get(companyId))?.snapshot.company : undefined;
      const existing = findConnection(known, connection.id);
      // Its creation changes nothing then, so the event repeats what is known, under the known version.
      const appended: CompanyEvent = existing ? { type: "connection", connection: existing } : event;
      await backplane.append(channel, JSON.stringify(appended), dedupeId);
      const after = existing ? undefined : await store.get(companyId);
      if (after && isInDoubt(connection, after)) refreshLater(companyId, after.stored.id);
    },

    forget: (companyId) => store.delete(companyId),
  };
}
