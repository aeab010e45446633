import type { CompanyRecord, ConnectionRecord, FakeCompanies } from "./fakeCompanies.js";
import { fakePlatforms } from "./fakePlatforms.js";
import type { HostedLinkPages, VisitPaths } from "./hostedLinkPages.js";
import { pageResponse, seeOther } from "./hostedLinkResponse.js";
import type { Markup } from "./html.js";
import { isLinkOutcomeName, type LinkOutcomeName, linkOutcomes } from "./linkOutcome.js";
import type { RedirectTemplate, ReservedValues } from "./redirectTemplate.js";

/** One opening of a link. */
export interface LinkVisit {
  readonly company: CompanyRecord;
  /** The link's own parameters. */
  readonly params: URLSearchParams;
  readonly paths: VisitPaths & { signIn: string; done: string };
  /** The link was a connection's own: there is nothing to choose then. */
  readonly fixed: boolean;
  connection: ConnectionRecord | undefined;
  consented: boolean;
  outcome: LinkOutcomeName | undefined;
}

/** What a visit goes through once its link is open. `page` is the last part of the address, if it has one. */
export interface LinkVisits {
  open(company: CompanyRecord, connection: ConnectionRecord | undefined, params: URLSearchParams): Response;
  find(visitId: string): LinkVisit | undefined;
  show(visit: LinkVisit, page: string | undefined): Response;
  submit(visit: LinkVisit, page: string | undefined, form: URLSearchParams): Response;
}

const clientId = "fa4e0000-0000-4000-a000-000000000000";

export function createLinkVisits(options: {
  companies: FakeCompanies;
  pages: HostedLinkPages;
  redirect: RedirectTemplate | undefined;
  /** The path under which every visit has pages of its own. */
  visitsPath: string;
  randomUUID: () => string;
}): LinkVisits {
  const { companies, pages, redirect, visitsPath, randomUUID } = options;
  // Known by an id in their addresses and not by a cookie: cookies are shared by all ports of a host.
  const visits = new Map<string, LinkVisit>();

  const respond = (page: Markup) => pageResponse(page, { formTarget: redirect?.origin });
  const outOfOrder = () =>
    pageResponse(pages.problem("That was out of order", "Go back and try again."), { status: 400 });

  function show(visit: LinkVisit, page: string | undefined): Response {
    const { company, connection, paths } = visit;
    if (page === "done" && visit.outcome) return respond(pages.done(visit.outcome));
    if (connection && (page || visit.fixed)) {
      if (page === "sign-in" && visit.consented) return respond(pages.signIn({ paths, connection }));
      return respond(pages.consent({ paths, company, connection }));
    }
    const showSandbox = visit.params.get("link.showSandboxIntegrations") !== "false";
    return respond(pages.choose({ paths, company, showSandbox }));
  }

  function choosePlatform(visit: LinkVisit, key: string | null): Response {
    const platform = fakePlatforms.find((candidate) => candidate.key === key);
    if (!platform || visit.fixed) return outOfOrder();
    if (visit.connection?.integrationKey !== platform.key) {
      visit.connection = companies.connect(visit.company, platform);
      visit.consented = false;
    }
    return seeOther(visit.paths.consent);
  }

  function end(visit: LinkVisit, name: string): Response {
    if (!isLinkOutcomeName(name)) return outOfOrder();
    if ((name === "connected" || name === "failed") && !visit.consented) return outOfOrder();
    const outcome = linkOutcomes[name];
    // Codat tells of no connection where nothing was added or the platform is unknown.
    const connection = name === "nothingNew" || name === "unsupported" ? undefined : visit.connection;
    if (connection) companies.settle(connection, outcome);
    visit.outcome = name;
    if (!redirect) return seeOther(visit.paths.done);
    const values: ReservedValues = {
      clientId,
      companyId: visit.company.id,
      connectionId: connection?.id ?? "",
      integrationId: connection?.integrationId ?? "",
      sourceId: connection?.sourceId ?? "",
      platform: connection?.integrationKey ?? "",
      platformName: connection?.platformName ?? "",
      sourceType: connection?.sourceType ?? "",
      statusCode: String(outcome.statusCode),
      errorMessage: outcome.errorMessage,
      statusText: connection ? outcome.statusText : "",
    };
    return seeOther(redirect.expand(values, visit.params));
  }

  return {
    open(company, connection, params) {
      const id = randomUUID();
      const start = `${visitsPath}/${id}`;
      const paths = {
        start,
        platform: `${start}/platform`,
        consent: `${start}/consent`,
        signIn: `${start}/sign-in`,
        outcome: `${start}/outcome`,
        done: `${start}/done`,
      };
      const fixed = connection !== undefined;
      const visit: LinkVisit = {
        company,
        params,
        paths,
        fixed,
        connection,
        consented: false,
        outcome: undefined,
      };
      visits.set(id, visit);
      return show(visit, undefined);
    },

    find: (visitId) => visits.get(visitId),
    show,

    submit(visit, page, form) {
      if (page === "platform") return choosePlatform(visit, form.get("platform"));
      if (page === "outcome") return end(visit, form.get("outcome") ?? "");
      if (page !== "consent" || !visit.connection) return outOfOrder();
      visit.consented = true;
      return seeOther(visit.paths.signIn);
    },
  };
}
