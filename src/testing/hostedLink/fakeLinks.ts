import type { CompanyRecord } from "../state/companyRecord.js";
import type { ConnectionRecord } from "../state/fakeConnection.js";
import { companyPath, connectionPath } from "./hostedLinkSite.js";
import type { OneTimePasswords } from "./oneTimePasswords.js";

/** The addresses of Hosted Link, with a one-time password if the fake is set to use them. */
export interface FakeLinks {
  company(company: CompanyRecord, params?: Readonly<Record<string, string>> | undefined): string;
  connection(company: CompanyRecord, connection: Pick<ConnectionRecord, "id">): string;
}

export function createFakeLinks(options: {
  baseUrl: string;
  /** Absent for links without a password. */
  passwords: OneTimePasswords | undefined;
  /** Whether the same link is returned until it is used. If not, each reading makes a new one. */
  sameUntilSpent: boolean;
}): FakeLinks {
  const { baseUrl, passwords, sameUntilSpent } = options;

  function address(path: string, name: string, params: Readonly<Record<string, string>> = {}): string {
    const pairs = Object.entries(params);
    if (passwords) pairs.unshift([name, sameUntilSpent ? passwords.current(path) : passwords.mint(path)]);
    const query = pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
    return baseUrl + path + (query && `?${query}`);
  }

  return {
    company: ({ id }, params) => address(companyPath(id), "link.otp", params),
    connection: (company, { id }) => address(connectionPath(company.id, id), "otp"),
  };
}
