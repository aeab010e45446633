import { createAnswerInTime } from "./answerInTime.js";
import { unavailableAnswer } from "./answers.js";
import { checkedOptions } from "./checkedOptions.js";
import { createCodatClient } from "./codatClient.js";
import { createCompanies } from "./companies.js";
import { createCompanyFeed } from "./companyFeed.js";
import { createCompanyReader } from "./companyReader.js";
import { companyRoutes } from "./companyRoutes.js";
import { connectionRoutes } from "./connectionRoutes.js";
import { createErrorReport } from "./errorReport.js";
import { goRoute } from "./goRoute.js";
import type { OnboardingServerOptions } from "./options.js";
import { createOrganisationNews } from "./organisationNews.js";
import { createOrganisations } from "./organisations.js";
import { createPages } from "./pages.js";
import { returnRoute } from "./returnRoute.js";
import { createRouter } from "./router.js";
import { createSession } from "./session.js";
import { createStreams } from "./streams.js";
import { createVisitors } from "./visitors.js";
import { createWebhookReceiver } from "./webhookReceiver.js";

/** The companion: it speaks with Codat, so that browsers need not. */
export interface OnboardingServer {
  /** Answers a request to one of its routes; 404 to any other. Never rejects. */
  fetch(request: Request): Promise<Response>;
  /** Ends the streams of a business or of a person at once, on every instance: after a sign-out. */
  closeSessions(id: string): Promise<void>;
  /** Ends all streams, spread over a second, then lets go of the backplane; every request is answered 503 then. */
  close(): Promise<void>;
}

/**
 * The server's side of onboarding, for processes that live long: Node, Bun, Deno. `toNodeHandler` mounts it on
 * `node:http` and Express.
 *
 * @throws OnboardingError `ONB-501` to `ONB-505` when an option is missing or wrong
 */
export function createOnboardingServer(options: OnboardingServerOptions): OnboardingServer {
  const checked = checkedOptions(options);
  const { backplane, now, linkHosts, allowedOrigins, onConnectionChange, onDataReady } = checked;
  const report = createErrorReport(checked.onError);
  const codat = createCodatClient(checked);
  const organisations = createOrganisations({ codat, backplane });
  const companies = createCompanies({ ...checked, codat, records: checked.companies, report });
  const reader = createCompanyReader({
    codat,
    backplane,
    organisations,
    linkHosts,
    onGone: companies.forget,
  });
  const feed = createCompanyFeed({ backplane, read: (companyId) => reported(reader.read(companyId)), now });
  const session = createSession(checked.authenticate);
  const inTime = createAnswerInTime(report);
  const visitors = createVisitors({ session, companies, allowedOrigins, inTime });
  const streams = createStreams({ backplane, feed, recheck: visitors.ofStream, now });
  const pages = createPages(checked);
  const organisationNews = createOrganisationNews({ backplane, feed, reader, organisations, now });

  /** A stream answers 503 without saying why, so the reason is told here. */
  async function reported<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      report(error);
      throw error;
    }
  }

  const webhooks = createWebhookReceiver({
    secrets: checked.secrets,
    backplane,
    now,
    rootOf: reader.rootOf,
    customerOf: companies.customerOf,
    onConnectionChange,
    async onDataReady(ready) {
      await Promise.all([organisationNews(ready), onDataReady?.(ready)]);
    },
    async onCompanyDeleted(companyId) {
      const root = await reader.knownRootOf(companyId);
      await companies.forget(companyId);
      await feed.forget(companyId);
      // A subsidiary's connections are shown as its parent's.
      if (root && root !== companyId) await feed.refresh(root);
    },
    report,
  });

  const router = createRouter({
    basePath: checked.basePath,
    allowedOrigins,
    report,
    routes: [
      { path: /^\/webhooks$/, any: webhooks },
      ...companyRoutes({ visitors, companies, feed, streams }),
      ...connectionRoutes({ visitors, companies, reader, feed, codat, report }),
      goRoute({ visitors, companies, reader, pages, linkHosts, report }),
      returnRoute({ session, companies, reader, feed, pages, returnUrl: checked.returnUrl, inTime, report }),
    ],
  });

  let isClosed = false;

  return {
    fetch: async (request) => (isClosed ? unavailableAnswer() : router(request)),
    closeSessions: streams.closeSessions,
    async close() {
      await streams.drain();
      isClosed = true;
      await backplane.close();
    },
  };
}
