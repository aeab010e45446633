import { fieldsOf, textOf } from "../../core/json.js";
import { plainName } from "../../core/plainName.js";
import type { Backplane } from "../backplane/backplane.js";
import type { CodatClient } from "./codatClient.js";
import { createNameCache } from "./nameCache.js";

/** The names of the organisations behind accounting connections: "Not your business?" needs one. */
export interface Organisations {
  /** The name, as far as Codat says it. Never throws: without a name the page says less. */
  of(companyId: string, connectionId: string, signal?: AbortSignal | undefined): Promise<string | undefined>;
}

export function createOrganisations(options: { codat: CodatClient; backplane: Backplane }): Organisations {
  const { codat, backplane } = options;
  const known = createNameCache(backplane);

  /** From Codat's Accounting API, whose first read must be over. It answers for the company's one accounting source. */
  async function ask(companyId: string, signal: AbortSignal | undefined): Promise<string | undefined> {
    const path = `/companies/${companyId}/data/info`;
    const { status, body } = await codat({
      path,
      tries: 1,
      signal,
      expected: (code) => code === 404 || code === 409,
    });
    return status < 300 ? plainName(textOf(fieldsOf(body)["companyName"])) : undefined;
  }

  return {
    of: (companyId, connectionId, signal) =>
      known(`organisation:${connectionId}`, () => ask(companyId, signal)),
  };
}
