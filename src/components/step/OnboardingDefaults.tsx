"use client";

import type { ReactElement, ReactNode } from "react";
import type { StepSettings } from "../../hooks/settings.js";
import { StepContext } from "../../hooks/step/stepContext.js";
import { useStepDefaults } from "../../hooks/step/useStepDefaults.js";

/** Props of {@link OnboardingDefaults}: settings for every step inside. */
export interface OnboardingDefaultsProps extends StepSettings {
  /** The steps that share them. */
  children?: ReactNode;
}

/** Settings and callbacks that several steps share, such as `appName` and `messages`. Renders no element. */
export function OnboardingDefaults({ children, ...settings }: OnboardingDefaultsProps): ReactElement {
  const defaults = useStepDefaults(settings);
  return <StepContext.Provider value={defaults}>{children}</StepContext.Provider>;
}
