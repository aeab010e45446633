"use client";

import type { ReactNode } from "react";
import type { Settings } from "../../hooks/settings.js";
import { StepContext, useSurroundings } from "../../hooks/step/step.js";

/** Props of {@link OnboardingDefaults}: settings for every step inside. */
export interface OnboardingDefaultsProps extends Settings {
  children?: ReactNode;
}

/** Settings and callbacks that several steps share, such as `appName` and `messages`. Renders no element. */
export function OnboardingDefaults({ children, ...settings }: OnboardingDefaultsProps): ReactNode {
  const surroundings = useSurroundings(settings);
  return <StepContext.Provider value={surroundings}>{children}</StepContext.Provider>;
}
