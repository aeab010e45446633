import { parseCompanyId } from "../../core/companyId.js";
import { parseSourceType } from "../../core/sourceType.js";
import { checkedLink } from "../codat/checkedLink.js";
import type { CompanyReader } from "../codat/companyReader.js";
import { ownLink } from "../codat/ownLink.js";
import type { Companies } from "../companies/companies.js";
import { type Denial, seeOtherAnswer } from "../http/answers.js";
import type { Route } from "../http/router.js";
import type { Pages, PagesFor } from "../pages/pages.js";
import { asOnboardingError, type ReportError } from "../utils/errorReport.js";
import type { Visit, Visitors } from "./visitors.js";

export interface GoRouteOptions {
  visitors: Visitors;
  companies: Companies;
  reader: CompanyReader;
  pagesFor: PagesFor;
  linkHosts?: readonly string[] | undefined;
  report: ReportError;
}

/** `GET go?use=connect&sourceType=accounting`: reads a link from Codat at this moment, and leads there. */
export function goRoute(options: GoRouteOptions): Route {
  const { visitors, companies, reader, pagesFor, linkHosts, report } = options;

  async function go({ request, customer }: Visit, pages: Pages): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const use = searchParams.get("use") ?? "connect";
    const sourceType = parseSourceType(searchParams.get("sourceType"));
    const asked = searchParams.get("connectionId");
    const connectionId = parseCompanyId(asked);
    if (!sourceType || (asked && !connectionId) || (use !== "connect" && use !== "invite")) {
      return pages.cannotOpen(400);
    }
    const companyId = await companies.ensure(customer);
    const family = await reader.family(companyId);
    if (!family) {
      await companies.forget(companyId);
      return pages.cannotOpen(503);
    }
    const link = ownLink(family, { sourceType, connectionId });
    if (!link) return pages.cannotOpen(404);
    return seeOtherAnswer(checkedLink(link, linkHosts));
  }

  async function goOrSay(visit: Visit, pages: Pages): Promise<Response> {
    try {
      return await go(visit, pages);
    } catch (error) {
      report(error);
      return pages.cannotOpen(asOnboardingError(error).recoverable ? 503 : 502);
    }
  }

  function refuse(denial: Denial, pages: Pages): Response {
    if (denial === "session") return pages.signedOut();
    return pages.cannotOpen(denial === "unavailable" ? 503 : 403);
  }

  return {
    path: /^\/go$/,
    methods: {
      GET(request) {
        const pages = pagesFor(request);
        return visitors.going(
          (visit) => goOrSay(visit, pages),
          (denial) => refuse(denial, pages),
        )(request);
      },
    },
  };
}
