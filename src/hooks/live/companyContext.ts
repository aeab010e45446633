"use client";

import { createContext, useContext } from "react";
import type { Company } from "../../core/company/company.js";
import type { OnboardingError } from "../../core/errors.js";
import { stepError } from "../../core/step/stepError.js";

/** What a provider knows, and how to reach its companion. */
export interface LiveCompany {
  /** The session's company; `undefined` until the stream has sent it. */
  company: Company | undefined;
  /** Why nothing more is coming: the session has ended (`ONB-401`). */
  problem: OnboardingError | undefined;
  /** Nothing comes from the companion: since when (milliseconds; 0: nothing ever came), and the error reported for it. */
  lost?: { since: number; error: OnboardingError } | undefined;
  /** Whose company it is, known or not: the session and its companion, as a text to compare. */
  owner: string;
  /** The companion's address, without a slash at its end. */
  endpoint: string;
}

/** Filled by `OnboardingProvider`. */
export const CompanyContext = createContext<LiveCompany | undefined>(undefined);

/** The provider's company. Throws `ONB-404` where there is no provider. */
export function useCompanyContext(): LiveCompany {
  const live = useContext(CompanyContext);
  if (!live) throw stepError("ONB-404");
  return live;
}
