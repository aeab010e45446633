import type { Server } from "node:net";
import { createCodatClient } from "./codat/codatClient.js";
import { createCodatQuota } from "./codat/codatQuota.js";
import { createCompanyReader } from "./codat/companyReader.js";
import { createCompanyRoots } from "./codat/companyRoots.js";
import { createOrganisations } from "./codat/organisations.js";
import { createCompanies } from "./companies/companies.js";
import { createForgetCompany } from "./companies/forgetCompany.js";
import { createLoadCompany } from "./companies/loadCompany.js";
import { serverError } from "./errors/serverError.js";
import { createCompanyFeed } from "./events/companyFeed.js";
import type { SessionScope } from "./events/sessionScope.js";
import { createStreams } from "./events/streams.js";
import { createAnswering } from "./http/answering.js";
import { unavailableResponse } from "./http/responses.js";
import { createRouter } from "./http/router.js";
import { createWithTimeout } from "./http/withTimeout.js";
import { createInviteService } from "./invites/createInviteService.js";
import { endingOf } from "./node/endingServer.js";
import { createHealth, type Health } from "./operating/health.js";
import { createLog, type Log } from "./operating/log.js";
import { loggedBackplane } from "./operating/loggedBackplane.js";
import { completeBudget } from "./options/budgetLimits.js";
import type { OnboardingServerOptions } from "./options/options.js";
import { completeStreamLimits } from "./options/streamLimits.js";
import { validateOptions } from "./options/validateOptions.js";
import { createPageStyles } from "./pages/pageStyles.js";
import { createPages } from "./pages/pages.js";
import { createRoutes } from "./routes/createRoutes.js";
import { createGuards } from "./routes/guards.js";
import { createSession } from "./routes/session.js";
import { createReportError, type ReportError } from "./utils/reportError.js";
import { createReportNothingShared, signOfSeveral } from "./utils/reportNothingShared.js";
import { createReportRefusal } from "./utils/reportRefusal.js";
import { wait } from "./utils/wait.js";
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
   * How this process is, for a balancer's question and for whoever watches; within about a second, whatever hangs. Never
   * rejects. It is not for the public: mount it where only your own machines ask.
   */
  health(): Promise<Health>;
  /**
   * For the end of the process. Makes `health()` not ready at once, and goes on for `streams.notice`. Then lets the server
   * take no more connections, ends all streams, spread over `streams.drain`, and answers what comes meanwhile; each answer
   * ends its connection. Once the server has ended, or nine seconds later, it waits for requests and hooks that run, for
   * nine seconds at most, and closes the backplane. Later requests are answered with 503.
   *
   * @param server - Node's own, which frameworks keep too: it is closed. Or, for what closes itself, a promise that
   *   resolves when it has. Without either, requests are answered until the streams have ended.
   */
  close(server?: Server | Promise<unknown> | undefined): Promise<void>;
}

/** Milliseconds that a server, and then requests, have when the companion is closed: as long as a webhook's answer takes. */
const longestAnswer = 9_000;

/**
 * Creates the companion, for long-lived processes: Node, Bun, Deno. `toNodeHandler` serves it with `node:http` and
 * Express.
 *
 * @throws OnboardingError `ONB-501` to `ONB-505`, `ONB-512`, `ONB-513` when an option is missing or wrong
 */
export function createOnboardingServer(options: OnboardingServerOptions): OnboardingServer {
  const checked = validateOptions(options);
  const { now, basePath, linkHosts, allowedOrigins, returnUrl, onConnectionChange } = checked;
  const { report, log } = createReports(checked);
  const backplane = loggedBackplane(checked.backplane, log);
  const reportRefusal = createReportRefusal(report);
  const reportNothingShared = createReportNothingShared(backplane, report);
  const sign = signOfSeveral();
  if (sign) reportNothingShared(sign);

  const quota = createCodatQuota({
    now,
    random: Math.random,
    reserve: completeBudget(checked.budget).reserve,
  });
  const codat = createCodatClient({ ...checked, backplane, quota, log });
  const organisations = createOrganisations({ codat, backplane });
  const companies = createCompanies({ ...checked, backplane, codat, store: checked.companies, report, log });
  const inviteService =
    checked.invites &&
    createInviteService({ ...checked.invites, codat, backplane, now, linkHosts, report, log });
  const forgetCompany = createForgetCompany({ companies, inviteService });

  const roots = createCompanyRoots(backplane);
  const reader = createCompanyReader({ codat, roots, organisations, linkHosts, onGone: forgetCompany });
  const read = createLoadCompany({ reader, inviteService, report });
  const onStrange = () => reportRefusal("entryStrange");
  const feed = createCompanyFeed({ backplane, read, onStrange, now });

  const session = createSession(checked.authenticate, log);
  const withTimeout = createWithTimeout(report);
  const guards = createGuards({ session, companies, allowedOrigins, withTimeout, reportRefusal });
  const streams = createStreams({
    backplane,
    feed,
    recheck: guards.ofStream,
    onStrange,
    now,
    limits: checked.streams,
    log,
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
    log,
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
  const router = createRouter({ basePath, allowedOrigins, routes, report, log });

  const { notice, drain } = completeStreamLimits(checked.streams);
  const answering = createAnswering();
  let isDraining = false;
  let isEnding = false;
  let isClosed = false;
  const health = createHealth({
    backplane: checked.backplane,
    quota,
    streams: streams.count,
    isDraining: () => isDraining,
  });

  async function answer(request: Request): Promise<Response> {
    const response = isClosed ? unavailableResponse() : await answering.track(router(request));
    // Else whoever keeps the connection, as proxies do, goes on asking by it.
    if (isEnding) response.headers.set("connection", "close");
    return response;
  }

  return {
    fetch: answer,
    closeSessions: streams.closeSessions,
    health,
    async close(server) {
      // First, so that a balancer sends nobody to streams that are about to end.
      isDraining = true;
      log?.({ type: "server", state: "draining" });
      if (notice > 0) await wait(notice);
      isEnding = true;
      const ending = server && endingOf(server);
      // As long as the streams take: who asks at this moment by a connection that is kept must be told that it ends.
      await Promise.all([streams.drain(), ending && wait(drain)]);
      await ending?.finish(longestAnswer);
      isClosed = true;
      // Else they would fail for want of the backplane, and the hooks would run again.
      await Promise.all([webhooks.settle(), answering.settle(longestAnswer)]);
      await backplane.close();
      log?.({ type: "server", state: "closed" });
    },
  };
}

/** Errors are recorded too, and a host's `onLog` that fails is an error. */
function createReports({ onError, onLog }: Pick<OnboardingServerOptions, "onError" | "onLog">): {
  report: ReportError;
  log: Log | undefined;
} {
  const log = createLog(onLog, (cause) =>
    report(serverError("hostThrew", { values: { option: "onLog" }, cause })),
  );
  const report = createReportError(onError, log);
  return { report, log };
}
