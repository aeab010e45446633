import type { Markup } from "../../server/pages/html.js";
import type { CompanyRecord } from "../state/companyRecord.js";
import type { Authorization, ConnectionTransitions } from "../state/connectionTransitions.js";
import type { ConnectionRecord } from "../state/fakeConnection.js";
import { fakePlatforms } from "../state/fakePlatforms.js";
import { isLinkOutcomeName, type LinkOutcomeName, linkOutcomes } from "../state/linkOutcome.js";
import type { HostedLinkPages, VisitPaths } from "./hostedLinkPages.js";
import { pageResponse, seeOther } from "./hostedLinkResponse.js";
import type { RedirectTemplate, ReservedValues } from "./redirectTemplate.js";

/** One opening of a link. */
export interface LinkVisit {
  readonly company: CompanyRecord;
  /** The link's own parameters. */
  readonly params: URLSearchParams;
  readonly paths: VisitPaths & { signIn: string; done: string };
  /** Whether the link was a connection's own, so that there is no platform to choose. */
  readonly fixed: boolean;
  connection: ConnectionRecord | undefined;
  consented: boolean;
  /** Whether access was allowed at the platform, and only the organisation is still to be chosen. */
  allowed: boolean;
  once: boolean;
  outcome: LinkOutcomeName | undefined;
}

/** The pages of a visit, once its link is open. `page` is the last part of the address, if it has one. */
export interface LinkVisits {
  open(company: CompanyRecord, connection: ConnectionRecord | undefined, params: URLSearchParams): Response;
  find(visitId: string): LinkVisit | undefined;
  show(visit: LinkVisit, page: string | undefined): Response;
  submit(visit: LinkVisit, page: string | undefined, form: URLSearchParams): Response;
}

const clientId = "fa4e0000-0000-4000-a000-000000000000";

export function createLinkVisits(options: {
  connections: ConnectionTransitions;
  /** The person's organisations at the platform. One of several is chosen on a page. */
  organisations: readonly string[];
  pages: HostedLinkPages;
  redirect: RedirectTemplate | undefined;
  /** The path below which each visit has its pages. */
  visitsPath: string;
  randomUUID: () => string;
}): LinkVisits {
  const { connections, organisations, pages, redirect, visitsPath, randomUUID } = options;
  // Identified by their address and not by a cookie: all ports of a host share its cookies.
  const visits = new Map<string, LinkVisit>();

  const respond = (page: Markup) => pageResponse(page, { formTarget: redirect?.origin });
  const outOfOrder = () =>
    pageResponse(pages.problem("That was out of order", "Go back and try again."), { status: 400 });

  function show(visit: LinkVisit, page: string | undefined): Response {
    const { company, connection, paths } = visit;
    if (page === "done" && visit.outcome) return respond(pages.done(visit.outcome));
    if (connection && (page || visit.fixed)) {
      if (page === "organisation" && visit.allowed) {
        return respond(pages.organisation({ paths, connection, organisations }));
      }
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
      visit.connection = connections.start(visit.company, platform);
      visit.consented = false;
      visit.allowed = false;
    }
    return seeOther(visit.paths.consent);
  }

  /** The platform's answer, named by a button. With several organisations the person chooses one first. */
  function answer(visit: LinkVisit, name: string): Response {
    const once = name === "connectedOnce";
    const outcome = once ? "connected" : name;
    if (!isLinkOutcomeName(outcome)) return outOfOrder();
    if ((outcome === "connected" || outcome === "failed") && !visit.consented) return outOfOrder();
    if (outcome !== "connected") return end(visit, outcome);
    visit.once = once;
    if (organisations.length < 2) return end(visit, outcome, { once, organisation: organisations[0] });
    visit.allowed = true;
    return seeOther(visit.paths.organisation);
  }

  function chooseOrganisation(visit: LinkVisit, organisation: string): Response {
    if (!visit.allowed || !organisations.includes(organisation)) return outOfOrder();
    return end(visit, "connected", { once: visit.once, organisation });
  }

  function end(visit: LinkVisit, name: LinkOutcomeName, authorization?: Authorization): Response {
    const outcome = linkOutcomes[name];
    // Codat's redirect has no connection when nothing was added or the platform is not supported.
    const connection = name === "nothingNew" || name === "unsupported" ? undefined : visit.connection;
    if (connection) connections.settle(visit.company, connection, outcome, authorization);
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
        organisation: `${start}/organisation`,
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
        allowed: false,
        once: false,
        outcome: undefined,
      };
      visits.set(id, visit);
      return show(visit, undefined);
    },

    find: (visitId) => visits.get(visitId),
    show,

    submit(visit, page, form) {
      if (page === "platform") return choosePlatform(visit, form.get("platform"));
      if (page === "outcome") return answer(visit, form.get("outcome") ?? "");
      if (page === "organisation") return chooseOrganisation(visit, form.get("organisation") ?? "");
      if (page !== "consent" || !visit.connection) return outOfOrder();
      visit.consented = true;
      return seeOther(visit.paths.signIn);
    },
  };
}
