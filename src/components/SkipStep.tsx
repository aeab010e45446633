"use client";

import type { ReactNode } from "react";
import { putOff } from "../hooks/putOff.js";
import { useStep } from "../hooks/step.js";
import { wordsFor } from "../hooks/words.js";
import { skipStep as english } from "../locales/en.json";
import { createPart, type PartProps, type ViewProps } from "./part.js";
import { usePart } from "./usePart.js";
import { Words } from "./Words.js";

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
export const SkipStep = createPart<SkipStepProps, HTMLButtonElement>("SkipStep", SkipStepView);

function SkipStepView(props: SkipStepProps & ViewProps): ReactNode {
  const step = useStep();
  const { skipped, status, headingId, required } = step;
  const words = wordsFor("skipStep", english, step);
  const act = skipped ? "undo" : "skip";
  const element = usePart("button", "SkipStep", { skipped }, props, {
    type: "button",
    "aria-describedby": headingId,
    onClick: () => putOff(step, act),
    children: <Words of={words[act]} />,
  });
  return status === "connected" || status === "ready" || required ? null : element;
}
