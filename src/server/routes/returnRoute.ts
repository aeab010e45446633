import { withLinkParams } from "../../core/links/linkParams.js";
import { type LinkRedirect, parseLinkRedirect } from "../../core/links/linkRedirect.js";
import type { CompanyReader } from "../codat/companyReader.js";
import type { Companies } from "../companies/companies.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import { isPrefetch } from "../http/requestSite.js";
import { seeOtherResponse } from "../http/responses.js";
import type { Route } from "../http/router.js";
import type { WithTimeout } from "../http/withTimeout.js";
import type { InviteRecord } from "../invites/invite.js";
import { standingIn } from "../invites/inviteStateFrom.js";
import type { Invites } from "../invites/invites.js";
import type { InviteTokens } from "../invites/inviteToken.js";
import type { Customer } from "../options/options.js";
import type { PagesFor } from "../pages/pages.js";
import type { ReportError } from "../utils/reportError.js";
import type { Timers } from "../utils/unrefTimers.js";
import { within } from "../utils/wait.js";
import type { Session } from "./session.js";

export interface ReturnRouteOptions {
  session: Session;
  companies: Companies;
  reader: CompanyReader;
  feed: CompanyFeed;
  pagesFor: PagesFor;
  returnUrl: string;
  /** Those that colleagues come back from. */
  invites?: Invites | undefined;
  tokens?: Pick<InviteTokens, "readReturn"> | undefined;
  withTimeout: WithTimeout;
  report: ReportError;
  timers?: Timers | undefined;
}

/** A person waits no longer than this for the page to know; the stream tells it later. */
const patience = 3_000;

/**
 * `GET return`: where Codat sends people back. The customer goes on to the host's page; anybody else is told how it
 * went. What the address says is a hint: the company is read from Codat. What it carries of an invite was signed here.
 */
export function returnRoute(options: ReturnRouteOptions): Route {
  const { session, companies, reader, feed, pagesFor, returnUrl, invites, tokens } = options;
  const { withTimeout, report, timers } = options;

  async function thank(request: Request): Promise<Response> {
    return pagesFor(request).returned(redirectOf(request)?.outcome);
  }

  async function refresh(companyId: string): Promise<void> {
    await within(feed.refresh(companyId).catch(report), patience, timers);
  }

  async function inviteOf(request: Request): Promise<InviteRecord | undefined> {
    const id = tokens?.readReturn(new URL(request.url).searchParams.get("invite") ?? "");
    return id === undefined ? undefined : invites?.find(id);
  }

  /** A colleague needs no session, so a host that cannot say who they are is no obstacle. */
  async function visitor(request: Request): Promise<Customer | undefined> {
    try {
      return await session(request);
    } catch (error) {
      report(error);
      return undefined;
    }
  }

  /** Whether the redirect may be of this company: it says so, or names no other. */
  async function isOwn(companyId: string, told: string | undefined): Promise<boolean> {
    return told === undefined || told === companyId || (await reader.knownRootOf(told)) === companyId;
  }

  async function customerReturn(customer: Customer, request: Request): Promise<Response | undefined> {
    const companyId = await companies.find(customer);
    if (!companyId) return undefined;
    const redirect = redirectOf(request);
    // Which subsidiaries it has is known from the last reading, so there is one first.
    await refresh(companyId);
    if (!(await isOwn(companyId, redirect?.companyId))) return undefined;
    return seeOtherResponse(withLinkParams(returnUrl, paramsOf(redirect)));
  }

  async function colleagueReturn(
    { id, companyId, locale }: InviteRecord,
    request: Request,
  ): Promise<Response> {
    const redirect = redirectOf(request);
    // Anybody may come back by it again and again.
    if (await invites?.count(id, "returns")) await refresh(companyId);
    const invite =
      redirect?.outcome === "connected"
        ? await invites?.update(id, () => ({ state: "connecting" }))
        : await invites?.find(id);
    const shown = invite?.state === "connected" ? await withStanding(invite, redirect?.connectionId) : invite;
    return pagesFor(request, locale).returned(redirect?.outcome, shown);
  }

  /**
   * A connected invite with the platform that stands now: the one that the address names, else the one asked for, if
   * it is among them. `undefined` once none stands.
   */
  async function withStanding(
    invite: InviteRecord,
    connectionId: string | undefined,
  ): Promise<InviteRecord | undefined> {
    const { company } = await feed.snapshot(invite.companyId);
    const standing = standingIn(company.connections, invite.sourceType);
    const found =
      standing.find(({ id }) => id === connectionId) ??
      standing.find(({ integrationKey: key }) => key && key === invite.platformKey);
    const platform = { platformName: found?.platformName, platformKey: found?.integrationKey ?? undefined };
    return standing.length > 0 ? { ...invite, ...platform } : undefined;
  }

  async function returnOf(request: Request): Promise<Response> {
    try {
      const invite = await inviteOf(request);
      const customer = await visitor(request);
      const mayGoOn = customer && (!invite || invite.customer.id === customer.id);
      const goneOn = mayGoOn && (await customerReturn(customer, request));
      return goneOn || (invite ? await colleagueReturn(invite, request) : await thank(request));
    } catch (error) {
      report(error);
      return thank(request);
    }
  }

  return {
    path: /^\/return$/,
    methods: {
      async GET(request) {
        if (isPrefetch(request)) return pagesFor(request).cannotOpen(403);
        return withTimeout(returnOf(request), () => pagesFor(request).returned(redirectOf(request)?.outcome));
      },
      HEAD: thank,
    },
  };
}

function redirectOf(request: Request): LinkRedirect | undefined {
  return parseLinkRedirect(new URL(request.url).searchParams);
}

/** What the page's own reader of the redirect understands; none of its free texts. */
function paramsOf(redirect: LinkRedirect | undefined): Record<string, string> {
  if (!redirect) return {};
  const { statusCode, companyId, connectionId, sourceType, platformKey } = redirect;
  return {
    statuscode: String(statusCode),
    ...(companyId && { companyid: companyId }),
    ...(connectionId && { connectionid: connectionId }),
    ...(sourceType && { sourcetype: sourceType }),
    ...(platformKey && { platform: platformKey }),
  };
}
