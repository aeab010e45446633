import { createInviteRequests } from "../../client/inviteRequests.js";
import {
  type Company,
  type CompanyConnection,
  connectionsOf,
  isLiveInvite,
} from "../../core/company/company.js";
import { connectionStatus } from "../../core/company/connection.js";
import { parseCompanyId } from "../../core/companyId.js";
import { parseSourceType, type SourceType } from "../../core/sourceType.js";
import { stepError } from "../../core/step/stepError.js";
import type { ConnectionStatus } from "../../core/step/stepState.js";
import type { LiveFacts } from "../step/live.js";
import type { LiveCompany } from "./liveCompany.js";

/** What decides when several connections of one kind are there: the best first. */
const rank = ["ready", "connected", "failed", "pending", "disconnected"];

/** How a company's connections of one source type stand, and the one that decides. */
export function liveFacts(
  { company, problem, endpoint }: LiveCompany,
  sourceType: SourceType,
  companyId: string | null | undefined,
): Omit<LiveFacts, "beside" | "below"> {
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
  const status = statusOf(own);
  return {
    status,
    connectionId: decisive?.id,
    platformName: decisive?.platformName,
    organisation: decisive && company.arrivals[decisive.id]?.organisation,
    link,
    ...inviteFacts(company, endpoint, sourceType, status === "disconnected" ? "reconnect" : "connect"),
  };
}

function inviteFacts(
  { id, inviteHost, invites = [] }: Company,
  endpoint: string,
  sourceType: SourceType,
  usual: "connect" | "reconnect",
): Pick<LiveFacts, "invite" | "inviteSource"> {
  const all = invites.filter((one) => one.sourceType === sourceType);
  const ended = all.filter(({ state }) => !isLiveInvite(state));
  const newest = [...all.filter((one) => !ended.includes(one)), ...ended].find(({ kind }) => kind !== "self");
  return {
    invite: newest?.state,
    inviteSource: inviteHost
      ? ({ platformKey, messages }, kind = usual) => {
          const wish = { kind, sourceType, platformKey, locale: messages?.inviteMail?.locale };
          const { ensure } = createInviteRequests(endpoint);
          return {
            // The link of one that has ended leads nowhere.
            key: [id, kind, sourceType, platformKey, ...ended.map((one) => one.id)].join(),
            hosts: [inviteHost],
            durable: true,
            fetch: () => ensure(wish),
            // A way of passing it on was used, whatever comes of this: there is nothing to tell the customer.
            prepare: (locale = wish.locale) =>
              void ensure({ ...wish, locale, prepared: true }).catch(() => {}),
          };
        }
      : undefined,
  };
}
