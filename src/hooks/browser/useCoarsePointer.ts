"use client";

import { useHydrated } from "./useHydrated.js";

/** The main pointer is a finger; `false` on the server and until its markup is hydrated. */
export function useCoarsePointer(): boolean {
  // Hosts test their pages in DOMs without `matchMedia`.
  return useHydrated() && !!globalThis.matchMedia?.("(pointer: coarse)").matches;
}
