import type { Payer } from "../codat/payer.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import type { ReportError } from "../utils/reportError.js";
import { within } from "../utils/wait.js";

/** A person is waiting for the page; the stream tells later what took longer. In milliseconds. */
const patience = 3_000;

/** Reads a company anew after something has changed. A failure is reported: the change itself has succeeded. */
export type RefreshCompany = (companyId: string, payer?: Payer | undefined) => Promise<void>;

export function createRefreshCompany(options: { feed: CompanyFeed; report: ReportError }): RefreshCompany {
  const { feed, report } = options;
  return async (companyId, payer) => {
    await within(feed.refresh(companyId, payer).catch(report), patience);
  };
}
