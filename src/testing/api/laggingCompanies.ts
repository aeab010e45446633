import type { FakeCompanies } from "../state/fakeCompanies.js";

/** How long the API does not find a company that it has just made, in milliseconds on the fake's clock. */
export interface FakeLag {
  /** By its id: 404 for it and for what is below. @default 0 */
  byId?: number | undefined;
  /** In lists and searches. @default 0 */
  inLists?: number | undefined;
}

/** The companies as the API finds them. */
export function laggingCompanies(
  companies: FakeCompanies,
  { now, lag }: { now: () => Date; lag: FakeLag },
): FakeCompanies {
  // A clock may be set back.
  const isShown = (created: string, after = 0) =>
    after === 0 || now().getTime() >= Date.parse(created) + after;
  return {
    ...companies,
    find(companyId) {
      const company = companies.find(companyId);
      return company && isShown(company.created, lag.byId) ? company : undefined;
    },
    all: () => companies.all().filter(({ created }) => isShown(created, lag.inLists)),
  };
}
