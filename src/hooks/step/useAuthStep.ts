"use client";

import { useContext } from "react";
import type { StepState } from "../../core/step/stepState.js";
import type { StepOptions } from "../settings.js";
import { skipStep } from "./skipStep.js";
import { type Step, StepContext, useStepState } from "./stepContext.js";
import type { StepStorage } from "./stepStorage.js";
import { type ConnectProps, useConnectProps } from "./useConnectProps.js";
import { useStepEvents } from "./useStepEvents.js";
import { useStoredState } from "./useStoredState.js";
import { withPlatformName } from "./withPlatformName.js";

/** What a whole step takes. */
export interface AuthStepOptions extends StepOptions {
  /** Where the step remembers across a reload; `null` switches it off. @default localStorage */
  storage?: StepStorage | null | undefined;
}

/** A step without markup. */
export interface UseAuthStepResult extends StepState {
  /** For the `<a>` that connects. */
  connectProps: ConnectProps;
  /** Puts the step off. */
  skip(): void;
  /** Takes a skip back. */
  undo(): void;
}

/** The behaviour of `AuthStep`, for markup of your own. Throws `ONB-101` without `companyId` and `linkUrl`. */
export function useAuthStep({ storage, ...options }: AuthStepOptions): UseAuthStepResult {
  const step = useAuthStepState(options, storage);
  const { status, invite, skipped } = step;
  return {
    status,
    invite,
    skipped,
    connectProps: useConnectProps(step),
    skip: () => skipStep(step, "skip"),
    undo: () => skipStep(step, "undo"),
  };
}

/** A step that remembers, notices Codat's redirect, and reports. */
export function useAuthStepState(options: StepOptions, storage: AuthStepOptions["storage"]): Step {
  const { settings } = useContext(StepContext);
  const companyId = options.companyId ?? settings.companyId;
  const step = useStepState(
    options,
    useStoredState(companyId, options.sourceType ?? settings.sourceType, storage),
  );
  useStepEvents(step);
  return withPlatformName(step);
}
