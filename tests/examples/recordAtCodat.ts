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
