"use client";

import type { SourceType } from "../../core/sourceType.js";
import type { LiveConnection } from "../step/liveConnection.js";
import { useCompanyContext } from "./companyContext.js";
import { readConnection } from "./readConnection.js";

/** How one source type is connected, live. */
export type UseConnectionStatusResult = Pick<
  LiveConnection,
  "status" | "connectionId" | "platformName" | "organisation"
>;

/**
 * How the company of an `OnboardingProvider` is connected. Throws `ONB-404` without one.
 *
 * @example
 * function Books() {
 *   const { status, platformName, organisation } = useConnectionStatus("accounting");
 *   return status === "ready" ? <p>{platformName}, {organisation}: the figures are here.</p> : null;
 * }
 */
export function useConnectionStatus(sourceType: SourceType = "accounting"): UseConnectionStatusResult {
  const { status, connectionId, platformName, organisation } = readConnection(
    useCompanyContext(),
    sourceType,
    undefined,
  );
  return { status, connectionId, platformName, organisation };
}
