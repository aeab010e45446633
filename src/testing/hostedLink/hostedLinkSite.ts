import type { CompanyRecord } from "../state/companyRecord.js";
import type { ConnectionTransitions } from "../state/connectionTransitions.js";
import type { FakeCompanies } from "../state/fakeCompanies.js";
import type { ConnectionRecord } from "../state/fakeConnection.js";
import { createHostedLinkPages } from "./hostedLinkPages.js";
import { methodNotAllowed, pageResponse, stylesResponse } from "./hostedLinkResponse.js";
import { hostedLinkStyles } from "./hostedLinkStyles.js";
import { createLinkVisits } from "./linkVisits.js";
import type { OneTimePasswords } from "./oneTimePasswords.js";
import { redirectTemplate } from "./redirectTemplate.js";

export interface HostedLinkSiteOptions {
  companies: FakeCompanies;
  connections: ConnectionTransitions;
  /** The person's organisations at the platform. One of several is chosen on a page. */
  organisations: readonly string[];
  /** Absent for links that need no password and do not expire. */
  passwords: OneTimePasswords | undefined;
  redirectUrl: string | undefined;
  /** The path the site is served under, without a slash at its end. */
  basePath: string;
  appName: string;
  randomUUID: () => string;
}

// Codat's own form with an optional client slug before it, and the older form of its FAQ.
const companyLink = /^\/(?:(?:[^/]+\/)?company|companies)\/([^/]+)\/?$/;
const connectionLink = /^\/companies\/([^/]+)\/connections\/([^/]+)\/start\/?$/;
const visitPage = /^\/visits\/([^/]+)(?:\/(platform|consent|sign-in|organisation|outcome|done))?$/;

/** The address of a company's link under the site. */
export function companyPath(companyId: string): string {
  return `/company/${companyId}`;
}

/** The address of a connection's own link under the site. */
export function connectionPath(companyId: string, connectionId: string): string {
  return `/companies/${companyId}/connections/${connectionId}/start`;
}

/** The Hosted Link pages. Returns `undefined` for a request that is not to one of them. */
export function createHostedLinkSite(
  options: HostedLinkSiteOptions,
): (request: Request) => Promise<Response | undefined> {
  const { companies, connections, organisations, passwords, redirectUrl, basePath, appName, randomUUID } =
    options;
  const stylesPath = `${basePath}/hosted-link.css`;
  const pages = createHostedLinkPages({ stylesPath, appName });
  const redirect = redirectUrl === undefined ? undefined : redirectTemplate(redirectUrl);
  const visits = createLinkVisits({
    connections,
    organisations,
    pages,
    redirect,
    visitsPath: `${basePath}/visits`,
    randomUUID,
  });

  const problem = (status: number, title: string, text: string) =>
    pageResponse(pages.problem(title, text), { status });
  const notFound = () => problem(404, "This link does not work", "Ask whoever sent it to you for a new one.");

  function openLink(
    company: CompanyRecord,
    connection: ConnectionRecord | undefined,
    params: URLSearchParams,
  ): Response {
    if (!passwords) return visits.open(company, connection, params);
    const path = connection ? connectionPath(company.id, connection.id) : companyPath(company.id);
    const password = params.get(connection ? "otp" : "link.otp");
    if (password === null) {
      return problem(403, "This link is incomplete", "Its one-time password is missing. Ask for a new link.");
    }
    if (!passwords.spend(path, password)) {
      return problem(410, "This link has expired", "A link works once, and for one day. Ask for a new one.");
    }
    return visits.open(company, connection, params);
  }

  async function route(request: Request): Promise<Response | undefined> {
    const { pathname, searchParams } = new URL(request.url);
    if (!pathname.startsWith(`${basePath}/`)) return undefined;
    const path = pathname.slice(basePath.length);
    const isRead = request.method === "GET" || request.method === "HEAD";

    if (pathname === stylesPath) {
      return isRead ? stylesResponse(hostedLinkStyles) : methodNotAllowed("GET, HEAD");
    }

    const [, visitId, page] = visitPage.exec(path) ?? [];
    if (visitId !== undefined) {
      const visit = visits.find(visitId);
      if (!visit) return notFound();
      if (isRead) return visits.show(visit, page);
      if (request.method !== "POST") return methodNotAllowed("GET, HEAD, POST");
      return visits.submit(visit, page, new URLSearchParams(await request.text()));
    }

    const [, companyId, connectionId] = connectionLink.exec(path) ?? companyLink.exec(path) ?? [];
    if (companyId === undefined) return undefined;
    if (!isRead) return methodNotAllowed("GET, HEAD");
    const company = companies.find(companyId);
    if (!company) return notFound();
    if (connectionId === undefined) return openLink(company, undefined, searchParams);
    const connection = company.connections.find(({ id }) => id === connectionId.toLowerCase());
    return connection ? openLink(company, connection, searchParams) : notFound();
  }

  return async (request) => {
    const response = await route(request);
    return response && request.method === "HEAD" ? new Response(null, response) : response;
  };
}
