import { parseGuid } from "../../core/guid.js";
import { parseSourceType } from "../../core/sourceType.js";
import { checkLink } from "../codat/checkLink.js";
import { chooseLink } from "../codat/chooseLink.js";
import type { CompanyReader } from "../codat/companyReader.js";
import type { Companies } from "../companies/companies.js";
import { type ErrorCode, pageStatus, seeOtherResponse } from "../http/responses.js";
import type { Route } from "../http/router.js";
import type { Pages, PagesFor } from "../pages/pages.js";
import type { ReportError } from "../utils/reportError.js";
import type { Guards, Visit } from "./guards.js";
import { routePaths } from "./routePaths.js";

export interface LinkRouteOptions {
  guards: Guards;
  companies: Companies;
  reader: CompanyReader;
  pagesFor: PagesFor;
  linkHosts?: readonly string[] | undefined;
  report: ReportError;
}

/** `GET go?use=connect&sourceType=accounting`: reads a link from Codat at this moment, and redirects to it. */
export function linkRoute(options: LinkRouteOptions): Route {
  const { guards, companies, reader, pagesFor, linkHosts, report } = options;

  async function go({ request, customer }: Visit, pages: Pages): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const use = searchParams.get("use") ?? "connect";
    const sourceType = parseSourceType(searchParams.get("sourceType"));
    const requestedId = searchParams.get("connectionId");
    const connectionId = parseGuid(requestedId);
    if (!sourceType || (requestedId && !connectionId) || (use !== "connect" && use !== "invite")) {
      return pages.cannotOpen(400);
    }
    const companyId = await companies.ensure(customer);
    const tree = await reader.tree(companyId);
    if (!tree) {
      await companies.forget(companyId);
      return pages.cannotOpen(503);
    }
    const link = chooseLink(tree, { sourceType, connectionId });
    if (!link) return pages.cannotOpen(404);
    return seeOtherResponse(checkLink(link, linkHosts));
  }

  async function goSafely(visit: Visit, pages: Pages): Promise<Response> {
    try {
      return await go(visit, pages);
    } catch (error) {
      report(error);
      return pages.cannotOpen(pageStatus(error));
    }
  }

  function refuse(denial: ErrorCode, pages: Pages): Response {
    if (denial === "session") return pages.signedOut();
    return pages.cannotOpen(denial === "unavailable" ? 503 : 403);
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
