"use client";

import { required } from "../../hooks/step/stepContext.js";
import { messagesFor, selectText } from "../../hooks/step/useMessages.js";
import { fallback as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { sentence } from "../internals/sentence.js";

/** State of {@link FallbackTrigger}, each member a `data-*` attribute. */
export interface FallbackTriggerState {
  /** @selector [data-open] */
  open: boolean;
}

/** Props of {@link FallbackTrigger}. */
export interface FallbackTriggerProps extends PartProps<"button", FallbackTriggerState> {}

/** Asks “Can’t sign in?” and opens the panel. Renders a `<button>`. Throws `ONB-106` outside of its fallback. */
export const FallbackTrigger = createPart<FallbackTriggerProps, HTMLButtonElement>(
  "FallbackTrigger",
  "button",
  (elementProps, step) => {
    const { open, toggle, panelId } = required(step.fallback);
    return {
      state: { open },
      elementProps,
      defaultProps: {
        type: "button",
        "aria-expanded": open,
        "aria-controls": panelId,
        "aria-describedby": step.headingId,
        onClick: toggle,
        children: sentence(selectText(messagesFor("fallback", english, step).trigger, step), step),
      },
    };
  },
);
