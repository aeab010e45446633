"use client";

import type { ReactElement, ReactNode } from "react";
import type { StepSettings } from "../../hooks/settings.js";
import { type Arrangement, StepContext } from "../../hooks/step/stepContext.js";
import { useStepDefaults } from "../../hooks/step/useStepDefaults.js";

/** Props of {@link OnboardingDefaults}: settings for every step inside. */
export interface OnboardingDefaultsProps extends StepSettings {
  /**
   * What fills parts that hold others, such as `InviteByMailto`, where they have no children: `wholeArrangement` is that
   * of an `AuthStep`.
   * @default what each is made of by itself
   */
  arrangement?: Arrangement | undefined;
  /** The steps that share them. */
  children?: ReactNode;
}

/** Settings and callbacks that several steps share, such as `appName` and `messages`. Renders no element. */
export function OnboardingDefaults({
  arrangement,
  children,
  ...settings
}: OnboardingDefaultsProps): ReactElement {
  const defaults = useStepDefaults(settings, arrangement);
  return <StepContext.Provider value={defaults}>{children}</StepContext.Provider>;
}
