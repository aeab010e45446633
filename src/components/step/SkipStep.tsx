"use client";

import { isAsking } from "../../core/step/stepView.js";
import { skipButton } from "../../hooks/step/skipStep.js";
import { buttonProps } from "../internals/buttonProps.js";
import { createPart, type PartProps } from "../internals/createPart.js";

/** State of {@link SkipStep}, each member a `data-*` attribute. */
export interface SkipStepState {
  /** @selector [data-skipped] */
  skipped: boolean;
}

/** Props of {@link SkipStep}. */
export interface SkipStepProps extends PartProps<"button", SkipStepState> {}

/**
 * Puts the step off, and takes that back. Renders a `<button>`, and nothing once the connection stands or in a
 * required step.
 */
export const SkipStep = createPart<SkipStepProps, HTMLButtonElement>("SkipStep", "button", (_props, step) => {
  const { skipped, frame } = step;
  const { text, onClick } = skipButton(step);
  return {
    hidden: step.isConnected || frame?.required || !isAsking(step.view),
    state: { skipped },
    defaultProps: buttonProps(step, text, onClick),
  };
});
