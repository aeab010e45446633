"use client";

import { type CompanyConnection, connectionsOf } from "../../core/company/company.js";
import type { OnboardingError } from "../../core/errors.js";
import { useCompanyContext } from "./companyContext.js";

/** The session's company, live. */
export interface UseCompanyResult {
  /** Codat's id; `undefined` until the companion has sent it. */
  companyId: string | undefined;
  /** Its connections, subsidiaries' included; deleted ones left out. */
  connections: readonly CompanyConnection[];
  /** Why nothing more is coming: the session has ended (`ONB-401`). */
  problem: OnboardingError | undefined;
}

/**
 * The company of an `OnboardingProvider`. Throws `ONB-404` without one.
 *
 * @example
 * function Connections() {
 *   const { connections, problem } = useCompany();
 *   if (problem) return <p>Please sign in again.</p>;
 *   return connections.map(({ id, platformName }) => <p key={id}>{platformName}</p>);
 * }
 */
export function useCompany(): UseCompanyResult {
  const { company, problem } = useCompanyContext();
  return { companyId: company?.id, connections: company ? connectionsOf(company) : [], problem };
}
