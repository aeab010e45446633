import type { Company } from "../../core/company/company.js";
import { applyCompanyEvent, type CompanyEvent } from "../../core/company/companyEvent.js";
import { OnboardingError } from "../../core/errors.js";
import type { Backplane, BackplaneValue, RoomAnswer, RoomChange, RoomView } from "../backplane/backplane.js";
import {
  companyRoom,
  deletedValue,
  invitesValue,
  rootValue,
  snapshotValue,
} from "../backplane/backplaneRooms.js";
import { cachedRoot } from "../codat/companyRoots.js";
import type { Payer } from "../codat/payer.js";
import { isDeleted } from "../companies/companyOwners.js";
import { serverError } from "../errors/serverError.js";
import { type Timers, unrefTimers } from "../utils/timers.js";
import { within } from "../utils/wait.js";
import { type OnStrangeEntry, parseEntry } from "./companyEntry.js";
import { diffCompany, findConnection } from "./diffCompany.js";
import {
  type CompanySnapshot,
  companyValues,
  type KnownCompany,
  knownCompany,
  sinceSnapshot,
  storedReading,
  storeReading,
} from "./knownCompany.js";
import { createLaterRefresh } from "./laterRefresh.js";
import { isContradicted, isInDoubt, type Reading } from "./reading.js";
import { readingTime, versionAt } from "./readingTime.js";

export type { CompanySnapshot };

/** A company as it stands, with what its room holds of its invites. */
export interface CompanySight extends CompanySnapshot {
  invites: BackplaneValue | undefined;
}

/** What a webhook says, to be appended once for each `once`. */
export interface CompanyNews {
  event: CompanyEvent;
  /** The id of a mark. */
  once: string;
  /** It says that a connection was created, which is never news of a known one. */
  isCreation: boolean;
}

/** What is done in the step that appends news. */
export interface NewsOptions {
  /** The company's room as it was just seen, with `companyValues` since the snapshot. */
  seen?: RoomView | undefined;
  /** What else is changed, by what the room holds; asked again where that was changed meanwhile. */
  also?: ((values: RoomView["values"]) => RoomChange | undefined) | undefined;
}

/** What is known of each company, without calling Codat again and again. */
export interface CompanyFeed {
  /**
   * The company as it stands: the last reading and what was appended since. Codat is read again after 15 minutes; where
   * that fails, or takes more than three seconds, the company is `asOf` its last reading, for a day.
   */
  snapshot(companyId: string): Promise<CompanySight>;
  /** The last reading, however old, and what was appended since. Never calls Codat; `undefined` after a day. */
  known(companyId: string): Promise<Company | undefined>;
  /**
   * Reads Codat and appends what differs: after a return from Codat, or an action of ours.
   *
   * @param payer - @default the company's customer
   */
  refresh(companyId: string, payer?: Payer | undefined): Promise<void>;
  /**
   * Appends what a webhook says. Where it contradicts the last reading and either may be the newer one, Codat is read
   * again soon after.
   */
  append(companyId: string, news: readonly CompanyNews[], options?: NewsOptions): Promise<void>;
}

/** Options of {@link createCompanyFeed}. */
export interface CompanyFeedOptions {
  backplane: Backplane;
  /** Reads a company from Codat. `begun` is its room, as it was just seen. */
  read: (companyId: string, begun: RoomView, payer?: Payer | undefined) => Promise<Company>;
  /** @default nothing is told of it */
  onStrange?: OnStrangeEntry | undefined;
  now: () => Date;
  timers?: Timers | undefined;
}

interface ReadingWanted {
  /** Whether all of it is appended where nothing was known. */
  appendsAll: boolean;
  payer?: Payer | undefined;
  /** The company's room, where it was just seen. */
  seen?: RoomView | undefined;
}

interface Outcome {
  /** The id of the last reading. */
  id: string;
  /** Nothing contradicts it. */
  isSettled: boolean;
  sight: CompanySight;
}

/** Milliseconds. After so long Codat is read again, since a webhook may never have come. */
const freshFor = 15 * 60_000;
/** Milliseconds. Somebody waits, and what was read before is better than nothing. */
const patience = 3_000;
/** How often Codat is read in one refresh, while each reading is contradicted by what comes in meanwhile. */
const maxReadings = 3;
/** How long what is in the stream is remembered: Codat repeats a webhook for 27 h 35 min, its portal for two weeks. */
export const webhookMemory = { lifetime: 28 * 3_600_000, ifRoom: 14 * 24 * 3_600_000 };

