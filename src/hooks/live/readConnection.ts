import { ensureCompany } from "../../client/companyQuery.js";
import { createInvitesClient } from "../../client/invitesClient.js";
import { type CompanyConnection, connectionsOf } from "../../core/company/company.js";
import { usualInviteKind } from "../../core/company/companyInvite.js";
import { parseDurableLink } from "../../core/links/linkUrl.js";
import { parseSourceType, type SourceType } from "../../core/sourceType.js";
import { connectionStatus } from "../../core/status/connectionStatus.js";
import { isLiveInvite } from "../../core/status/inviteState.js";
import { initialLocal } from "../../core/step/local.js";
import { stepError } from "../../core/step/stepError.js";
import { stepReasons } from "../../core/step/stepReason.js";
import { stepState } from "../../core/step/stepState.js";
import type { LiveConnection } from "../step/liveConnection.js";
import type { LiveCompany } from "./companyContext.js";

/**
 * How a company's connections of one source type stand, and the one that decides.
 *
 * @param companyId what a part was given, which may be another's
 */
export function readConnection(
  live: LiveCompany,
  sourceType: SourceType,
  companyId: string | null | undefined,
): LiveConnection {
  const { company, problem, lost, endpoint } = live;
  const link = {
    url: `${endpoint}/go?use=connect&sourceType=${sourceType}`,
    host: company?.linkHost ?? "link.codat.io",
    oneTime: false,
  };
  const refusal = company && companyId && companyId !== company.id ? stepError("ONB-403") : undefined;
  // No number where all is news.
  const since = lost?.since ?? Date.parse(company?.asOf ?? "");
  const reason = refusal ? "badData" : problem ? "signedOut" : since >= 0 ? "unreachable" : undefined;
  const told = {
    problem: refusal,
    link,
    reason,
    reported: problem ?? lost?.error,
    lostSince: since,
  } as const;
  if (!company || refusal) {
    const { status } = stepState({ unavailable: !!reason, loading: true, local: initialLocal });
    // The companion's link needs no stream, nor do its invites.
    const button = reason ? stepReasons[reason] : "link";
    return { ...told, status, button, ...(button === "link" && readInvites(live, sourceType, "connect")) };
  }
  const connections = connectionsOf(company).filter((it) => parseSourceType(it.sourceType) === sourceType);
  const statusOf = (some: CompanyConnection[]) => connectionStatus(some, { sourceType });
  const status = statusOf(connections);
  const decisive = connections.find((connection) => statusOf([connection]) === status);
  return {
    ...told,
    status,
    connectionId: decisive?.id,
    platformName: decisive?.platformName,
    organisation: decisive && company.arrivals[decisive.id]?.organisation,
    ...readInvites(live, sourceType, usualInviteKind(status)),
  };
}

function readInvites(
  { company, sessionKey, endpoint, lost }: LiveCompany,
  sourceType: SourceType,
  usual: ReturnType<typeof usualInviteKind>,
): Pick<LiveConnection, "invite" | "inviteSource"> {
  const all = company?.invites?.filter((invite) => invite.sourceType === sourceType) ?? [];
  const ended = all.filter(({ state }) => !isLiveInvite(state));
  const newest = [...all.filter((invite) => !ended.includes(invite)), ...ended].find(
    ({ kind }) => kind !== "self",
  );
  return {
    invite: newest?.state,
    inviteSource:
      company && !company.inviteHost
        ? undefined
        : ({ platformKey, messages, linkUrl, companyId }, kind = usual) => {
            // Where nothing answers, the host's own link is the better one.
            if (!company && lost && (linkUrl || companyId)) return undefined;
            const request = { kind, sourceType, platformKey, locale: messages?.inviteMail?.locale };
            const { ensure } = createInvitesClient(endpoint);
            return {
              // The link of one that has ended leads nowhere.
              key: [sessionKey, kind, sourceType, platformKey, ...ended.map((invite) => invite.id)].join(),
              async fetch() {
                const { inviteHost } = company ?? (await ensureCompany(endpoint));
                return parseDurableLink(await ensure(request), inviteHost ?? "");
              },
              // The link has left the page already: a failure here changes nothing for the customer.
              prepare: (locale = request.locale) =>
                void ensure({ ...request, locale, prepared: true }).catch(() => {}),
            };
          },
  };
}
