import { parseGuid } from "../../core/guid.js";
import { parseSourceType } from "../../core/sourceType.js";
import type { Backplane } from "../backplane/backplane.js";
import { checkLink } from "../codat/checkLink.js";
import { chooseLink } from "../codat/chooseLink.js";
import type { CompanyReader, CompanyTree } from "../codat/companyReader.js";
import { type Payer, visitorPayer } from "../codat/payer.js";
import type { Companies } from "../companies/companies.js";
import { type ErrorCode, seeOtherResponse } from "../http/responses.js";
import type { Route } from "../http/router.js";
import type { Customer } from "../options/options.js";
import type { Pages, PagesFor } from "../pages/pages.js";
import type { ReportError } from "../utils/reportError.js";
import type { Guards, Visit } from "./guards.js";
import { routePaths } from "./routePaths.js";

export interface LinkRouteOptions {
  backplane: Backplane;
  guards: Guards;
  companies: Companies;
  reader: CompanyReader;
  pagesFor: PagesFor;
  linkHosts?: readonly string[] | undefined;
  report: ReportError;
}

/** `GET go?use=connect&sourceType=accounting`: reads a link from Codat at this moment, and redirects to it. */
export function linkRoute(options: LinkRouteOptions): Route {
  const { backplane, guards, companies, reader, pagesFor, linkHosts, report } = options;

  /** The company as Codat has it now: another one where Codat does not know the first. */
  async function treeOf(customer: Customer, payer?: Payer): Promise<CompanyTree | undefined> {
    for (let tries = 0; tries < 2; tries++) {
      const companyId = await companies.ensure(customer);
      const tree = await reader.tree(companyId, payer ?? visitorPayer(backplane, customer.id, companyId));
      if (tree) return tree;
      await companies.forget(companyId);
    }
    return undefined;
  }

  async function go({ request, customer, payer }: Visit, pages: Pages): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const use = searchParams.get("use") ?? "connect";
    const sourceType = parseSourceType(searchParams.get("sourceType"));
    const requestedId = searchParams.get("connectionId");
    const connectionId = parseGuid(requestedId);
    if (!sourceType || (requestedId && !connectionId) || (use !== "connect" && use !== "invite")) {
      return pages.cannotOpen(400);
    }
    const tree = await treeOf(customer, payer);
    if (!tree) return pages.failed();
    const link = chooseLink(tree, { sourceType, connectionId });
    if (!link) return pages.cannotOpen(404);
    return seeOtherResponse(checkLink(link, linkHosts));
  }

  async function goSafely(visit: Visit, pages: Pages): Promise<Response> {
    try {
      return await go(visit, pages);
    } catch (error) {
      report(error);
      return pages.failed(error);
    }
  }

  function refuse(denial: ErrorCode, pages: Pages): Response {
    if (denial === "session") return pages.signedOut();
    return denial === "unavailable" ? pages.failed() : pages.cannotOpen(403);
  }

  return {
    path: routePaths.go,
    methods: {
      GET(request) {
        const pages = pagesFor(request);
        return guards.navigation(
          (visit) => goSafely(visit, pages),
          (denial) => refuse(denial, pages),
        )(request);
      },
    },
  };
}
