import { parseGuid } from "../../core/guid.js";
import type { Backplane, RoomView } from "../backplane/backplane.js";
import { companyValue } from "../backplane/backplaneRooms.js";
import { type CodatClient, isNotFound } from "../codat/codatClient.js";
import { type CodatCompany, parseCodatCompany } from "../codat/codatCompany.js";
import type { CodatResponse } from "../codat/codatResponse.js";
import { newcomer, type Payer } from "../codat/payer.js";
import { serverError } from "../errors/serverError.js";
import type { Log } from "../operating/log.js";
import type { CompanyStore, Customer } from "../options/options.js";
import { callHost } from "../utils/callHost.js";
import type { ReportError } from "../utils/reportError.js";
import { createSingleFlight } from "../utils/singleFlight.js";
import type { Timers } from "../utils/timers.js";
import { inTime, wait, withTimeLimit } from "../utils/wait.js";
import { isFresh, isYoung } from "./companyAge.js";
import { createCompanyOwners, isDeleted, type Remembered, unforgotten } from "./companyOwners.js";
import { createCompanyCreator, pauses } from "./createCompany.js";
import { takeCreationLease } from "./creationLease.js";
import { customerOfTag, customerTagKey } from "./customerTag.js";
import { findCompaniesByTag } from "./findCompaniesByTag.js";

/** The company of each customer. */
export interface Companies {
  /**
   * The customer's company, never created here.
   *
   * @param payer - @default the customer, as on a first visit
   */
  find(customer: Customer, payer?: Payer | undefined): Promise<string | undefined>;
  /** Whether a company of the customer is known here, without a call to Codat. */
  isKnown(customer: Customer): Promise<boolean>;
  /** The customer's company, created if there is none. */
  ensure(customer: Customer): Promise<string>;
  /** The customer of a company, from what is stored, else from the company's tags. */
  customerOf(companyId: string, tags: ReadonlyMap<string, string>): Promise<string | undefined>;
  /**
   * Forgets a company that was deleted, so that its customer can get another.
   *
   * @param isCertain - Codat said so. @default false: it did not know the company
   */
  forget(companyId: string, isCertain?: boolean): Promise<void>;
}

export interface CompaniesOptions {
  codat: CodatClient;
  backplane: Backplane;
  store?: CompanyStore | undefined;
  appName: string;
  report: ReportError;
  log?: Log | undefined;
  timers?: Timers | undefined;
}

/** How long a request may wait, in milliseconds. The lease lives longer. */
const patience = 20_000;
/** Milliseconds before each further try, where a company was rather deleted than not found yet: each costs a call. */
const doubtfulPauses: readonly number[] = [4_000, 8_000];
/** Those who wait for the same company ask again at moments of their own. */
const waitForOther = () => 150 + Math.random() * 100;
/** A store that does not answer must not block everybody who waits for the same company. */
const storePatience = 10_000;

