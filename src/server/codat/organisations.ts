import { fieldsOf, textOf } from "../../core/json.js";
import { plainName } from "../../core/plainName.js";
import type { Backplane } from "../backplane/backplane.js";
import { companyRoom, organisationValue } from "../backplane/backplaneRooms.js";
import type { CodatClient } from "./codatClient.js";
import { createNameCache } from "./nameCache.js";
import type { Payer } from "./payer.js";

/** The names of the organisations behind accounting connections, for "Not your business?". */
export interface Organisations {
  /** The name, if Codat gives one. Never throws: without a name the page says less. */
  of(companyId: string, connectionId: string, call: OrganisationCall): Promise<string | undefined>;
  /** Asks Codat, and caches nothing. */
  ask(companyId: string, call?: OrganisationCall | undefined): Promise<string | undefined>;
}

export interface OrganisationCall {
  payer: Payer;
  signal: AbortSignal;
}

export function createOrganisations(options: { codat: CodatClient; backplane: Backplane }): Organisations {
  const { codat, backplane } = options;
  const cached = createNameCache(backplane);

  /** From Codat's Accounting API, after its first sync. It answers for the company's only accounting source. */
  async function ask(companyId: string, call?: OrganisationCall): Promise<string | undefined> {
    const path = `/companies/${companyId}/data/info`;
    const { status, body } = await codat({
      path,
      tries: 1,
      isSpare: true,
      ...call,
      expected: (code) => code === 404 || code === 409,
    });
    return status < 300 ? plainName(textOf(fieldsOf(body)["companyName"])) : undefined;
  }

  return {
    ask,
    of: (companyId, connectionId, call) =>
      cached(companyRoom(companyId), organisationValue(connectionId), () => ask(companyId, call)),
  };
}
