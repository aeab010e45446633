import { OnboardingError } from "../../core/errors.js";
import type { Backplane } from "../backplane/backplane.js";
import type { CodatClient } from "../codat/codatClient.js";
import { parseCodatCompany } from "../codat/codatCompany.js";
import type { CodatResponse } from "../codat/codatResponse.js";
import type { Customer } from "../options/options.js";
import type { Timers } from "../utils/unrefTimers.js";
import { wait } from "../utils/wait.js";
import { companyName } from "./companyName.js";
import { customerTag, customerTagKey } from "./customerTag.js";
import { findCompaniesByTag } from "./findCompaniesByTag.js";

export interface CompanyCreatorOptions {
  codat: CodatClient;
  backplane: Backplane;
  appName: string;
  timers?: Timers | undefined;
  randomUUID: () => string;
}

/** Codat remembers a key's answer for this long. */
const keyLifetime = 90 * 60 * 1000;
const mostTries = 5;
const pauses = [500, 1_000, 2_000, 4_000];

/**
 * Makes a customer's company, where the caller has looked and found none, and holds the right to make it. Codat has
 * no upsert: the key says that two attempts are one. It is kept until its answer is known, so that an attempt whose
 * answer was lost goes on under the same key, in this process or another.
 */
export function createCompanyCreator(options: CompanyCreatorOptions) {
  const { codat, backplane, appName, timers, randomUUID } = options;

  return async (customer: Customer, signal: AbortSignal): Promise<string> => {
    const keyName = `company-key:${customer.id}`;
    const body = {
      name: companyName(customer.name, customer.id, `${appName} customer`),
      tags: { [customerTagKey]: customerTag(customer.id) },
    };
    let failure = refusedKey({ status: 0 });

    for (let count = 0; count < mostTries && !signal.aborted; count++) {
      if (count > 0) {
        await wait(pauses[count - 1] ?? 0, signal, timers);
        const [made] = await findCompaniesByTag(codat, customer.id, signal);
        if (made) return made.id;
      }
      const idempotencyKey = (await backplane.get(keyName)) ?? randomUUID();
      await backplane.set(keyName, idempotencyKey, keyLifetime);
      try {
        const call = { method: "POST", path: "/companies", body, idempotencyKey, signal } as const;
        const answer = await codat({ ...call, expected: isAboutTheKey });
        if (answer.status < 300) {
          await backplane.delete(keyName);
          const company = parseCodatCompany(answer.body);
          if (company) return company.id;
        }
        // 409: the first try is still under way. Codat keeps any other refusal, and would only repeat it.
        else if (answer.status !== 409) await backplane.delete(keyName);
        failure = refusedKey(answer);
      } catch (error) {
        const mayPass = error instanceof OnboardingError && error.recoverable;
        if (!mayPass) await backplane.delete(keyName);
        if (!mayPass || error.code === "ONB-511") throw error;
        failure = error;
      }
    }
    throw failure;
  };
}

/** Codat's answers to the key itself, and those that it keeps for the key. */
function isAboutTheKey(status: number): boolean {
  return status === 409 || status === 422 || status >= 500;
}

function refusedKey({
  status,
  correlationId,
}: Pick<CodatResponse, "status" | "correlationId">): OnboardingError {
  const sentence = `Codat’s API made no company (${status || "no answer"}).`;
  return new OnboardingError("ONB-508", sentence, { recoverable: true, correlationId });
}
