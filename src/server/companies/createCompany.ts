import { OnboardingError } from "../../core/errors.js";
import type { CodatClient } from "../codat/codatClient.js";
import { type CodatCompany, parseCodatCompany } from "../codat/codatCompany.js";
import type { CodatResponse } from "../codat/codatResponse.js";
import type { Payer } from "../codat/payer.js";
import { serverError } from "../errors/serverError.js";
import type { Customer } from "../options/options.js";
import type { Timers } from "../utils/timers.js";
import { wait } from "../utils/wait.js";
import { companyAge, isFresh } from "./companyAge.js";
import { companyName } from "./companyName.js";
import { type CreationLease, keyLifetime } from "./creationLease.js";
import { customerTag, customerTagKey } from "./customerTag.js";
import { findCompaniesByTag } from "./findCompaniesByTag.js";

export interface CompanyCreatorOptions {
  codat: CodatClient;
  appName: string;
  timers?: Timers | undefined;
}

/** Who wants a company, and on what terms. */
export interface CompanyWanted {
  customer: Customer;
  lease: CreationLease;
  payer: Payer;
  /** Companies of the customer that were deleted; those that are found out are added. */
  gone: Set<string>;
  /** Asks Codat whether it has a company. */
  stands: (companyId: string) => Promise<boolean>;
  signal: AbortSignal;
}

/** Milliseconds before each further try: for so long something that is under way at Codat is waited for. */
export const pauses: readonly number[] = [500, 1_500, 4_000, 6_000];
/** Codat's search shows within so many milliseconds what a call has made that ended in an error. */
const searchLag = 12_000;
/** Somebody else, who uses the same key, waits for as long as `searchLag` and then makes the company. */
const otherMakes = 5_000;
/** No call runs for longer at Codat. */
const longestCall = 120_000;
/** Around the moment when Codat forgets a key, it is not said whether it still does. */
const nearEnd = 50_000;

/** Errors of our own, which the next try would only meet again. */
const ownLimits: readonly string[] = ["ONB-511", "ONB-522"];

/**
 * Creates a customer's company; the caller has found none, and holds the lease. Codat has no upsert, so that only the
 * idempotency key prevents a second company. Everybody begins with key 0 and goes on only where nothing can come of a
 * key any more: Codat has stored an error for it, which it repeats, or a company that was deleted. An error that comes
 * from in between, or from a call that is still running, ends the request instead: the next one tries the same key.
 */
