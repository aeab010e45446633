import { type CompanyConnection, connectionsOf } from "../core/company.js";
import { parseCompanyId } from "../core/companyId.js";
import { connectionStatus } from "../core/connection.js";
import { parseSourceType, type SourceType } from "../core/sourceType.js";
import { stepError } from "../core/stepError.js";
import type { ConnectionStatus } from "../core/stepState.js";
import type { LiveFacts } from "./live.js";
import type { LiveCompany } from "./liveCompany.js";

/** What decides when several connections of one kind are there: the best first. */
const rank = ["ready", "connected", "failed", "pending", "disconnected"];

/** How a company's connections of one source type stand, and the one that decides. */
export function liveFacts(
  { company, problem, endpoint }: LiveCompany,
  sourceType: SourceType,
  companyId: string | null | undefined,
): Omit<LiveFacts, "beside"> {
  const link = {
    url: `${endpoint}/go?use=connect&sourceType=${sourceType}`,
    host: company?.linkHost ?? "link.codat.io",
    oneTime: false,
  };
  if (!company || problem) return { status: problem ? "unavailable" : "loading", link };
  if (companyId && parseCompanyId(companyId) !== company.id)
    return { status: "unavailable", problem: stepError("ONB-403"), link };

  const own = connectionsOf(company).filter((one) => parseSourceType(one.sourceType) === sourceType);
  const statusOf = (all: CompanyConnection[]): ConnectionStatus => connectionStatus(all, { sourceType });
  const [decisive] = own.sort((a, b) => rank.indexOf(statusOf([a])) - rank.indexOf(statusOf([b])));
  return {
    status: statusOf(own),
    connectionId: decisive?.id,
    platformName: decisive?.platformName,
    organisation: decisive && company.arrivals[decisive.id]?.organisation,
    link,
  };
}
