"use client";

import type { ReactNode } from "react";
import { useStep } from "../hooks/step.js";
import { useFallbackAround } from "../hooks/useFallback.js";
import { phraseFor, valuesOf, wordsFor } from "../hooks/words.js";
import { fallback as english } from "../locales/en.json";
import { createPart, type PartProps, type ViewProps } from "./part.js";
import { usePart } from "./usePart.js";
import { Words } from "./Words.js";

/** State of {@link FallbackTrigger}, each member a `data-*` attribute. */
export interface FallbackTriggerState {
  /** @selector [data-open] */
  open: boolean;
}

/** Props of {@link FallbackTrigger}. */
export interface FallbackTriggerProps extends PartProps<"button", FallbackTriggerState> {}

/** Asks “Can’t sign in?” and opens the panel. Renders a `<button>`. Throws `ONB-106` outside of its fallback. */
export const FallbackTrigger = createPart<FallbackTriggerProps, HTMLButtonElement>("FallbackTrigger", View);

function View(props: FallbackTriggerProps & ViewProps): ReactNode {
  const step = useStep();
  const { open, toggle, panelId } = useFallbackAround();
  const { trigger } = wordsFor("fallback", english, step);
  return usePart("button", "FallbackTrigger", { open }, props, {
    type: "button",
    "aria-expanded": open,
    "aria-controls": panelId,
    "aria-describedby": step.headingId,
    onClick: toggle,
    children: <Words of={phraseFor(trigger, step)} values={valuesOf(step)} />,
  });
}
