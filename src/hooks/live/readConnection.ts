import { createInvitesClient } from "../../client/invitesClient.js";
import { type Company, type CompanyConnection, connectionsOf } from "../../core/company/company.js";
import { parseGuid } from "../../core/guid.js";
import { parseSourceType, type SourceType } from "../../core/sourceType.js";
import type { ConnectionStatus } from "../../core/status/connectionStatus.js";
import { connectionStatus } from "../../core/status/connectionStatus.js";
import { isLiveInvite } from "../../core/status/inviteState.js";
import { stepError } from "../../core/step/stepError.js";
import type { LiveConnection } from "../step/liveConnection.js";
import type { LiveCompany } from "./companyContext.js";

/** What decides when several connections of one kind are there: the best first. */
const rank = ["ready", "connected", "failed", "pending", "disconnected"];

/** How a company's connections of one source type stand, and the one that decides. */
export function readConnection(
  { company, problem, endpoint }: LiveCompany,
  sourceType: SourceType,
  companyId: string | null | undefined,
): Omit<LiveConnection, "beside" | "below"> {
  const link = {
    url: `${endpoint}/go?use=connect&sourceType=${sourceType}`,
    host: company?.linkHost ?? "link.codat.io",
    oneTime: false,
  };
  if (!company || problem) return { status: problem ? "unavailable" : "loading", link };
  if (companyId && parseGuid(companyId) !== company.id)
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
): Pick<LiveConnection, "invite" | "inviteSource"> {
  const all = invites.filter((one) => one.sourceType === sourceType);
  const ended = all.filter(({ state }) => !isLiveInvite(state));
  const newest = [...all.filter((one) => !ended.includes(one)), ...ended].find(({ kind }) => kind !== "self");
  return {
    invite: newest?.state,
    inviteSource: inviteHost
      ? ({ platformKey, messages }, kind = usual) => {
          const wish = { kind, sourceType, platformKey, locale: messages?.inviteMail?.locale };
          const { ensure } = createInvitesClient(endpoint);
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
