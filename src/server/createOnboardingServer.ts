import { createCodatClient } from "./codat/codatClient.js";
import { createCompanyReader } from "./codat/companyReader.js";
import { createCompanyRoots } from "./codat/companyRoots.js";
import { createOrganisations } from "./codat/organisations.js";
import { createCompanies } from "./companies/companies.js";
import { createForgetCompany } from "./companies/forgetCompany.js";
import { createLoadCompany } from "./companies/loadCompany.js";
import { createCompanyFeed } from "./events/companyFeed.js";
import type { SessionScope } from "./events/sessionScope.js";
import { createStreams } from "./events/streams.js";
import { createAnswering } from "./http/answering.js";
import { unavailableResponse } from "./http/responses.js";
import { createRouter } from "./http/router.js";
import { createWithTimeout } from "./http/withTimeout.js";
import { createInviteService } from "./invites/createInviteService.js";
import type { OnboardingServerOptions } from "./options/options.js";
import { validateOptions } from "./options/validateOptions.js";
import { createPageStyles } from "./pages/pageStyles.js";
import { createPages } from "./pages/pages.js";
import { createRoutes } from "./routes/createRoutes.js";
import { createGuards } from "./routes/guards.js";
import { createSession } from "./routes/session.js";
import { createReportError } from "./utils/reportError.js";
import { createReportNothingShared, signOfSeveral } from "./utils/reportNothingShared.js";
import { createReportRefusal } from "./utils/reportRefusal.js";
import { createCompanyDeletion } from "./webhooks/companyDeletion.js";
import { createOrganisationNews } from "./webhooks/organisationNews.js";
import { createWebhookReceiver } from "./webhooks/webhookReceiver.js";

/** The companion: it calls Codat on behalf of the browser, and holds the API key. */
export interface OnboardingServer {
  /** Answers a request to one of its routes, and any other with 404. Never rejects. */
  fetch(request: Request): Promise<Response>;
  /**
   * Ends the streams of a person or of a business at once, on every instance: for a sign-out, after the session has
   * ended. Rejects with `ONB-520` for anything but `{ user: id }` or `{ customer: id }`.
   */
  closeSessions(scope: SessionScope): Promise<void>;
  /**
   * Ends all streams, spread over `streams.drain`, waits for requests and hooks that run, for nine seconds at most, then
   * closes the backplane. Later requests are answered with 503.
   */
  close(): Promise<void>;
}

/** Milliseconds that requests have when the companion is closed: as long as a webhook's answer takes. */
const longestAnswer = 9_000;

/**
 * Creates the companion, for long-lived processes: Node, Bun, Deno. `toNodeHandler` serves it with `node:http` and
 * Express.
 *
 * @throws OnboardingError `ONB-501` to `ONB-505`, `ONB-512`, `ONB-513` when an option is missing or wrong
 */
export function createOnboardingServer(options: OnboardingServerOptions): OnboardingServer {
  const checked = validateOptions(options);
  const { backplane, now, basePath, linkHosts, allowedOrigins, returnUrl, onConnectionChange } = checked;
  const report = createReportError(checked.onError);
  const reportRefusal = createReportRefusal(report);
  const reportNothingShared = createReportNothingShared(backplane, report);
  const sign = signOfSeveral();
  if (sign) reportNothingShared(sign);

  const codat = createCodatClient(checked);
  const organisations = createOrganisations({ codat, backplane });
  const companies = createCompanies({ ...checked, codat, store: checked.companies, report });
  const inviteService =
    checked.invites && createInviteService({ ...checked.invites, codat, backplane, now, linkHosts, report });
  const forgetCompany = createForgetCompany({ companies, inviteService });

  const roots = createCompanyRoots(backplane);
  const reader = createCompanyReader({ codat, roots, organisations, linkHosts, onGone: forgetCompany });
  const read = createLoadCompany({ reader, inviteService, report });
  const feed = createCompanyFeed({ backplane, read, now });

  const session = createSession(checked.authenticate);
  const withTimeout = createWithTimeout(report);
  const guards = createGuards({ session, companies, allowedOrigins, withTimeout, reportRefusal });
  const streams = createStreams({
    backplane,
    feed,
    recheck: guards.ofStream,
    now,
    limits: checked.streams,
  });

  const webhooks = createWebhookReceiver({
    secrets: checked.secrets,
    backplane,
    append: feed.append,
    now,
    rootOf: reader.rootOf,
    customerOf: companies.customerOf,
    planSettling: inviteService?.invites.planSettling,
    organisationNews: createOrganisationNews({ feed, organisations, now }),
    onConnectionChange,
    onDataReady: checked.onDataReady,
    onCompanyDeleted: createCompanyDeletion({ reader, feed, forgetCompany }),
    report,
  });

  const styles = createPageStyles(checked.invites);
  const pagesRoot = checked.invites?.path ?? basePath;
  const pagesFor = createPages({ ...checked, styles, root: pagesRoot });
  const routes = createRoutes({
    backplane,
    webhooks: webhooks.receive,
    guards,
    session,
    companies,
    reader,
    feed,
    streams,
    codat,
    inviteService,
    pagesFor,
    styles,
    pagesRoot,
    returnUrl,
    linkHosts,
    onGone: forgetCompany,
    withTimeout,
    report,
    reportNothingShared,
  });
  const router = createRouter({ basePath, allowedOrigins, routes, report });

  const answering = createAnswering();
  let isClosed = false;

  return {
    fetch: async (request) => (isClosed ? unavailableResponse() : answering.track(router(request))),
    closeSessions: streams.closeSessions,
    async close() {
      await streams.drain();
      isClosed = true;
      // Else they would fail for want of the backplane, and the hooks would run again.
      await Promise.all([webhooks.settle(), answering.settle(longestAnswer)]);
      await backplane.close();
    },
  };
}
