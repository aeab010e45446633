import { OnboardingError } from "../../core/errors.js";
import type { CodatClient } from "../codat/codatClient.js";
import { parseCodatCompany } from "../codat/codatCompany.js";
import type { CodatResponse } from "../codat/codatResponse.js";
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

const mostTries = 5;
const pauses = [500, 1_000, 2_000, 4_000];

/**
 * Creates a customer's company; the caller has found none, and holds the lease. Codat has no upsert, so that only the
 * idempotency key prevents a second company.
 */
export function createCompanyCreator(options: CompanyCreatorOptions) {
  const { codat, appName, timers } = options;

  return async (customer: Customer, lease: CreationLease, signal: AbortSignal): Promise<string> => {
    const body = {
      name: companyName(customer.name, customer.id, `${appName} customer`),
      tags: { [customerTagKey]: customerTag(customer.id) },
    };
    let failure = notCreated();

    for (let count = 0; count < mostTries && !signal.aborted; count++) {
      if (count > 0) {
        await wait(pauses[count - 1] ?? 0, signal, timers);
        const [created] = await findCompaniesByTag(codat, customer.id, signal);
        if (created) return created.id;
      }
      try {
        const call = { method: "POST", path: "/companies", body, idempotencyKey: lease.key, signal } as const;
        const answer = await codat({ ...call, expected: isKeyAnswer });
        const company = answer.status < 300 ? parseCodatCompany(answer.body) : undefined;
        if (company) return company.id;
        // 409: the first attempt under this key is still running. Any other answer Codat would repeat for the key.
        if (answer.status !== 409) await lease.renewKey();
        failure = notCreated(answer);
      } catch (error) {
        const mayRetry = error instanceof OnboardingError && error.recoverable;
        if (!mayRetry) await lease.renewKey();
        if (!mayRetry || error.code === "ONB-511") throw error;
        failure = error;
      }
    }
    throw failure;
  };
}

/** Codat's answers to the key itself, and those that it stores for the key. */
function isKeyAnswer(status: number): boolean {
  return status === 409 || status === 422 || status >= 500;
}

function notCreated(answer?: CodatResponse): OnboardingError {
  const status = answer ? String(answer.status) : "no answer";
  return serverError("codatMadeNoCompany", { values: { status }, correlationId: answer?.correlationId });
}
