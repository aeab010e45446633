import { parseGuid } from "../../core/guid.js";
import type { Backplane } from "../backplane/backplane.js";
import { companyExistsKey, companyOfKey, creationLease, customerOfKey } from "../backplane/backplaneKeys.js";
import { type CodatClient, isNotFound } from "../codat/codatClient.js";
import { serverError } from "../errors/serverError.js";
import type { CompanyStore, Customer } from "../options/options.js";
import { callHost } from "../utils/callHost.js";
import type { ReportError } from "../utils/reportError.js";
import { createSingleFlight } from "../utils/singleFlight.js";
import type { Timers } from "../utils/timers.js";
import { abortable, wait, withTimeLimit } from "../utils/wait.js";
import { createCompanyCreator } from "./createCompany.js";
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
  /** Forgets a company that was deleted, so that its customer can get another. */
  forget(companyId: string): Promise<void>;
}

export interface CompaniesOptions {
  codat: CodatClient;
  backplane: Backplane;
  store?: CompanyStore | undefined;
  appName: string;
  report: ReportError;
  timers?: Timers | undefined;
}

const day = 24 * 60 * 60 * 1000;
/** Long, because a webhook reports a deletion. */
const knownLifetime = day;
/** Limits what a page that asks again and again costs of the quota. */
const absentLifetime = 10_000;
/** How long a request may wait, in milliseconds. The lease lives longer. */
const patience = 20_000;
const leaseLifetime = 30_000;
const waitForOther = 200;
/** A store that does not answer must not block everybody who waits for the same company. */
const storePatience = 10_000;

export function createCompanies(options: CompaniesOptions): Companies {
  const { codat, backplane, store, report, timers } = options;
  const create = createCompanyCreator(options);
  const flights = createSingleFlight<string>();

  async function remember(customerId: string, companyId: string): Promise<string> {
    await backplane.set(companyOfKey(customerId), companyId, knownLifetime);
    await backplane.set(customerOfKey(companyId), customerId, knownLifetime);
    return companyId;
  }

  async function exists(companyId: string): Promise<boolean> {
    if (await backplane.get(companyExistsKey(companyId))) return true;
    const { status } = await codat({ path: `/companies/${companyId}`, expected: isNotFound });
    if (isNotFound(status)) return false;
    await backplane.set(companyExistsKey(companyId), "1", knownLifetime);
    return true;
  }

  async function readStore(customerId: string): Promise<string | undefined> {
    const stored = store && (await callStore("get", () => store.get(customerId)));
    if (stored === null || stored === undefined) return undefined;
    const companyId = parseGuid(stored);
    if (!companyId) throw serverError("storedCompanyMalformed");
    return companyId;
  }

  /** The company in the host's own store, if Codat knows it too. */
  async function findStored(customerId: string): Promise<string | undefined> {
    const companyId = await readStore(customerId);
    if (!companyId) return undefined;
    if (!(await exists(companyId))) {
      await forget(companyId);
      return undefined;
    }
    // The other direction is not remembered: an entry that the host removes must not live on here.
    await backplane.set(customerOfKey(companyId), customerId, knownLifetime);
    return companyId;
  }

  async function findTagged(customerId: string, signal: AbortSignal): Promise<string | undefined> {
    const [company, ...others] = await findCompaniesByTag(codat, customerId, signal);
    if (!company) return undefined;
    if (others.length > 0) {
      report(serverError("severalCompanies", { values: { count: String(others.length + 1) } }));
    }
    await storeCompany(customerId, company.id);
    return remember(customerId, company.id);
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
    const inTime = (limit: AbortSignal) => abortable(Promise.resolve(call()), limit);
    return callHost(`companies.${name}`, () => withTimeLimit(storePatience, inTime, timers));
  }

  async function findKnown(customerId: string): Promise<string | undefined> {
    return (await findStored(customerId)) ?? ((await backplane.get(companyOfKey(customerId))) || undefined);
  }

  async function forget(companyId: string): Promise<void> {
    const customerId = await backplane.get(customerOfKey(companyId));
    await backplane.delete(companyExistsKey(companyId));
    await backplane.delete(customerOfKey(companyId));
    if (customerId && (await backplane.get(companyOfKey(customerId))) === companyId) {
      await backplane.delete(companyOfKey(customerId));
    }
  }

  async function findOrCreate(customer: Customer, signal: AbortSignal): Promise<string> {
    for (;;) {
      const known = await findKnown(customer.id);
      if (known) return known;
      const lease = await backplane.acquire(creationLease(customer.id), leaseLifetime);
      if (!lease) {
        await wait(waitForOther, signal, timers);
        if (signal.aborted) throw serverError("companyContended");
        continue;
      }
      try {
        const tagged = await findTagged(customer.id, signal);
        if (tagged) return tagged;
        const created = await create(customer, signal);
        await storeCompany(customer.id, created);
        return await remember(customer.id, created);
      } finally {
        await lease.release();
      }
    }
  }

  return {
    async find({ id }) {
      const known = await findKnown(id);
      if (known) return known;
      // An empty text stands for "none, a moment ago".
      if ((await backplane.get(companyOfKey(id))) === "") return undefined;
      const companyId = await flights.run(`find:${id}`, async () => {
        const tagged = await withTimeLimit(patience, (signal) => findTagged(id, signal));
        const found = tagged ?? (await backplane.get(companyOfKey(id)));
        if (!found) await backplane.set(companyOfKey(id), "", absentLifetime);
        return found ?? "";
      });
      return companyId || undefined;
    },

    isKnown: async ({ id }) => Boolean((await readStore(id)) ?? (await backplane.get(companyOfKey(id)))),

    ensure: (customer) =>
      flights.run(`ensure:${customer.id}`, () =>
        withTimeLimit(patience, (signal) => findOrCreate(customer, signal)),
      ),

    customerOf: async (companyId, tags) =>
      (await backplane.get(customerOfKey(companyId))) ?? customerOfTag(tags.get(customerTagKey)),

    forget,
  };
}
