"use client";

import type { SourceType } from "../../core/sourceType.js";
import type { LiveFacts } from "../step/live.js";
import { useLiveCompany } from "./liveCompany.js";
import { liveFacts } from "./liveFacts.js";

/** How one source type is connected, live. */
export type ConnectionFacts = Pick<LiveFacts, "status" | "connectionId" | "platformName" | "organisation">;

/** How the company of an `OnboardingProvider` is connected. Throws `ONB-404` without one. */
export function useConnectionStatus(sourceType: SourceType = "accounting"): ConnectionFacts {
  const { status, connectionId, platformName, organisation } = liveFacts(
    useLiveCompany(),
    sourceType,
    undefined,
  );
  return { status, connectionId, platformName, organisation };
}
