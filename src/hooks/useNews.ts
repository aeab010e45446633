"use client";

import { useEffect, useRef } from "react";
import { OnboardingError } from "../core/errors.js";
import type { StepEvent } from "../core/event.js";
import type { LinkOutcome } from "../core/linkRedirect.js";
import type { ConnectionStatus } from "../core/stepState.js";
import type { Step } from "./step.js";
import { useHydrated } from "./useHydrated.js";
import { useLinkReturn } from "./useLinkReturn.js";

/**
 * Reports what changes at a step while it is mounted: the first state as `restored`, every later status under
 * its own name, and a return from Codat once, however often the page is reloaded with it in its address.
 */
export function useNews({
  status,
  invite,
  skipped,
  local,
  settings,
  sourceType,
  emit,
  dispatch,
}: Step): void {
  const { companyId } = settings;
  const hydrated = useHydrated();
  const seen = useRef<{ companyId: Step["settings"]["companyId"]; status: ConnectionStatus }>(undefined);
  const redirect = useLinkReturn({ companyId, sourceType });
  const handled = useRef<LinkOutcome>(undefined);

  useEffect(() => {
    if (!hydrated || status === "loading") return;
    const before = seen.current?.companyId === companyId ? seen.current?.status : undefined;
    seen.current = { companyId, status };
    if (!before) emit({ type: "restored", detail: { status, invite, skipped } });
    else for (const type of changes(before, status)) emit({ type });
    if (!local.confirmed && (status === "connected" || status === "ready")) dispatch({ type: "confirm" });
  });
  // A click forgets the last outcome while the old address stands: only a new address is news.
  useEffect(() => {
    if (!redirect || redirect.outcome === (handled.current ?? local.returned)) return;
    handled.current = redirect.outcome;
    dispatch({ type: "return", outcome: redirect.outcome });
    emit({ type: "return", detail: redirect });
    if (redirect.outcome === "failed") emit({ type: "error", detail: notConnected() });
  });
}

function changes(before: ConnectionStatus, status: ConnectionStatus) {
  if (before === status) return [];
  const done = before === "connected" || before === "ready";
  const events: (StepEvent["type"] & ("pending" | "disconnected" | "connected" | "dataReady"))[] = [];
  if (status === "pending" || status === "disconnected") events.push(status);
  if (!done && (status === "connected" || status === "ready")) events.push("connected");
  if (status === "ready") events.push("dataReady");
  return events;
}

function notConnected(): OnboardingError {
  return new OnboardingError("ONB-205", "Codat could not connect (500). The customer can try again.", {
    recoverable: true,
  });
}
