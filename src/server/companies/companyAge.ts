import { parseUtcDate } from "../../core/utcDate.js";
import type { CodatCompany } from "../codat/codatCompany.js";

/** Milliseconds for which Codat may not find a company by its id that it has just made. */
const longestLag = 30_000;

/** How long ago Codat has made a company, in milliseconds by its own clock; `NaN` where it does not say. */
export function companyAge({ created = "" }: Pick<CodatCompany, "created">, at: Date): number {
  return at.getTime() - parseUtcDate(created);
}

/** Whether a company may be there though Codat does not find it: only an older one is known to be deleted. */
export function isFresh(company: Pick<CodatCompany, "created">, at: Date): boolean {
  return !(companyAge(company, at) >= longestLag);
}
