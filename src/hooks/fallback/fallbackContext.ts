"use client";

import { createContext, useContext } from "react";
import { requireParent } from "../step/requireParent.js";
import type { Fallback } from "./useFallback.js";

/** Filled by `CantSignInFallback`. */
export const FallbackContext = createContext<Fallback | undefined>(undefined);

/** The fallback around a part. Throws `ONB-106` where there is none. */
export function useFallbackContext(part: string): Fallback {
  return requireParent(useContext(FallbackContext), part);
}
