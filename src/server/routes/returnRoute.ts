import { withLinkParams } from "../../core/links/linkParams.js";
import { type LinkRedirect, parseLinkRedirect } from "../../core/links/linkRedirect.js";
import type { CompanyReader } from "../codat/companyReader.js";
import { colleaguePayer, type Payer, sentPayer } from "../codat/payer.js";
import type { Companies } from "../companies/companies.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import { navigationOf } from "../http/navigation.js";
import { isPrefetch } from "../http/requestSite.js";
import { seeOtherResponse } from "../http/responses.js";
import type { Route } from "../http/router.js";
import type { WithTimeout } from "../http/withTimeout.js";
import type { FoundInvite, Invites } from "../invites/invites.js";
import type { InviteTokens } from "../invites/inviteToken.js";
import { keptBeside } from "../invites/inviteUses.js";
import type { InviteRecord } from "../invites/life/inviteRecord.js";
import { isConnectedInvite } from "../invites/life/nextInvite.js";
import { standingConnections } from "../invites/life/standingConnections.js";
import type { Customer } from "../options/options.js";
import type { PagesFor } from "../pages/pages.js";
import type { ReportError } from "../utils/reportError.js";
import type { ReadAfterReturn } from "./readAfterReturn.js";
import { routePaths } from "./routePaths.js";
import type { Session } from "./session.js";

export interface ReturnRouteOptions {
  session: Session;
  companies: Companies;
  reader: CompanyReader;
  feed: CompanyFeed;
  readAfterReturn: ReadAfterReturn;
  pagesFor: PagesFor;
  returnUrl: string;
  /** Not given where the companion makes no invites. */
  invites?: Invites | undefined;
  tokens?: Pick<InviteTokens, "readReturn"> | undefined;
  withTimeout: WithTimeout;
  report: ReportError;
}

/**
 * `GET return`: where Codat sends people back. The customer goes on to the host's page; everybody else sees a page that
 * says how it went. What the address says changes no connection: the company is read from Codat. Its invite parameter
 * is signed: it tells whom to thank, and whose invite Codat says has worked. Pages of other sites can send a customer
 * here, and whoever has a link can come again and again, so neither spends what others need.
 */
export function returnRoute(options: ReturnRouteOptions): Route {
  const { session, companies, reader, feed, readAfterReturn, pagesFor, returnUrl } = options;
  const { invites, tokens, withTimeout, report } = options;

  async function outcomePage(request: Request): Promise<Response> {
    return pagesFor(request).returned(redirectOf(request)?.outcome);
  }

  async function inviteOf(request: Request): Promise<FoundInvite | undefined> {
    const id = tokens?.readReturn(new URL(request.url).searchParams.get("invite") ?? "");
    return id === undefined ? undefined : invites?.look(id);
  }

  /**
   * A colleague needs no session, so an error of the host's `authenticate` does not stop the return. Nobody for another
   * page's script or picture, which may come without end.
   */
  async function customerOf(request: Request): Promise<Customer | undefined> {
    if (navigationOf(request, []) === "script") return undefined;
    try {
      return await session(request);
    } catch (error) {
      report(error);
      return undefined;
    }
  }

  /** Whether the redirect names this company, one of its subsidiaries, or none. */
  async function isOwn(companyId: string, named: string | undefined): Promise<boolean> {
    return named === undefined || named === companyId || (await reader.knownRootOf(named)) === companyId;
  }

  async function customerReturn(customer: Customer, request: Request): Promise<Response | undefined> {
    const payer = sentPayer(customer.id);
    const companyId = await companies.find(customer, payer);
    if (!companyId) return undefined;
    const redirect = redirectOf(request);
    // The subsidiaries are known from the last reading, so it comes first.
    await readAfterReturn(request, companyId, async () => payer);
    if (!(await isOwn(companyId, redirect?.companyId))) return undefined;
    return seeOtherResponse(withLinkParams(returnUrl, paramsOf(redirect)));
  }

  /** Where the company cannot be looked for: the host's page is told nothing of what the address says. */
  function leadOn(error: unknown): Response {
    report(error);
    return seeOtherResponse(returnUrl);
  }

  /** Returns are counted: the same address can be opened again and again. */
  async function returnPayer({ invite, stored }: FoundInvite): Promise<Payer | undefined> {
    const use = await invites?.count(invite, "returns");
    if (!use?.isAllowed) return undefined;
    const payer = colleaguePayer(invite.customer.id, keptBeside(invite, stored.records));
    return { ...payer, mayOwe: false };
  }

  async function colleagueReturn(returned: FoundInvite, request: Request): Promise<Response> {
    const { id, companyId, locale } = returned.invite;
    const redirect = redirectOf(request);
    // Once it is connected, what is known is shown.
    const isOver = isConnectedInvite(returned.invite) && (await feed.known(companyId));
    if (!isOver) await readAfterReturn(request, companyId, () => returnPayer(returned));
    const invite =
      redirect?.outcome === "connected"
        ? await invites?.apply(id, { type: "returned" })
        : await invites?.find(id);
    const shown =
      invite && isConnectedInvite(invite) ? await withStanding(invite, redirect?.connectionId) : invite;
    return pagesFor(request, { locale }).returned(redirect?.outcome, shown);
  }

  /**
   * A connected invite with the platform that is connected now: the one that the address names, else the one that the
   * invite names. `undefined` where none is connected any more, or nothing is known.
   */
  async function withStanding(
    invite: InviteRecord,
    connectionId: string | undefined,
  ): Promise<InviteRecord | undefined> {
    const company = await feed.known(invite.companyId);
    const standing = standingConnections(company?.connections ?? [], invite.sourceType);
    const found =
      standing.find(({ id }) => id === connectionId) ??
      standing.find(({ integrationKey: key }) => key && key === invite.platformKey);
    const platform = { platformName: found?.platformName, platformKey: found?.integrationKey ?? undefined };
    return standing.length > 0 ? { ...invite, ...platform } : undefined;
  }

  async function returnOf(request: Request): Promise<Response> {
    try {
      const found = await inviteOf(request);
      const customer = await customerOf(request);
      const isCustomer = customer && (!found || found.invite.customer.id === customer.id);
      const response = isCustomer && (await customerReturn(customer, request).catch(leadOn));
      return response || (found ? await colleagueReturn(found, request) : await outcomePage(request));
    } catch (error) {
      report(error);
      return outcomePage(request);
    }
  }

  return {
    path: routePaths.return,
    methods: {
      async GET(request) {
        if (isPrefetch(request)) return pagesFor(request).cannotOpen(403);
        return withTimeout(returnOf(request), () => pagesFor(request).returned(redirectOf(request)?.outcome));
      },
      HEAD: outcomePage,
    },
  };
}

function redirectOf(request: Request): LinkRedirect | undefined {
  return parseLinkRedirect(new URL(request.url).searchParams);
}

/** The parameters that `parseLinkRedirect` reads on the host's page; none of the redirect's free texts. */
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
