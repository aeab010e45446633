import type { Device } from "../../core/platforms.js";

/** The main pointer is a finger. In a browser only. */
export function isTouch(): boolean {
  // Hosts test their pages in DOMs without `matchMedia`, or with a mock that gives nothing.
  return !!globalThis.matchMedia?.("(pointer: coarse)")?.matches;
}

/** What the page is open on. In a browser only. */
export function currentDevice(): Device {
  // The smallest tablets have it, in CSS pixels; phones have less.
  const tablet = 600;
  // A finger alone would take tablets for phones, and a narrow window may be an iframe. `(hover: none)` is no
  // use: some phones claim to hover. The shorter side of the screen stays, however the phone is held.
  if (isTouch() && Math.min(screen.width, screen.height) < tablet) return "phone";
  const { platform, userAgentData } = navigator as Navigator & { userAgentData?: { platform: string } };
  return /^win/i.test(userAgentData?.platform || platform) ? "windows" : "other";
}
