"use client";

import { useEffect, useRef } from "react";
import type { LinkOutcome } from "../../core/links/linkRedirect.js";
import {
  type ConnectionStatus,
  connectionStatuses,
  hasDisconnected,
  hasFirstData,
  isConnectedStatus,
  isPending,
} from "../../core/status/connectionStatus.js";
import { stepError } from "../../core/step/stepError.js";
import { readLinkReturn } from "../links/useLinkReturn.js";
import type { Step } from "./stepContext.js";

/**
 * Reports what changes at a step while it is mounted: the first state as `restored`, later statuses under names of
 * their own, and a return from Codat once, however often the page is reloaded with it in its address.
 *
 * @param outer the step around, which reports by itself
 */
export function useStepEvents(step: Step, outer?: Step): void {
  const { status, invite, skipped, reason, view, companyId, local, hydrated, sourceType, emit, dispatch } =
    step;
  const redirect = hydrated ? readLinkReturn(companyId, sourceType) : undefined;
  const seen = useRef<Step>(undefined);
  const handled = useRef<LinkOutcome>(undefined);

  useEffect(() => {
    // What is stored belongs to a company, which must be known first.
    if (outer || !hydrated || connectionStatuses[status] === "disabled") return;
    const before = seen.current;
    seen.current = step;
    if (!before || before.companyId !== companyId) emit.restored({ status, invite, skipped, reason, view });
    else {
      const becomes = (is: (status: ConnectionStatus) => boolean) => is(status) && !is(before.status);
      if (becomes(isPending)) emit.pending();
      if (becomes(isConnectedStatus)) emit.connected();
      if (becomes(hasFirstData)) emit.dataReady();
      if (becomes(hasDisconnected)) emit.disconnected();
      if (view !== before.view) emit.view({ view });
    }
    if (step.isConnected && !local.confirmed) dispatch({ type: "confirm" });
    const outcome = redirect?.outcome;
    // A click forgets the last outcome while the old address stands: only another outcome is new.
    if (!redirect || !outcome || outcome === (handled.current ?? local.returned)) return;
    handled.current = outcome;
    // A reload shows an address from before: what was stored since is newer.
    if (local.returned && isReload()) return;
    dispatch({ type: "return", outcome, news: step.news });
    emit.return(redirect);
    if (outcome === "failed") emit.error(stepError("ONB-205", { recoverable: true }));
  });
}

/** Where nobody says how the page was come to, as in tests' DOMs, it was by a navigation. */
function isReload(): boolean {
  const entry = performance.getEntriesByType?.("navigation")[0] as PerformanceNavigationTiming | undefined;
  return /reload|back/.test(`${entry?.type}`);
}
