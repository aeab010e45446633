"use client";

import { createContext, type ReactNode } from "react";

/** The live parts of a whole step, so that no static bundle has to import them. */
export interface LiveParts {
  /** Follows the status. */
  afterStatus?: ReactNode;
  /** Follows the ways of inviting. */
  afterInvite?: ReactNode;
}

/** Filled by `OnboardingProvider`. */
export const LivePartsContext = createContext<LiveParts>({});
