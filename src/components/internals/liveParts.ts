"use client";

import { type ComponentType, createContext } from "react";

/** The live parts of a whole step, so that no static bundle has to import them. */
export interface LiveParts {
  /** Follows the status. */
  AfterStatus?: ComponentType;
  /** Follows the ways of inviting. */
  AfterInvite?: ComponentType;
}

/** Filled by `OnboardingProvider`. */
export const LivePartsContext = createContext<LiveParts>({});
