import type { Company } from "../core/company/company.js";
import { createCodatClient } from "./codat/codatClient.js";
import { createCompanyReader } from "./codat/companyReader.js";
import { createOrganisations } from "./codat/organisations.js";
import { createCompanies } from "./companies/companies.js";
import { createCompanyFeed } from "./events/companyFeed.js";
import { createStreams } from "./events/streams.js";
import { unavailableResponse } from "./http/responses.js";
import { createRouter } from "./http/router.js";
import { createWithTimeout } from "./http/withTimeout.js";
import { createInviteService } from "./invites/createInviteService.js";
import type { OnboardingServerOptions } from "./options/options.js";
import { validateOptions } from "./options/validateOptions.js";
import { createPageStyles, pageStylesRoute } from "./pages/pageStyles.js";
import { createPages } from "./pages/pages.js";
import { colleagueRoutes } from "./routes/colleagueRoutes.js";
import { companyRoutes } from "./routes/companyRoutes.js";
import { connectionRoutes } from "./routes/connectionRoutes.js";
import { createGuards } from "./routes/guards.js";
import { inviteRoutes } from "./routes/inviteRoutes.js";
import { linkRoute } from "./routes/linkRoute.js";
import { returnRoute } from "./routes/returnRoute.js";
import { createSession } from "./routes/session.js";
import { createReportError } from "./utils/reportError.js";
import { createPublishOrganisation } from "./webhooks/publishOrganisation.js";
import { createWebhookReceiver } from "./webhooks/webhookReceiver.js";

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
 * @throws OnboardingError `ONB-501` to `ONB-505`, `ONB-512`, `ONB-513` when an option is missing or wrong
 */
export function createOnboardingServer(options: OnboardingServerOptions): OnboardingServer {
  const checked = validateOptions(options);
  const { backplane, now, basePath, linkHosts, allowedOrigins, onConnectionChange, onDataReady } = checked;
  const report = createReportError(checked.onError);
  const codat = createCodatClient(checked);
  const organisations = createOrganisations({ codat, backplane });
  const companies = createCompanies({ ...checked, codat, store: checked.companies, report });
  const inviteService =
    checked.invites && createInviteService({ ...checked.invites, codat, backplane, now, linkHosts, report });
  const reader = createCompanyReader({ codat, backplane, organisations, linkHosts, onGone: forget });
  const feed = createCompanyFeed({ backplane, read, now });
  const session = createSession(checked.authenticate);
  const withTimeout = createWithTimeout(report);
  const guards = createGuards({ session, companies, allowedOrigins, withTimeout });
  const streams = createStreams({ backplane, feed, recheck: guards.ofStream, now });
  const styles = createPageStyles(checked.invites?.colors);
  const pagesRoot = checked.invites?.path ?? basePath;
  const pagesFor = createPages({ ...checked, styles, root: pagesRoot });
  const publishOrganisation = createPublishOrganisation({ backplane, feed, reader, organisations, now });

  async function read(companyId: string): Promise<Company> {
    try {
      const company = await reader.read(companyId);
      return inviteService ? await inviteService.withInvites(company) : company;
    } catch (error) {
      // A stream answers 503 without saying why, so the reason is told here.
      report(error);
      throw error;
    }
  }

  async function forget(companyId: string): Promise<void> {
    await companies.forget(companyId);
    await inviteService?.invites.endAll(companyId);
  }

  const webhooks = createWebhookReceiver({
    secrets: checked.secrets,
    backplane,
    now,
    rootOf: reader.rootOf,
    customerOf: companies.customerOf,
    onConnectionNews: (rootId, connection) => inviteService?.invites.settle(rootId, [connection]),
    onConnectionChange,
    async onDataReady(ready) {
      await Promise.all([publishOrganisation(ready), onDataReady?.(ready)]);
    },
    async onCompanyDeleted(companyId) {
      const root = await reader.knownRootOf(companyId);
      await forget(companyId);
      await feed.forget(companyId);
      // A subsidiary's connections are shown as its parent's.
      if (root && root !== companyId) await feed.refresh(root);
    },
    report,
  });

  const router = createRouter({
    basePath,
    allowedOrigins,
    report,
    routes: [
      { path: /^\/webhooks$/, any: webhooks },
      ...companyRoutes({ guards, companies, feed, streams }),
      ...connectionRoutes({ guards: guards, companies, reader, feed, codat, report }),
      linkRoute({ guards: guards, companies, reader, pagesFor, linkHosts, report }),
      returnRoute({
        ...inviteService,
        session,
        companies,
        reader,
        feed,
        pagesFor,
        returnUrl: checked.returnUrl,
        withTimeout: withTimeout,
        report,
      }),
      pageStylesRoute(styles, pagesRoot),
      ...(inviteService ? inviteRoutes({ ...inviteService, guards: guards, companies, feed }) : []),
      ...(inviteService
        ? colleagueRoutes({
            ...inviteService,
            reader,
            pagesFor,
            onGone: forget,
            withTimeout: withTimeout,
            report,
          })
        : []),
    ],
  });

  let isClosed = false;

  return {
    fetch: async (request) => (isClosed ? unavailableResponse() : router(request)),
    closeSessions: streams.closeSessions,
    async close() {
      await streams.drain();
      isClosed = true;
      await backplane.close();
    },
  };
}
