"use client";

import type { MouseEvent } from "react";
import { skipStep } from "../../hooks/step/skipStep.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { skipStep as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { sentence } from "../internals/sentence.js";

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
export const SkipStep = createPart<SkipStepProps, HTMLButtonElement>(
  "SkipStep",
  "button",
  (elementProps, step) => {
    const { skipped } = step;
    const act = skipped ? "undo" : "skip";
    return {
      hidden: step.isConnected || step.required,
      state: { skipped },
      elementProps,
      defaultProps: {
        type: "button",
        "aria-describedby": step.headingId,
        // The second click of a double click would take the first one back.
        onClick: ({ detail }: MouseEvent) => detail > 1 || skipStep(step, act),
        children: sentence(messagesFor("skipStep", english, step)[act], step),
      },
    };
  },
);
