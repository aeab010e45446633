import { parseUtcDate } from "../../core/utcDate.js";
import type { CodatCompany } from "../codat/codatCompany.js";
import type { CodatResponse } from "../codat/codatResponse.js";

type Dated = Pick<CodatResponse, "at" | "isDated">;

/** Milliseconds for which Codat may not find a company by its id that it has just made. */
const longestLag = 30_000;
/** Milliseconds by which the clocks that date a company and an answer may be apart, with what its making takes. */
const longestSkew = 5 * 60_000;

/** How long ago Codat has made a company, in milliseconds by its own clock; `NaN` where it does not say. */
export function companyAge({ created = "" }: Pick<CodatCompany, "created">, at: Date): number {
  return at.getTime() - parseUtcDate(created);
}

/** Whether a company may be there though Codat does not find it, by the dates that Codat gives. */
export function isFresh(company: Pick<CodatCompany, "created">, { at }: Dated): boolean {
  return !(companyAge(company, at) >= longestLag);
}

/** The same where the dates may be wrong: what Codat does not find then is asked for again before it counts as deleted. */
export function isYoung(company: Pick<CodatCompany, "created">, { at, isDated }: Dated): boolean {
  return !isDated || !(companyAge(company, at) >= longestSkew);
}

/** Whether one was made right after the other: that one rather looked deleted, by dates that are wrong, than was. */
export function isRightAfter(
  { created = "" }: Pick<CodatCompany, "created">,
  other: Pick<CodatCompany, "created">,
): boolean {
  return parseUtcDate(created) - parseUtcDate(other.created ?? "") < longestLag;
}
