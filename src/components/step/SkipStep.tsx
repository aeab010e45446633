"use client";

import type { MouseEvent } from "react";
import { putOff } from "../../hooks/step/putOff.js";
import { wordsFor } from "../../hooks/step/words.js";
import { skipStep as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/part.js";
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
export const SkipStep = createPart<SkipStepProps, HTMLButtonElement>("SkipStep", "button", (host, step) => {
  const { skipped } = step;
  const act = skipped ? "undo" : "skip";
  return {
    gone: step.done || step.required,
    state: { skipped },
    host,
    own: {
      type: "button",
      "aria-describedby": step.headingId,
      // The second click of a double click would take the first one back.
      onClick: ({ detail }: MouseEvent) => detail > 1 || putOff(step, act),
      children: sentence(wordsFor("skipStep", english, step)[act], step),
    },
  };
});