export function createCompanyCreator({ codat, appName, timers }: CompanyCreatorOptions) {
  return async (wanted: CompanyWanted): Promise<CodatCompany> => {
    const { customer, lease, payer, gone, stands, signal } = wanted;
    const body = {
      name: companyName(customer.name, customer.id, `${appName} customer`),
      tags: { [customerTagKey]: customerTag(customer.id) },
    };

    const post = (number: number) => {
      const call = { method: "POST", path: "/companies", body, idempotencyKey: lease.key(number) } as const;
      return codat({ ...call, expected: isKeyAnswer, payer, signal });
    };

    /** What a call has made whose answer was lost, or that had another name. */
    async function look(): Promise<CodatCompany | undefined> {
      const tagged = await findCompaniesByTag({ codat, payer, signal }, customer.id);
      return tagged.find(({ id }) => !gone.has(id));
    }

    /** The same for some time. */
    async function lookFor(milliseconds: number): Promise<CodatCompany | undefined> {
      let found: CodatCompany | undefined;
      for (let left = milliseconds, tries = 0; left > 0 && !found && !signal.aborted; tries++) {
        const pause = Math.min(left, pauses[tries] ?? searchLag / 2);
        left -= pause;
        await wait(pause, signal, timers);
        if (!signal.aborted) found = await look();
      }
      return found;
    }

    /** @returns `undefined` where the key has given a company that was deleted, and there is no other */
    async function notGone(company: CodatCompany, answer: CodatResponse): Promise<CodatCompany | undefined> {
      if (!gone.has(company.id)) {
        if (isFresh(company, answer.at) || (await stands(company.id))) return company;
        gone.add(company.id);
      }
      const other = await look();
      if (!other && isNearEnd(companyAge(company, answer.at))) throw notCreated(answer);
      return other;
    }

    /**
     * Whether another key is needed after an error that Codat gave to this one: only if it has stored the error. What
     * the call may have made all the same is looked for first.
     *
     * @returns the company, `over`, or `undefined` where the same key is to be tried again
     */
    async function judge(number: number, answer: CodatResponse): Promise<CodatCompany | "over" | undefined> {
      const { status, at, correlationId } = answer;
      const isRefusal = isRefused(status);
      // What has no id is not of Codat, which has perhaps seen nothing.
      const noted =
        correlationId && status !== 409
          ? await lease.note(number, { id: correlationId, at: at.getTime() })
          : undefined;
      // The longer it goes on, the less often there is another: everybody has to pass all of them.
      const rest = searchLag * (2 ** number - (isRefusal ? 1 : 0));
      const isTooSoon = noted === undefined || noted.age < rest;
      if (isRefusal && isTooSoon) throw refused(answer);
      const isLong = noted !== undefined && noted.age >= longestCall;
      if (!noted?.isRepeated && !isLong) return undefined;
      if (isNearEnd(noted.age)) throw notCreated(answer);
      const found = await lookFor(noted.isRepeated ? rest - noted.age : searchLag + otherMakes);
      if (!found && signal.aborted) throw notCreated(answer);
      return found ?? "over";
    }

    /** @returns `undefined` where the next key is to be used */
    async function use(number: number): Promise<CodatCompany | undefined> {
      let failure = notCreated();
      let refusals = 0;
      for (const pause of [...pauses, undefined]) {
        const answer = await post(number).catch((error: unknown) => {
          failure = recoverable(error);
          return undefined;
        });
        const { status = 0 } = answer ?? {};
        const company = status < 300 ? parseCodatCompany(answer?.body) : undefined;
        if (answer && company) return notGone(company, answer);
        if (answer) {
          failure = notCreated(answer);
          const judged = await judge(number, answer);
          if (judged) return judged === "over" ? undefined : judged;
          if (isRefused(status)) {
            if (++refusals > 1) throw refused(answer);
            continue;
          }
        }
        if (signal.aborted) break;
        if (pause === undefined) {
          const others = status === 422 ? await lookFor(otherMakes) : undefined;
          if (others) return others;
          break;
        }
        await wait(pause, signal, timers);
        // The first call under this key is still running: its answer is this one's too.
        const found = status === 409 ? undefined : await look();
        if (found) return found;
      }
      throw failure;
    }

    for (let number = 0; ; number++) {
      const company = await use(number);
      if (company) return company;
    }
  };

  function recoverable(error: unknown): OnboardingError {
    const mayRetry = error instanceof OnboardingError && error.recoverable && !ownLimits.includes(error.code);
    if (mayRetry) return error;
    throw error;
  }
}

/** Codat's answers to the key itself, and those that it stores for the key. Before it looks at any comes the API key. */
function isKeyAnswer(status: number): boolean {
  return status >= 400 && status !== 401 && status !== 429;
}

/** Codat has made nothing, and will not. */
function isRefused(status: number): boolean {
  return status >= 400 && status < 500 && ![408, 409, 422].includes(status);
}

function isNearEnd(age: number): boolean {
  return Math.abs(age - keyLifetime) < nearEnd;
}

function refused({ status, correlationId }: CodatResponse): OnboardingError {
  return serverError("codatRefused", { values: { status: String(status) }, correlationId });
}

function notCreated(answer?: CodatResponse): OnboardingError {
  const status = answer ? String(answer.status) : "no answer";
  return serverError("codatMadeNoCompany", { values: { status }, correlationId: answer?.correlationId });
}