export function createCompanies(options: CompaniesOptions): Companies {
  const { codat, backplane, store, report, log, timers } = options;
  const owners = createCompanyOwners(backplane);
  const create = createCompanyCreator(options);
  const flights = createSingleFlight<string>();

  async function exists(companyId: string, customerId: string, payer?: Payer): Promise<boolean> {
    const { known, seen } = await owners.exists(companyId, customerId);
    if (known !== undefined) return known;
    const company = await readStanding(companyId, customerId, payer);
    if (company === undefined) return false;
    const rootId = company?.parentId ?? companyId;
    return (await owners.learn({ id: companyId, rootId }, customerId, seen)) === "done";
  }

  function ask(companyId: string, customerId: string, payer = newcomer(customerId)): Promise<CodatResponse> {
    return codat({ path: `/companies/${companyId}`, expected: isNotFound, payer });
  }

  /** @returns `undefined` where Codat does not know the company; `null` where its answer says no more */
  async function readStanding(
    companyId: string,
    customerId: string,
    payer = newcomer(customerId),
  ): Promise<CodatCompany | null | undefined> {
    const { status, body } = await ask(companyId, customerId, payer);
    if (!isNotFound(status)) return parseCodatCompany(body) ?? null;
    await owners.forget(companyId);
    return undefined;
  }

  /**
   * Asks Codat for a company that it did not know some minutes ago. One that it has just made is waited for: with another
   * there would be two.
   *
   * @returns the company's room before Codat knew it; `undefined` where it was deleted
   */
  async function untilStanding(
    company: CodatCompany,
    customerId: string,
    signal: AbortSignal,
  ): Promise<RoomView | undefined> {
    for (let tries = 0; !signal.aborted; tries++) {
      const room = await owners.lookAt(company.id);
      if (isDeleted(room)) return undefined;
      const answer = await ask(company.id, customerId);
      if (!isNotFound(answer.status)) return room;
      if (!isYoung(company, answer)) return undefined;
      const mayCome = isFresh(company, answer);
      const pause = (mayCome ? pauses : doubtfulPauses)[tries];
      if (pause !== undefined) await wait(pause, signal, timers);
      else if (mayCome) break;
      else return undefined;
    }
    throw serverError("companyUnsettled");
  }

  async function stands(companyId: string, customerId: string): Promise<boolean> {
    return (await readStanding(companyId, customerId)) !== undefined;
  }

  async function readStore(customerId: string): Promise<string | undefined> {
    const stored = store && (await callStore("get", () => store.get(customerId)));
    if (stored === null || stored === undefined) return undefined;
    const companyId = parseGuid(stored);
    if (!companyId) throw serverError("storedCompanyMalformed");
    return companyId;
  }

  /** The company in the host's own store, if Codat knows it too: an entry that the host removes must not live on here. */
  async function findStored(customerId: string, payer?: Payer): Promise<string | undefined> {
    const companyId = await readStore(customerId);
    return companyId && (await exists(companyId, customerId, payer)) ? companyId : undefined;
  }

  /** @param gone companies that were deleted: Codat's search may still show them */
  async function findTagged(
    customerId: string,
    gone: ReadonlySet<string>,
    signal: AbortSignal,
    payer = newcomer(customerId),
  ): Promise<CodatCompany | undefined> {
    const tagged = await findCompaniesByTag({ codat, payer, signal }, customerId);
    const [company, ...others] = tagged.filter(({ id }) => !gone.has(id));
    if (others.length > 0) {
      report(serverError("severalCompanies", { values: { count: String(others.length + 1) } }));
    }
    return company;
  }

  /** A failure of the host's store is reported and goes no further: the tag at Codat still holds. */
  async function storeCompany(customerId: string, companyId: string): Promise<void> {
    if (!store) return;
    try {
      await callStore("set", () => store.set(customerId, companyId));
    } catch (error) {
      report(error);
    }
  }

  function callStore<T>(name: "get" | "set", call: () => Promise<T> | T): Promise<T> {
    const called = async () => call();
    return callHost(`companies.${name}`, () => inTime(called(), storePatience, timers), log);
  }

  async function remember(
    customerId: string,
    company: CodatCompany,
    seen: Readonly<Record<string, string>>,
    signal: AbortSignal,
    over?: readonly string[],
  ): Promise<Remembered> {
    const { id, parentId: rootId = id } = company;
    await storeCompany(customerId, id);
    const remembered = await owners.remember({ id, rootId }, customerId, seen, over);
    if (remembered !== "doubtful") return remembered;
    const room = await untilStanding(company, customerId, signal);
    return room ? owners.remember({ id, rootId }, customerId, seen, over, room) : "deleted";
  }

  async function findOrCreate(customer: Customer, signal: AbortSignal): Promise<string> {
    const payer = newcomer(customer.id);
    const isStanding = (id: string) => stands(id, customer.id);
    const gone = new Set<string>();
    for (;;) {
      const stored = await findStored(customer.id);
      if (stored) return stored;
      const creation = await takeCreationLease(backplane, customer.id);
      if (creation && "companyId" in creation) return creation.companyId;
      if (!creation) {
        await wait(waitForOther(), signal, timers);
        if (signal.aborted) throw serverError("companyContended");
        continue;
      }
      const { lease } = creation;
      let isOver = false;
      try {
        const tagged = await findTagged(customer.id, gone, signal);
        const company =
          tagged ?? (await create({ customer, lease, payer, gone, stands: isStanding, signal }));
        const remembered = await remember(customer.id, company, lease.seen, signal, lease.over);
        isOver = remembered === "done";
        if (isOver) log?.({ type: "company", outcome: tagged ? "found" : "made" });
        if (isOver) return company.id;
        if (remembered === "deleted") gone.add(company.id);
      } finally {
        if (!isOver) await lease.release();
      }
      if (signal.aborted) throw serverError("companyContended");
    }
  }

  async function findAndRemember(
    customerId: string,
    seen: RoomView,
    signal: AbortSignal,
    payer?: Payer,
  ): Promise<string> {
    const tagged = await findTagged(customerId, new Set(), signal, payer);
    if (!tagged) return (await owners.rememberNone(customerId)) ?? "";
    const isKnown = (await remember(customerId, tagged, unforgotten(seen), signal)) === "done";
    if (isKnown) log?.({ type: "company", outcome: "found" });
    return isKnown ? tagged.id : "";
  }

  return {
    async find({ id }, payer) {
      const stored = await findStored(id, payer);
      if (stored) return stored;
      // An empty text stands for "none, a moment ago".
      const seen = await owners.look(id);
      const known = seen.values[companyValue]?.value;
      if (known !== undefined) return known || undefined;
      // Only among those who have as much: another's refusal is not this one's.
      const companyId = await flights.run(`find:${payer?.kept ?? 0}:${id}`, () =>
        withTimeLimit(patience, (signal) => findAndRemember(id, seen, signal, payer)),
      );
      return companyId || undefined;
    },

    isKnown: async ({ id }) =>
      Boolean((await readStore(id)) ?? (await owners.look(id)).values[companyValue]?.value),

    ensure: (customer) =>
      flights.run(`ensure:${customer.id}`, () =>
        withTimeLimit(patience, (signal) => findOrCreate(customer, signal)),
      ),

    customerOf: async (companyId, tags) =>
      (await owners.customerOf(companyId)) ?? customerOfTag(tags.get(customerTagKey)),

    async forget(companyId, isCertain) {
      await owners.forget(companyId, isCertain);
      log?.({ type: "company", outcome: "gone" });
    },
  };
}
