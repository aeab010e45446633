"use client";

import type { SyntheticEvent } from "react";
import { putOff } from "../hooks/putOff.js";
import { useRepeatGuard } from "../hooks/useRepeatGuard.js";
import { wordsFor } from "../hooks/words.js";
import { skipStep as english } from "../locales/en.json";
import { createPart, type PartProps } from "./part.js";
import { sentence } from "./sentence.js";

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
  const isRepeat = useRepeatGuard();
  const act = skipped ? "undo" : "skip";
  return {
    gone: step.done || step.required,
    state: { skipped },
    host,
    own: {
      type: "button",
      "aria-describedby": step.headingId,
      onClick: (event: SyntheticEvent) => isRepeat(event) || putOff(step, act),
      children: sentence(wordsFor("skipStep", english, step.settings)[act], step),
    },
  };
});
