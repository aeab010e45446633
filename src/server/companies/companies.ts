import { OnboardingError } from "../../core/errors.js";
import { parseGuid } from "../../core/guid.js";
import type { Backplane } from "../backplane/backplane.js";
import type { CodatClient } from "../codat/codatClient.js";
import type { CompanyStore, Customer } from "../options/options.js";
import { callHost } from "../utils/callHost.js";
import type { ReportError } from "../utils/reportError.js";
import { createSingleFlight } from "../utils/singleFlight.js";
import type { Timers } from "../utils/unrefTimers.js";
import { abortable, timeLimit, wait } from "../utils/wait.js";
import { createCompanyCreator } from "./createCompany.js";
import { customerOfTag, customerTagKey } from "./customerTag.js";
import { findCompaniesByTag } from "./findCompaniesByTag.js";

/** Which company is whose: one for each customer. */
export interface Companies {
  /** The customer's company; never makes one. */
  find(customer: Customer): Promise<string | undefined>;
  /** The customer's company, made if there is none. */
  ensure(customer: Customer): Promise<string>;
  /** Whose company it is, from what is known already, or from its tags. */
  customerOf(companyId: string, tags: ReadonlyMap<string, string>): Promise<string | undefined>;
  /** The company is gone: its customer may get another. */
  forget(companyId: string): Promise<void>;
}

export interface CompaniesOptions {
  codat: CodatClient;
  backplane: Backplane;
  store?: CompanyStore | undefined;
  appName: string;
  report: ReportError;
  timers?: Timers | undefined;
  randomUUID?: (() => string) | undefined;
}

const day = 24 * 60 * 60 * 1000;
/** A company that is deleted tells so by webhook. */
const knownLifetime = day;
/** So that a page that asks again and again does not use up the quota. */
const noneLifetime = 10_000;
/** Nobody at a page waits longer; the right to create outlives it. */
const patience = 20_000;
const leaseLifetime = 30_000;
const waitForOther = 200;
/** A host's record that does not answer must not hold up everybody who waits for the same company. */
const recordPatience = 10_000;

export function createCompanies(options: CompaniesOptions): Companies {
  const { codat, backplane, store, report, timers } = options;
  const { randomUUID = () => crypto.randomUUID() } = options;
  const create = createCompanyCreator({ ...options, timers, randomUUID });
  const flights = createSingleFlight<string>();

  const companyKey = (customerId: string) => `company-of:${customerId}`;
  const customerKey = (companyId: string) => `customer-of:${companyId}`;
  const existsKey = (companyId: string) => `exists:${companyId}`;

  async function remember(customerId: string, companyId: string): Promise<string> {
    await backplane.set(companyKey(customerId), companyId, knownLifetime);
    await backplane.set(customerKey(companyId), customerId, knownLifetime);
    return companyId;
  }

  async function exists(companyId: string): Promise<boolean> {
    if (await backplane.get(existsKey(companyId))) return true;
    const { status } = await codat({ path: `/companies/${companyId}`, expected: (code) => code === 404 });
    if (status === 404) return false;
    await backplane.set(existsKey(companyId), "1", knownLifetime);
    return true;
  }

  /** The host's own record, if Codat knows the company too. */
  async function recorded(customerId: string): Promise<string | undefined> {
    if (!store) return undefined;
    const told = await askRecords("get", () => store.get(customerId));
    if (told === null || told === undefined) return undefined;
    const companyId = parseGuid(told);
    if (!companyId) {
      throw new OnboardingError("ONB-510", "companies.get gave something that is not a company’s id.");
    }
    if (!(await exists(companyId))) {
      await forget(companyId);
      return undefined;
    }
    // Not kept as what was found: a record that is withdrawn must not live on here.
    await backplane.set(customerKey(companyId), customerId, knownLifetime);
    return companyId;
  }

  async function tagged(customerId: string, signal: AbortSignal): Promise<string | undefined> {
    const [company, ...others] = await findCompaniesByTag(codat, customerId, signal);
    if (!company) return undefined;
    if (others.length > 0) {
      const sentence = `${others.length + 1} companies at Codat carry one customer’s tag. The oldest is used; remove the tag from the others.`;
      report(new OnboardingError("ONB-509", sentence));
    }
    await tell(customerId, company.id);
    return remember(customerId, company.id);
  }

  /** The host's record is told; what goes wrong there is the host's to mend, and the tag still holds. */
  async function tell(customerId: string, companyId: string): Promise<void> {
    if (!store) return;
    try {
      await askRecords("set", () => store.set(customerId, companyId));
    } catch (error) {
      report(error);
    }
  }

  function askRecords<T>(name: "get" | "set", call: () => Promise<T> | T): Promise<T> {
    return callHost(`companies.${name}`, () => {
      return abortable(Promise.resolve(call()), timeLimit(recordPatience, timers));
    });
  }

  async function known(customerId: string): Promise<string | undefined> {
    return (await recorded(customerId)) ?? ((await backplane.get(companyKey(customerId))) || undefined);
  }

  async function forget(companyId: string): Promise<void> {
    const customerId = await backplane.get(customerKey(companyId));
    await backplane.delete(existsKey(companyId));
    await backplane.delete(customerKey(companyId));
    if (customerId && (await backplane.get(companyKey(customerId))) === companyId) {
      await backplane.delete(companyKey(customerId));
    }
  }

  async function findOrCreate(customer: Customer): Promise<string> {
    const signal = timeLimit(patience);
    for (;;) {
      const found = await known(customer.id);
      if (found) return found;
      const lease = await backplane.acquire(`create-company:${customer.id}`, leaseLifetime);
      if (!lease) {
        await wait(waitForOther, signal, timers);
        if (!signal.aborted) continue;
        throw new OnboardingError("ONB-508", "Another process is still making this company.", {
          recoverable: true,
        });
      }
      try {
        const companyId = await tagged(customer.id, signal);
        if (companyId) return companyId;
        const made = await create(customer, signal);
        await tell(customer.id, made);
        return await remember(customer.id, made);
      } finally {
        await lease.release();
      }
    }
  }

  return {
    async find({ id }) {
      const found = await known(id);
      if (found) return found;
      // An empty text stands for "none, a moment ago".
      if ((await backplane.get(companyKey(id))) === "") return undefined;
      const companyId = await flights.run(`find:${id}`, async () => {
        const here = (await tagged(id, timeLimit(patience))) ?? (await backplane.get(companyKey(id)));
        if (!here) await backplane.set(companyKey(id), "", noneLifetime);
        return here ?? "";
      });
      return companyId || undefined;
    },

    ensure: (customer) => flights.run(`ensure:${customer.id}`, () => findOrCreate(customer)),

    customerOf: async (companyId, tags) =>
      (await backplane.get(customerKey(companyId))) ?? customerOfTag(tags.get(customerTagKey)),

    forget,
  };
}
