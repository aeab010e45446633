import { ensureCompany } from "../../client/companyQuery.js";
import { createInvitesClient } from "../../client/invitesClient.js";
import { type CompanyConnection, connectionsOf } from "../../core/company/company.js";
import { type CompanyInvite, usualInviteKind } from "../../core/company/companyInvite.js";
import { parseDurableLink } from "../../core/links/linkUrl.js";
import { parseSourceType, type SourceType } from "../../core/sourceType.js";
import {
  type ConnectionStatus,
  connectionStatus,
  hasDisconnected,
  stepStatus,
} from "../../core/status/connectionStatus.js";
import { isLiveInvite } from "../../core/status/inviteState.js";
import { stepError } from "../../core/step/stepError.js";
import { stepReasons } from "../../core/step/stepReason.js";
import { parseUtcDate } from "../../core/utcDate.js";
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
  const { company, problem, lost, endpoint, owner } = live;
  const link = {
    url: `${endpoint}/go?use=connect&sourceType=${sourceType}`,
    host: company?.linkHost ?? "link.codat.io",
    oneTime: false,
  };
  const refusal = company && companyId && companyId !== company.id ? stepError("ONB-403") : undefined;
  // Where all is news the date is none.
  const lostSince = lost?.since ?? (Date.parse(company?.asOf ?? "") || undefined);
  const isLate = lostSince !== undefined;
  const reason = refusal ? "badData" : problem ? "signedOut" : isLate ? "unreachable" : undefined;
  const told = {
    owner: refusal ? undefined : owner,
    problem: refusal,
    link,
    reason,
    reported: problem ?? lost?.error,
    lostSince,
  } as const;
  if (!company || refusal) {
    const status = stepStatus({ unavailable: !!reason, loading: true });
    // The companion's link needs no stream, nor do its invites.
    const button = reason ? stepReasons[reason] : "link";
    return { ...told, status, button, ...(button === "link" && readInvites(live, sourceType, status)) };
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
    ...readInvites(live, sourceType, status, failedAt(connections)),
  };
}

/** When the newest error of a connection that waits was met; 0 where there is none. */
function failedAt(connections: readonly CompanyConnection[]): number {
  const errors = connections
    .filter(({ status }) => status === "PendingAuth")
    .flatMap(({ dataConnectionErrors }) => dataConnectionErrors ?? [])
    // 403 is "User cancelled": nothing has failed.
    .filter(({ statusCode }) => statusCode !== "403");
  return Math.max(0, ...errors.map(({ erroredOnUtc }) => parseUtcDate(erroredOnUtc) || 0));
}

function readInvites(
  { company, owner, endpoint, lost }: LiveCompany,
  sourceType: SourceType,
  status: ConnectionStatus,
  failed = 0,
): Pick<LiveConnection, "invite" | "inviteSource" | "waitingFor" | "news"> {
  const usual = usualInviteKind(status);
  const all = company?.invites?.filter((invite) => invite.sourceType === sourceType) ?? [];
  const ended = all.filter(({ state }) => !isLiveInvite(state));
  const forOthers = all.filter(({ kind }) => kind !== "self");
  const alive = forOthers.filter((invite) => !ended.includes(invite));
  // To reconnect is what somebody is asked for once the connection has ended.
  const isNew = ({ kind, createdAt }: CompanyInvite) =>
    hasDisconnected(status) ? kind === "reconnect" : Date.parse(createdAt) > failed;
  return {
    invite: (alive[0] ?? forOthers[0])?.state,
    waitingFor: forOthers.length > 0 ? alive.filter(isNew) : undefined,
    news: all.map(({ id, version }) => id + version).join() || undefined,
    inviteSource:
      company && !company.inviteHost
        ? undefined
        : ({ platformKey, messages, linkUrl, companyId }, kind = usual, name) => {
            // Where nothing answers, the host's own link is the better one.
            if (!company && lost && (linkUrl || companyId)) return undefined;
            // What was passed on to somebody else stays theirs.
            const isTaken = all.some(
              (it) => it.kind === kind && isLiveInvite(it.state) && name && it.name && it.name !== name,
            );
            const locale = messages?.inviteMail?.locale;
            const request = { kind, sourceType, platformKey, locale, name: isTaken ? name : undefined };
            const { ensure } = createInvitesClient(endpoint);
            return {
              // The link of one that has ended leads nowhere.
              key: [owner, kind, sourceType, platformKey, request.name, ...ended.map((it) => it.id)].join(),
              async fetch() {
                const { inviteHost } = company ?? (await ensureCompany(endpoint));
                return parseDurableLink(await ensure(request), inviteHost ?? "");
              },
              // The link has left the page already: a failure here changes nothing for the customer.
              prepare: (chosen = locale, to) =>
                void ensure({ ...request, locale: chosen, name: to, prepared: true }).catch(() => {}),
            };
          },
  };
}
