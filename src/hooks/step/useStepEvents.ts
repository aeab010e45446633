"use client";

import { useEffect, useRef } from "react";
import type { LinkOutcome } from "../../core/links/linkRedirect.js";
import { stepError } from "../../core/step/stepError.js";
import { useHydrated } from "../browser/useHydrated.js";
import { linkReturn } from "../links/useLinkReturn.js";
import type { Step } from "./stepContext.js";

/**
 * Reports what changes at a step while it is mounted: the first state as `restored`, every later status under
 * its own name, and a return from Codat once, however often the page is reloaded with it in its address.
 */
export function useStepEvents(step: Step): void {
  const { status, invite, skipped, isConnected, local, settings, sourceType, emit, dispatch } = step;
  const { companyId } = settings;
  const hydrated = useHydrated();
  const redirect = hydrated ? linkReturn({ companyId, sourceType }) : undefined;
  const seen = useRef<Step>(undefined);
  const handled = useRef<LinkOutcome>(undefined);

  useEffect(() => {
    // What is remembered is kept by the company, which must be known first.
    if (!hydrated || status === "loading") return;
    const { current: before } = seen;
    seen.current = step;
    if (!before || before.settings.companyId !== companyId)
      emit({ type: "restored", detail: { status, invite, skipped } });
    else if (before.status !== status) {
      if (status === "pending" || status === "disconnected") emit({ type: status });
      if (isConnected && !before.isConnected) emit({ type: "connected" });
      if (status === "ready") emit({ type: "dataReady" });
    }
    if (isConnected && !local.confirmed) dispatch({ type: "confirm" });
    const { outcome } = redirect ?? {};
    // A click forgets the last outcome while the old address stands: only a new address is news.
    if (!redirect || !outcome || outcome === (handled.current ?? local.returned)) return;
    handled.current = outcome;
    // A reload shows an address from before: what was remembered since is newer.
    if (local.returned && isReload()) return;
    dispatch({ type: "return", outcome });
    emit({ type: "return", detail: redirect });
    if (outcome === "failed") emit({ type: "error", detail: stepError("ONB-205", { recoverable: true }) });
  });
}

function isReload(): boolean {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return entry?.type !== "navigate";
}
