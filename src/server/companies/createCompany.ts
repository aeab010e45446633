import { OnboardingError } from "../../core/errors.js";
import { parseUtcDate } from "../../core/utcDate.js";
import type { CodatClient } from "../codat/codatClient.js";
import { type CodatCompany, parseCodatCompany } from "../codat/codatCompany.js";
import type { CodatResponse } from "../codat/codatResponse.js";
import type { Payer } from "../codat/payer.js";
import { serverError } from "../errors/serverError.js";
import type { Customer } from "../options/options.js";
import type { Timers } from "../utils/timers.js";
import { wait } from "../utils/wait.js";
import { companyName } from "./companyName.js";
import type { CreationLease } from "./creationLease.js";
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
  /** Asks Codat whether it has a company. */
  stands: (companyId: string) => Promise<boolean>;
  signal: AbortSignal;
}

/** Milliseconds before each further try. */
const pauses = [500, 1_000, 2_000, 4_000];
/** A company that was made longer before the answer was made by an earlier call: Codat repeats itself. */
const fresh = 60_000;

/** Errors of our own, which the next try would only meet again. */
const ownLimits: readonly string[] = ["ONB-511", "ONB-522"];

/**
 * Creates a customer's company; the caller has found none, and holds the lease. Codat has no upsert, so that only the
 * idempotency key prevents a second company. Codat repeats its answer to a key, errors too, so after one that is no
 * living company the tag is looked for, and only then comes the next key.
 */
export function createCompanyCreator({ codat, appName, timers }: CompanyCreatorOptions) {
  return async ({ customer, lease, payer, stands, signal }: CompanyWanted): Promise<string> => {
    const body = {
      name: companyName(customer.name, customer.id, `${appName} customer`),
      tags: { [customerTagKey]: customerTag(customer.id) },
    };
    const post = () => {
      const call = { method: "POST", path: "/companies", body, idempotencyKey: lease.key } as const;
      return codat({ ...call, expected: isKeyAnswer, payer, signal });
    };
    /** What a call has made whose answer was lost, or that had another name. */
    const look = async () => (await findCompaniesByTag({ codat, payer, signal }, customer.id))[0]?.id;
    const pause = (tries: number) => wait(pauses[tries] ?? 0, signal, timers);

    async function lookPatiently(): Promise<string | undefined> {
      for (let tries = 0; tries < pauses.length && !signal.aborted; tries++) {
        await pause(tries);
        const found = await look();
        if (found) return found;
      }
      return undefined;
    }

    let failure = notCreated();
    let refusals = 0;
    for (let tries = 0; tries <= pauses.length && !signal.aborted; tries++) {
      const answer = await post().catch((error: unknown) => {
        failure = recoverable(error);
        return undefined;
      });
      const { status = 0 } = answer ?? {};
      const company = status < 300 ? parseCodatCompany(answer?.body) : undefined;
      if (answer && company) {
        if (isFresh(company, answer.at) || (await stands(company.id))) return company.id;
      }
      if (answer) failure = notCreated(answer);
      // The first call under this key is still running: its answer is this one's too.
      if (status === 409) {
        await pause(tries);
        continue;
      }
      const isRefusal = answer !== undefined && isRefused(status);
      // It may be the answer to an earlier call, and that cannot be seen: one more key is tried, and at once.
      if (!company && !isRefusal && status !== 422) await pause(tries);
      const found = await (status === 422 ? lookPatiently() : look());
      if (found) return found;
      // Without an answer the same key is continued; another could make another company.
      if (answer) await lease.nextKey();
      if (isRefusal && ++refusals > 1) throw refused(answer);
    }
    throw failure;
  };

  function recoverable(error: unknown): OnboardingError {
    const mayRetry = error instanceof OnboardingError && error.recoverable && !ownLimits.includes(error.code);
    if (mayRetry) return error;
    throw error;
  }
}

function isFresh({ created = "" }: CodatCompany, at: Date): boolean {
  return at.getTime() - parseUtcDate(created) < fresh;
}

/** Codat's answers to the key itself, and those that it stores for the key. Before it looks at any comes the API key. */
function isKeyAnswer(status: number): boolean {
  return status >= 400 && status !== 401 && status !== 429;
}

function isRefused(status: number): boolean {
  return status >= 400 && status < 500 && status !== 422;
}

function refused({ status, correlationId }: CodatResponse): OnboardingError {
  return serverError("codatRefused", { values: { status: String(status) }, correlationId });
}

function notCreated(answer?: CodatResponse): OnboardingError {
  const status = answer ? String(answer.status) : "no answer";
  return serverError("codatMadeNoCompany", { values: { status }, correlationId: answer?.correlationId });
}
