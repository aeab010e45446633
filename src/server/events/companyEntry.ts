import type { Company } from "../../core/company/company.js";
import type { CompanyEvent } from "../../core/company/companyEvent.js";
import { parseCompanyEvent } from "../../core/company/parseCompanyEvent.js";
import type { BackplaneEntry } from "../backplane/backplane.js";

/** Called where an entry holds what is not known, or not meant for browsers, and is left out. */
export type OnStrangeEntry = () => void;

/**
 * What an entry of a company's room tells browsers, by the allow-list by which they read it too: other versions of the
 * companion write there, and whoever else reaches the backplane. `undefined` for an entry that is no event for them.
 */
export function parseEntry({
  event,
}: BackplaneEntry): Exclude<CompanyEvent, { company: Company }> | undefined {
  try {
    const parsed = parseCompanyEvent(JSON.parse(event));
    return parsed && "company" in parsed ? undefined : parsed;
  } catch {
    return undefined;
  }
}
