import type { OnboardingError } from "../../core/errors.js";
import { fieldsOf } from "../../core/json.js";
import { parseUtcDate } from "../../core/utcDate.js";
import type { CodatClient } from "../codat/codatClient.js";
import { type CodatCompany, parseCodatCompany } from "../codat/codatCompany.js";
import type { Payer } from "../codat/payer.js";
import { serverError } from "../errors/serverError.js";
import { customerTag, customerTagKey } from "./customerTag.js";

const pageSize = 100;
/** One customer never fills so many: more means that Codat ignored the filter. The customer pays for each. */
const mostPages = 4;

/**
 * The companies that carry a customer's tag, the oldest first, then by id.
 *
 * @throws OnboardingError `ONB-508` for an answer that cannot be relied on: after "none" a company is created, which
 * may be billed
 */
export async function findCompaniesByTag(
  { codat, payer, signal }: { codat: CodatClient; payer: Payer; signal: AbortSignal },
  customerId: string,
): Promise<CodatCompany[]> {
  const value = customerTag(customerId);
  const tags = encodeURIComponent(`${customerTagKey}=${value}`);
  const found = new Map<string, CodatCompany>();
  for (let page = 1; page <= mostPages; page++) {
    const path = `/companies?page=${page}&pageSize=${pageSize}&tags=${tags}`;
    const { body, correlationId } = await codat({
      path,
      signal,
      payer: page === 1 ? payer : { ...payer, isBegun: true },
    });
    const results: unknown = fieldsOf(body)["results"];
    if (!Array.isArray(results)) throw noList(correlationId);
    for (const company of results.map(parseCodatCompany)) {
      // Checked here too: Codat barely documents how it reads the query's operators.
      if (company?.tags.get(customerTagKey) === value) found.set(company.id, company);
    }
    if (results.length < pageSize) break;
    if (page === mostPages && found.size === 0) throw noList(correlationId);
  }
  return [...found.values()].sort((a, b) => createdAt(a) - createdAt(b) || (a.id < b.id ? -1 : 1));
}

function noList(correlationId: string | undefined): OnboardingError {
  return serverError("codatListUnreadable", { correlationId });
}

/** When a company was created. One without a date counts as the newest. */
function createdAt({ created = "" }: CodatCompany): number {
  const time = parseUtcDate(created);
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}
