"use client";

import { useContext } from "react";
import type { StepState } from "../../core/step/stepState.js";
import type { StepOptions } from "../settings.js";
import type { StepStorage } from "./localStore.js";
import { namedStep } from "./namedStep.js";
import { putOff } from "./putOff.js";
import { type Step, StepContext, useNewStep } from "./step.js";
import { type ConnectProps, useConnectProps } from "./useConnect.js";
import { useMemory } from "./useMemory.js";
import { useNews } from "./useNews.js";

/** What a whole step takes. */
export interface AuthStepOptions extends StepOptions {
  /** Where the step remembers across a reload; `null` switches it off. @default localStorage */
  storage?: StepStorage | null | undefined;
}

/** A step without markup. */
export interface AuthStepFacts extends StepState {
  /** For the `<a>` that connects. */
  connectProps: ConnectProps;
  /** Puts the step off. */
  skip(): void;
  /** Takes a skip back. */
  undo(): void;
}

/** The behaviour of `AuthStep`, for markup of your own. Throws `ONB-101` without `companyId` and `linkUrl`. */
export function useAuthStep({ storage, ...options }: AuthStepOptions): AuthStepFacts {
  const step = useWholeStep(options, storage);
  const { status, invite, skipped } = step;
  return {
    status,
    invite,
    skipped,
    connectProps: useConnectProps(step),
    skip: () => putOff(step, "skip"),
    undo: () => putOff(step, "undo"),
  };
}

/** A step that remembers, notices Codat's redirect, and reports. */
export function useWholeStep(options: StepOptions, storage: AuthStepOptions["storage"]): Step {
  const { settings } = useContext(StepContext);
  const companyId = options.companyId ?? settings.companyId;
  const step = useNewStep(options, useMemory(companyId, options.sourceType ?? settings.sourceType, storage));
  useNews(step);
  return namedStep(step);
}
