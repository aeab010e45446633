import type { CompanyReader } from "../codat/companyReader.js";
import type { ForgetCompany } from "../companies/forgetCompany.js";
import type { CompanyFeed } from "../events/companyFeed.js";

export interface CompanyDeletionOptions {
  reader: CompanyReader;
  feed: CompanyFeed;
  forgetCompany: ForgetCompany;
}

/** What follows when Codat says that a company was deleted. */
export function createCompanyDeletion({ reader, feed, forgetCompany }: CompanyDeletionOptions) {
  return async (companyId: string): Promise<void> => {
    const root = await reader.knownRootOf(companyId);
    await forgetCompany(companyId, true);
    // A subsidiary's connections are shown as its parent's.
    if (root && root !== companyId) await feed.refresh(root);
  };
}
