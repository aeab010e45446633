"use client";

import type { Device } from "../../core/platforms.js";
import { useCoarsePointer } from "./useCoarsePointer.js";
import { useHydrated } from "./useHydrated.js";

/** What the page is open on; `undefined` on the server and until its markup is hydrated. */
export function useDevice(): Device | undefined {
  const touch = useCoarsePointer();
  if (!useHydrated()) return undefined;
  // The smallest tablets have it, in CSS pixels; phones have less.
  const tablet = 600;
  // A finger alone would take tablets for phones, and a narrow window may be an iframe. `(hover: none)` is no
  // use: some phones claim to hover. The shorter side of the screen stays, however the phone is held.
  if (touch && Math.min(screen.width, screen.height) < tablet) return "phone";
  const { platform, userAgentData } = navigator as Navigator & { userAgentData?: { platform: string } };
  return /^win/i.test(userAgentData?.platform || platform) ? "windows" : "other";
}
