import type { Company } from "codat-onboarding/live";
import type { FakeConnection } from "codat-onboarding/testing";
import type { Page } from "playwright";

/** What fake Codat itself has of a customer; the companion has no part in it. */
export interface RecordAtCodat {
  /** Absent while there is no company. */
  companyId?: string | undefined;
  /** Oldest first. */
  connections: FakeConnection[];
}

/** Reads fake Codat's record of whoever is signed in on this page. */
export async function recordAtCodat(page: Page): Promise<RecordAtCodat> {
  const response = await page.request.get(new URL("/demo/codat", page.url()).href);
  return response.json();
}

/** What the companion says of the same customer, as any of its pages may ask. */
export function companionsCompany(page: Page): Promise<Company> {
  return page.evaluate(async () => (await fetch("/api/codat/company")).json());
}