/** @throws what the backplane or `read` rejects with; `ONB-515` where the company was deleted while it was read */
export function createCompanyFeed(options: CompanyFeedOptions): CompanyFeed {
  const { backplane, read, onStrange, now, timers = unrefTimers } = options;
  /** By company and payer: what one may not read, another may. */
  const running = new Map<string, { current: Promise<Outcome>; next?: Promise<Outcome> | undefined }>();
  const storedId = async (companyId: string) => storedReading(await look(companyId))?.id;
  const refreshLater = createLaterRefresh({ storedId, refresh, timers });

  const look = (companyId: string) => backplane.view(companyRoom(companyId), companyValues, sinceSnapshot);

  /** Begins with what is known: that is older than the reading, and what comes in after it is not missed. */
  async function takeReading(
    companyId: string,
    { appendsAll, payer }: ReadingWanted,
    begun: RoomView,
  ): Promise<Reading> {
    if (isDeleted(begun)) throw serverError("companyDeleted");
    const known = knownCompany(begun, onStrange);
    const sent = now().getTime();
    const company = await read(companyId, begun, payer);
    const received = now().getTime();
    const readAt = company.readAt ?? versionAt(sent);
    const before = known?.snapshot.company;
    const events = before || appendsAll ? diffCompany(before, company, readAt) : [];
    const changes = events.map((event) => JSON.stringify(event));
    return {
      begun,
      known,
      company,
      changes,
      stored: {
        id: crypto.randomUUID(),
        company: withRead(before ?? company, changes, company),
        cursor: begun.cursor,
        time: readingTime(readAt, sent, received),
        freshUntil: received + freshFor,
      },
    };
  }

  /**
   * Appends what a reading changes and stores it, in one step, in which nothing has come in that was not looked at. If
   * something has that contradicts it, the reading is appended and stored only as the `last` one: a further reading
   * begins after what contradicts this one, and so is newer.
   *
   * @returns the room after it, and whether nothing contradicts it; no room where it was refused
   */
  async function publish(
    companyId: string,
    { begun, stored, ...reading }: Reading,
    last: boolean,
  ): Promise<{ isSettled: boolean; room?: RoomAnswer }> {
    const room = companyRoom(companyId);
    const wasDeleted = versionIn(begun, deletedValue);
    let { changes } = reading;
    let { cursor } = stored;
    let put = stored;
    let seen = begun;
    let isSettled = true;
    for (;;) {
      const answer: RoomAnswer = await backplane.commit(room, {
        if: { [snapshotValue]: versionIn(seen, snapshotValue), [deletedValue]: wasDeleted },
        at: seen.cursor,
        put: {
          [snapshotValue]: storeReading(put),
          [rootValue]: cachedRoot(companyId),
        },
        append: changes.map((event) => ({ event })),
        tell: companyValues,
        from: { cursor },
      });
      if (answer.outcome === "done") return { isSettled, room: answer };
      // Read before it was deleted, it must not come back.
      if (versionIn(answer, deletedValue) !== wasDeleted) throw serverError("companyDeleted");
      seen = answer;
      const { entries } = answer;
      const latest = storedReading(answer);
      isSettled = Boolean(entries && !isContradicted({ begun, stored, ...reading }, entries, latest));
      if (!isSettled && !last) {
        // Without a stored reading there is nothing to compare the next one with, so this one has to do.
        if (reading.known || latest) return { isSettled };
        changes = [];
      }
      changes = changes.filter((text) => !entries?.some(({ event }) => event === text));
      if (!entries) {
        // The room has lost what came since; it stands where it stands.
        cursor = answer.cursor;
        put = { ...stored, cursor };
      } else if (reading.known && cursor === stored.cursor) {
        // On top of what came in, as for whoever follows it: of two readings of one version the first to come counts.
        const since = companyAfter(reading.known.snapshot.company, entries.map(parseEntry));
        put = { ...stored, cursor: answer.cursor, company: withRead(since, changes, reading.company) };
      }
    }
  }

  async function readAndPublish(companyId: string, wanted: ReadingWanted): Promise<Outcome> {
    for (let count = 1; ; count++) {
      const begun = (count === 1 && wanted.seen) || (await look(companyId));
      const reading = await takeReading(companyId, wanted, begun);
      const { isSettled, room } = await publish(companyId, reading, count === maxReadings);
      if (!isSettled && count < maxReadings) continue;
      const { id, company, cursor } = reading.stored;
      const snapshot = (room && knownCompany(room, onStrange)?.snapshot) ?? {
        company,
        cursor: room?.cursor ?? cursor,
      };
      return { id, isSettled, sight: { ...snapshot, invites: room?.values[invitesValue] } };
    }
  }

  function begin(companyId: string, wanted: ReadingWanted): Promise<Outcome> {
    const key = runningKey(companyId, wanted.payer);
    const entry = { current: readAndPublish(companyId, wanted) };
    running.set(key, entry);
    const forgetEntry = () => {
      if (running.get(key) === entry) running.delete(key);
    };
    entry.current.then(forgetEntry, forgetEntry);
    return entry.current;
  }

  /** Callers during a reading share the next one: the running one may have been taken before the change. */
  function refresh(companyId: string, payer?: Payer): Promise<Outcome> {
    const busy = running.get(runningKey(companyId, payer));
    const beginNew = () => begin(companyId, { appendsAll: true, payer });
    if (!busy) return beginNew();
    busy.next ??= busy.current.then(beginNew, beginNew);
    return busy.next;
  }

  /** What is known, where no reading comes in time; it is told to those who listen when it comes. */
  async function inTime(
    reading: Promise<Outcome>,
    { stored, snapshot }: KnownCompany,
    invites: BackplaneValue | undefined,
  ): Promise<Outcome> {
    const outcome = await within(reading, patience, options.timers).catch((error: unknown) => {
      if (error instanceof OnboardingError && error.code === "ONB-515") throw error;
      return undefined;
    });
    if (outcome) return outcome;
    reading.catch(() => undefined);
    const asOf = new Date(stored.freshUntil - freshFor).toISOString();
    const sight = { ...snapshot, company: { ...snapshot.company, asOf }, invites };
    return { id: stored.id, isSettled: true, sight };
  }

  /** Not where our clock was wrong when it was read, and was set back. */
  function isFresh({ stored }: KnownCompany): boolean {
    const left = stored.freshUntil - now().getTime();
    return left > 0 && left <= 2 * freshFor;
  }

  return {
    async snapshot(companyId) {
      const room = await look(companyId);
      const known = knownCompany(room, onStrange);
      if (known && isFresh(known)) return { ...known.snapshot, invites: room.values[invitesValue] };
      const reading =
        running.get(runningKey(companyId))?.current ?? begin(companyId, { appendsAll: false, seen: room });
      const { id, isSettled, sight } = await (known
        ? inTime(reading, known, room.values[invitesValue])
        : reading);
      if (!isSettled) refreshLater(companyId, id);
      return sight;
    },

    known: async (companyId) => knownCompany(await look(companyId), onStrange)?.snapshot.company,

    async refresh(companyId, payer) {
      const { id, isSettled } = await refresh(companyId, payer);
      if (!isSettled) refreshLater(companyId, id);
    },

    async append(companyId, news, { seen, also } = {}) {
      const room = companyRoom(companyId);
      const hasCreation = news.some(({ isCreation }) => isCreation);
      const needsLook = also || hasCreation;
      let view = seen ?? (needsLook ? await look(companyId) : undefined);
      for (;;) {
        // Its creation changes nothing of a known one, so the event repeats what is known, under the known version.
        const before = hasCreation && view ? knownCompany(view, onStrange)?.snapshot.company : undefined;
        const existing = ({ event, isCreation }: CompanyNews) =>
          isCreation && event.type === "connection" ? findConnection(before, event.connection.id) : undefined;
        const more = also?.(view?.values ?? {}) ?? {};
        const answer: RoomAnswer = await backplane.commit(room, {
          ...more,
          // What is known of the connection is what was looked at.
          at: hasCreation ? view?.cursor : undefined,
          append: [
            ...news.map((one) => {
              const connection = existing(one);
              const event: CompanyEvent = connection ? { type: "connection", connection } : one.event;
              return { event: JSON.stringify(event), once: { id: one.once, ...webhookMemory } };
            }),
            ...(more.append ?? []),
          ],
          tell: [...companyValues, ...(more.tell ?? [])],
          from: sinceSnapshot,
        });
        if (answer.outcome === "done") {
          const after = knownCompany(answer, onStrange);
          for (const one of news) {
            if (!after || one.event.type !== "connection" || existing(one)) continue;
            if (isInDoubt(one.event.connection, after)) refreshLater(companyId, after.stored.id);
          }
          return;
        }
        view = answer;
      }
    },
  };
}

function companyAfter(company: Company, events: readonly (CompanyEvent | undefined)[]): Company {
  return events.reduce<Company>(
    (before, event) => (event && applyCompanyEvent(before, event)) ?? before,
    company,
  );
}

/** A company after what a reading changes, as it is stored: with the reading's own fields. */
function withRead(company: Company, changes: readonly string[], read: Company): Company {
  const { linkHost, inviteHost, invites } = read;
  const after = companyAfter(
    company,
    changes.map((text) => JSON.parse(text)),
  );
  return { ...after, linkHost, inviteHost, invites };
}

function runningKey(companyId: string, payer?: Payer): string {
  return [companyId, payer?.account, payer?.kept].join(" ");
}

function versionIn({ values }: RoomView, name: string): string {
  return values[name]?.version ?? "";
}
