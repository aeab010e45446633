import { parseGuid } from "../../core/guid.js";
import type { Backplane, RoomView } from "../backplane/backplane.js";
import { companyValue } from "../backplane/backplaneRooms.js";
import { type CodatClient, isNotFound } from "../codat/codatClient.js";
import { type CodatCompany, parseCodatCompany } from "../codat/codatCompany.js";
import { newcomer } from "../codat/payer.js";
import { serverError } from "../errors/serverError.js";
import type { CompanyStore, Customer } from "../options/options.js";
import { callHost } from "../utils/callHost.js";
import type { ReportError } from "../utils/reportError.js";
import { createSingleFlight } from "../utils/singleFlight.js";
import type { Timers } from "../utils/timers.js";
import { inTime, wait, withTimeLimit } from "../utils/wait.js";
import { createCompanyOwners, type Remembered, unforgotten } from "./companyOwners.js";
import { createCompanyCreator } from "./createCompany.js";
import { takeCreationLease } from "./creationLease.js";
import { customerOfTag, customerTagKey } from "./customerTag.js";
import { findCompaniesByTag } from "./findCompaniesByTag.js";

/** The company of each customer. */
export interface Companies {
  /** The customer's company, never created here. */
  find(customer: Customer): Promise<string | undefined>;
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
  timers?: Timers | undefined;
}

/** How long a request may wait, in milliseconds. The lease lives longer. */
const patience = 20_000;
/** Those who wait for the same company ask again at moments of their own. */
const waitForOther = () => 150 + Math.random() * 100;
/** A store that does not answer must not block everybody who waits for the same company. */
const storePatience = 10_000;

export function createCompanies(options: CompaniesOptions): Companies {
  const { codat, backplane, store, report, timers } = options;
  const owners = createCompanyOwners(backplane, stands);
  const create = createCompanyCreator(options);
  const flights = createSingleFlight<string>();

  async function exists(companyId: string, customerId: string): Promise<boolean> {
    const { known, seen } = await owners.exists(companyId, customerId);
    if (known !== undefined) return known;
    const company = await readStanding(companyId, customerId);
    if (company === undefined) return false;
    const rootId = company?.parentId ?? companyId;
    return owners.learn({ id: companyId, rootId }, customerId, seen);
  }

  /** @returns `undefined` where Codat does not know the company; `null` where its answer says no more */
  async function readStanding(
    companyId: string,
    customerId: string,
  ): Promise<CodatCompany | null | undefined> {
    const path = `/companies/${companyId}`;
    const { status, body } = await codat({ path, expected: isNotFound, payer: newcomer(customerId) });
    if (!isNotFound(status)) return parseCodatCompany(body) ?? null;
    await owners.forget(companyId);
    return undefined;
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
  async function findStored(customerId: string): Promise<string | undefined> {
    const companyId = await readStore(customerId);
    return companyId && (await exists(companyId, customerId)) ? companyId : undefined;
  }

  async function findTagged(customerId: string, signal: AbortSignal): Promise<CodatCompany | undefined> {
    const call = { codat, payer: newcomer(customerId), signal };
    const [company, ...others] = await findCompaniesByTag(call, customerId);
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
    return callHost(`companies.${name}`, () => inTime(called(), storePatience, timers));
  }

  async function remember(
    customerId: string,
    { id, parentId = id }: Pick<CodatCompany, "id" | "parentId">,
    seen: Readonly<Record<string, string>>,
    over?: readonly string[],
  ): Promise<Remembered> {
    await storeCompany(customerId, id);
    return owners.remember({ id, rootId: parentId }, customerId, seen, over);
  }

  async function findOrCreate(customer: Customer, signal: AbortSignal): Promise<string> {
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
      const attempt = async (company: Pick<CodatCompany, "id" | "parentId">) => {
        const remembered = await remember(customer.id, company, lease.seen, lease.over);
        isOver = remembered === "done";
        return remembered;
      };
      try {
        const tagged = await findTagged(customer.id, signal);
        const remembered = tagged && (await attempt(tagged));
        if (tagged && remembered === "done") return tagged.id;
        if (remembered === "changed") continue;
        // None, or one that was deleted and that Codat's search still shows.
        const payer = newcomer(customer.id);
        const isStanding = (id: string) => stands(id, customer.id);
        const id = await create({ customer, lease, payer, stands: isStanding, signal });
        const outcome = await attempt({ id });
        if (outcome === "done") return id;
        // It was deleted, and the key would give it again; where another was, the key still gives this one.
        if (outcome !== "changed") await lease.nextKey();
      } finally {
        if (!isOver) await lease.release();
      }
      if (signal.aborted) throw serverError("companyContended");
    }
  }

  async function findAndRemember(customerId: string, seen: RoomView, signal: AbortSignal): Promise<string> {
    const tagged = await findTagged(customerId, signal);
    if (!tagged) return (await owners.rememberNone(customerId)) ?? "";
    const isKnown = (await remember(customerId, tagged, unforgotten(seen))) === "done";
    return isKnown ? tagged.id : "";
  }

  return {
    async find({ id }) {
      const stored = await findStored(id);
      if (stored) return stored;
      // An empty text stands for "none, a moment ago".
      const seen = await owners.look(id);
      const known = seen.values[companyValue]?.value;
      if (known !== undefined) return known || undefined;
      const companyId = await flights.run(`find:${id}`, () =>
        withTimeLimit(patience, (signal) => findAndRemember(id, seen, signal)),
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

    forget: owners.forget,
  };
}
