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
 */
export function useStepEvents(step: Step): void {
  const { status, invite, skipped, companyId, isConnected, local, hydrated, sourceType, emit, dispatch } =
    step;
  const redirect = hydrated ? readLinkReturn(companyId, sourceType) : undefined;
  const seen = useRef<Step>(undefined);
  const handled = useRef<LinkOutcome>(undefined);

  useEffect(() => {
    // What is stored belongs to a company, which must be known first.
    if (!hydrated || connectionStatuses[status] === "disabled") return;
    const before = seen.current;
    seen.current = step;
    if (!before || before.companyId !== companyId) emit.restored({ status, invite, skipped });
    else {
      const becomes = (is: (status: ConnectionStatus) => boolean) => is(status) && !is(before.status);
      if (becomes(isPending)) emit.pending();
      if (becomes(isConnectedStatus)) emit.connected();
      if (becomes(hasFirstData)) emit.dataReady();
      if (becomes(hasDisconnected)) emit.disconnected();
    }
    if (isConnected && !local.confirmed) dispatch({ type: "confirm" });
    const outcome = redirect?.outcome;
    // A click forgets the last outcome while the old address stands: only another outcome is new.
    if (!redirect || !outcome || outcome === (handled.current ?? local.returned)) return;
    handled.current = outcome;
    // A reload shows an address from before: what was stored since is newer.
    if (local.returned && isReload()) return;
    dispatch({ type: "return", outcome });
    emit.return(redirect);
    if (outcome === "failed") emit.error(stepError("ONB-205", { recoverable: true }));
  });
}

/** Where nobody says how the page was come to, as in tests' DOMs, it was by a navigation. */
function isReload(): boolean {
  const entry = performance.getEntriesByType?.("navigation")[0] as PerformanceNavigationTiming | undefined;
  return /reload|back/.test(`${entry?.type}`);
}
