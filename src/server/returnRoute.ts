import { withLinkParams } from "../core/linkParams.js";
import { type LinkRedirect, parseLinkRedirect } from "../core/linkRedirect.js";
import type { AnswerInTime } from "./answerInTime.js";
import { seeOtherAnswer } from "./answers.js";
import type { Companies } from "./companies.js";
import type { CompanyFeed } from "./companyFeed.js";
import type { CompanyReader } from "./companyReader.js";
import type { ReportError } from "./errorReport.js";
import type { Pages } from "./pages.js";
import type { Timers } from "./quietTimers.js";
import { isPrefetch } from "./requestSite.js";
import type { Route } from "./router.js";
import type { Session } from "./session.js";
import { within } from "./waiting.js";

export interface ReturnRouteOptions {
  session: Session;
  companies: Companies;
  reader: CompanyReader;
  feed: CompanyFeed;
  pages: Pages;
  returnUrl: string;
  inTime: AnswerInTime;
  report: ReportError;
  timers?: Timers | undefined;
}

/** A person waits no longer than this for the page to know; the stream tells it later. */
const patience = 3_000;

/**
 * `GET return`: where Codat sends people back. The customer goes on to the host's page; anybody else is told how it went. What
 * the address says is a hint: the company is read from Codat.
 */
export function returnRoute(options: ReturnRouteOptions): Route {
  const { session, companies, reader, feed, pages, returnUrl, inTime, report, timers } = options;

  async function thank(request: Request): Promise<Response> {
    return pages.returned(redirectOf(request)?.outcome);
  }

  async function refresh(companyId: string): Promise<void> {
    await within(feed.refresh(companyId).catch(report), patience, timers);
  }

  /** Whether the redirect may be of this company: it says so, or names no other. */
  async function isOwn(companyId: string, told: string | undefined): Promise<boolean> {
    return told === undefined || told === companyId || (await reader.knownRootOf(told)) === companyId;
  }

  async function customerReturn(request: Request): Promise<Response | undefined> {
    const customer = await session(request);
    const companyId = customer && (await companies.find(customer));
    if (!companyId) return undefined;
    const redirect = redirectOf(request);
    // Which subsidiaries it has is known from the last reading, so there is one first.
    await refresh(companyId);
    if (!(await isOwn(companyId, redirect?.companyId))) return undefined;
    return seeOtherAnswer(withLinkParams(returnUrl, paramsOf(redirect)));
  }

  async function returnOf(request: Request): Promise<Response> {
    try {
      return (await customerReturn(request)) ?? thank(request);
    } catch (error) {
      report(error);
      return thank(request);
    }
  }

  return {
    path: /^\/return$/,
    methods: {
      async GET(request) {
        if (isPrefetch(request)) return pages.cannotOpen(403);
        return inTime(returnOf(request), () => pages.returned(redirectOf(request)?.outcome));
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
