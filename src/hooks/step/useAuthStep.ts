"use client";

import { useContext } from "react";
import { type StepState, stepState } from "../../core/step/stepState.js";
import { factsKey, newsKey } from "../../core/step/stepView.js";
import { hasLink } from "../links/useLinks.js";
import type { Announce } from "./announcer.js";
import { skipStep } from "./skipStep.js";
import { isStep, type Step, StepContext } from "./stepContext.js";
import { type ConnectProps, useConnectProps } from "./useConnectProps.js";
import { useStepEvents } from "./useStepEvents.js";
import { type AuthStepOptions, type StepKind, useStepState } from "./useStepState.js";
import { useStoredState } from "./useStoredState.js";

/** A step without markup. */
export interface UseAuthStepResult extends StepState {
  /** For the `<a>` that connects. */
  connectProps: ConnectProps;
  /** Puts the step off. */
  skip(): void;
  /** Takes a skip back. */
  undo(): void;
}

/**
 * The behaviour of `AuthStep`, for markup of your own; inside of one, that one's, whose options count. Throws `ONB-101`
 * without `companyId` and `linkUrl`, where there is none around.
 *
 * @example
 * function Accounting() {
 *   const { status, skipped, connectProps, skip, undo } = useAuthStep({ companyId, appName: "Acme Lending" });
 *   if (status === "connected" || status === "ready") return <p>Connected.</p>;
 *   if (skipped) return <button type="button" onClick={undo}>Connect after all</button>;
 *   return (
 *     <>
 *       <a {...connectProps}>Connect your accounting software</a>
 *       <button type="button" onClick={skip}>Later</button>
 *     </>
 *   );
 * }
 */
export function useAuthStep(options: AuthStepOptions = {}): UseAuthStepResult {
  const context = useContext(StepContext);
  const outer = isStep(context) ? context : undefined;
  const own = useAuthStepState(options, () => {}, outer);
  const step = outer ?? own;
  const { status, invite, skipped, reason, view } = step;
  return {
    status,
    invite,
    skipped,
    reason,
    view,
    connectProps: useConnectProps(step),
    skip: () => skipStep(step, true),
    undo: () => skipStep(step, false),
  };
}

const whole: StepKind = {
  useLocal: useStoredState,
  stateOf({ waitingFor, ...known }, invite) {
    const waiting = waitingFor && waitingFor.length > 0;
    const facts = { ...known, waiting, hasLink: hasLink(invite) };
    return {
      ...stepState(facts),
      news: newsKey(facts),
      factsKey: factsKey({ ...facts, told: facts.status }),
    };
  },
};

/** A step that remembers, notices Codat's redirect, and reports. */
export function useAuthStepState(options: AuthStepOptions, announce: Announce, outer?: Step): Step {
  const step = useStepState(options, announce, outer, whole);
  useStepEvents(step, outer);
  return step;
}
