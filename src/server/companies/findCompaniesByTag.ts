import { OnboardingError } from "../../core/errors.js";
import { fieldsOf } from "../../core/json.js";
import { parseUtcDate } from "../../core/utcDate.js";
import type { CodatClient } from "../codat/codatClient.js";
import { type CodatCompany, parseCodatCompany } from "../codat/codatCompany.js";
import { customerTag, customerTagKey } from "./customerTag.js";

const pageSize = 100;
/** More pages than one customer could ever fill, unless the filter is not obeyed. */
const mostPages = 20;

/**
 * The companies that carry a customer's tag, the one to use first: the oldest, then the smallest id.
 *
 * @throws OnboardingError `ONB-508` where the answer is not to be trusted: "none" makes a company, which may be billed
 */
export async function findCompaniesByTag(
  codat: CodatClient,
  customerId: string,
  signal: AbortSignal,
): Promise<CodatCompany[]> {
  const value = customerTag(customerId);
  const tags = encodeURIComponent(`${customerTagKey}=${value}`);
  const found = new Map<string, CodatCompany>();
  for (let page = 1; page <= mostPages; page++) {
    const path = `/companies?page=${page}&pageSize=${pageSize}&tags=${tags}`;
    const { body, correlationId } = await codat({ path, signal });
    const results: unknown = fieldsOf(body)["results"];
    if (!Array.isArray(results)) throw noList(correlationId);
    for (const company of results.map(parseCodatCompany)) {
      // Not left to Codat: how it reads the operators is documented thinly.
      if (company?.tags.get(customerTagKey) === value) found.set(company.id, company);
    }
    if (results.length < pageSize) break;
    if (page === mostPages && found.size === 0) throw noList(correlationId);
  }
  return [...found.values()].sort((a, b) => age(a) - age(b) || (a.id < b.id ? -1 : 1));
}

function noList(correlationId: string | undefined): OnboardingError {
  const sentence = "Codat’s API did not say which companies carry a tag. A proxy may stand between.";
  return new OnboardingError("ONB-508", sentence, { recoverable: true, correlationId });
}

/** When it was made; what does not say is taken for the youngest. */
function age({ created = "" }: CodatCompany): number {
  const time = parseUtcDate(created);
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}
