"use client";

import type { Device } from "../../core/platforms.js";
import { useCoarsePointer } from "./useCoarsePointer.js";
import { useHydrated } from "./useHydrated.js";

/** Phones end below it; small tablets begin there. In CSS pixels. */
const tablet = 600;

/** What the page is open on; `undefined` on the server and until its markup is hydrated. */
export function useDevice(): Device | undefined {
  const touch = useCoarsePointer();
  if (!useHydrated()) return undefined;
  // A finger alone would take tablets for phones, and a narrow window may be an iframe. `(hover: none)` is no
  // use: some phones claim to hover. The shorter side of the screen stays, however the phone is held.
  if (touch && Math.min(screen.width, screen.height) < tablet) return "phone";
  const { platform, userAgentData } = navigator as Navigator & { userAgentData?: { platform: string } };
  return /^win/i.test(userAgentData?.platform || platform) ? "windows" : "other";
}
