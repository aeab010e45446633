import { type CompanyRecord, createFakeCompanies } from "./fakeCompanies.js";
import type { FakeConnection } from "./fakeConnection.js";
import { companyPath, connectionPath, createHostedLinkSite } from "./hostedLinkSite.js";
import { createOneTimePasswords } from "./oneTimePasswords.js";

/** What {@link createFakeCodat} can be told. */
export interface FakeCodatOptions {
  /** Where it is served, path and all. @default "http://127.0.0.1:4310" */
  baseUrl?: string | undefined;
  /**
   * The redirect as set in Codat's portal: an http(s) address with `{statusCode}`, `{errorMessage}`,
   * `{companyId}`, `{connectionId}`, `{platform}`, `{platformName}`, `{sourceType}`, `{integrationId}`,
   * `{sourceId}`, `{statusText}`, `{clientId}`, and `{x}` for the link's own parameter `x`; every value is
   * percent-encoded, a missing one empty. Its host is fixed. @default none: a visit ends on the fake's own page
   */
  redirectUrl?: string | undefined;
  /** Codat's "One-time Link URLs": each link works once, for one day. @default false */
  oneTimeLinks?: boolean | undefined;
  /** Whom the pages say they are for. @default "Example Lender" */
  appName?: string | undefined;
  /** The clock. @default the system's */
  now?: (() => Date) | undefined;
  /** Ids and passwords; must never repeat itself. @default crypto.randomUUID */
  randomUUID?: (() => string) | undefined;
}

/** A company as Codat's API returns it; `redirect` is its Hosted Link. */
export interface FakeCompany {
  id: string;
  name: string;
  redirect: string;
}

/** A Codat to try things out with, all in memory. */
export interface FakeCodat {
  /** Where it says it is served, without a slash at its end. */
  readonly baseUrl: string;
  /**
   * Answers a request, under any host: only the path counts. `GET` and `HEAD` of a link both open it, and spend
   * its one-time password: what the real Codat does on `HEAD` is not known, so the worst is assumed.
   */
  fetch(request: Request): Promise<Response>;
  /** A new company. @param name - @default "Example Bakery Ltd" */
  createCompany(name?: string | undefined): FakeCompany;
  /**
   * The company's link, as the API's `redirect`: with one-time links on, a fresh one each time, and earlier ones
   * stay good. `params` are added to its query.
   *
   * @throws RangeError when there is no such company.
   */
  hostedLink(companyId: string, params?: Readonly<Record<string, string>> | undefined): string;
  /**
   * The company's connections, oldest first: a copy, so changing it changes nothing.
   *
   * @throws RangeError when there is no such company.
   */
  connections(companyId: string): FakeConnection[];
}

/**
 * A fake Codat: today its Hosted Link pages, where a person picks a platform, consents, and decides what the
 * platform answers. Takes a `Request`, gives a `Response`, and keeps everything in memory.
 *
 * @throws TypeError when `baseUrl` or `redirectUrl` is not usable.
 */
export function createFakeCodat(options: FakeCodatOptions = {}): FakeCodat {
  const {
    redirectUrl,
    oneTimeLinks = false,
    appName = "Example Lender",
    now = () => new Date(),
    randomUUID = () => crypto.randomUUID(),
  } = options;
  const served = new URL(options.baseUrl ?? "http://127.0.0.1:4310");
  const basePath = served.pathname.replace(/\/+$/, "");
  const baseUrl = served.origin + basePath;
  const companies = createFakeCompanies({ now, randomUUID });
  const passwords = oneTimeLinks ? createOneTimePasswords({ now, randomUUID }) : undefined;
  const hostedLinkSite = createHostedLinkSite({
    companies,
    passwords,
    redirectUrl,
    basePath,
    appName,
    randomUUID,
  });

  function companyOf(companyId: string): CompanyRecord {
    const company = companies.find(companyId);
    if (!company) {
      throw new RangeError(`Fake Codat has no company "${companyId}". Make one with createCompany() first.`);
    }
    return company;
  }

  function address(
    path: string,
    passwordName: string,
    params: Readonly<Record<string, string>> = {},
  ): string {
    const pairs = passwords
      ? [[passwordName, passwords.mint(path)], ...Object.entries(params)]
      : Object.entries(params);
    const query = pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
    return baseUrl + path + (query && `?${query}`);
  }

  const hostedLink: FakeCodat["hostedLink"] = (companyId, params) =>
    address(companyPath(companyOf(companyId).id), "link.otp", params);

  return {
    baseUrl,
    fetch: async (request) => (await hostedLinkSite(request)) ?? new Response("Not found", { status: 404 }),
    createCompany(name = "Example Bakery Ltd") {
      const company = companies.create(name);
      return { id: company.id, name, redirect: hostedLink(company.id) };
    },
    hostedLink,
    connections(companyId) {
      const company = companyOf(companyId);
      return company.connections.map((connection) => ({
        ...structuredClone(connection),
        linkUrl: address(connectionPath(company.id, connection.id), "otp"),
      }));
    },
  };
}
