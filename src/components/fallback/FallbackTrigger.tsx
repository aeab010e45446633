"use client";

import { isWayOut } from "../../core/step/stepView.js";
import { useFallbackContext } from "../../hooks/fallback/fallbackContext.js";
import type { Fallback } from "../../hooks/fallback/useFallback.js";
import { messagesFor, selectText } from "../../hooks/step/useMessages.js";
import { fallback as english } from "../../locales/en.json";
import { buttonProps } from "../internals/buttonProps.js";
import { createPart, type PartProps } from "../internals/createPart.js";

/** State of {@link FallbackTrigger}, each member a `data-*` attribute. */
export interface FallbackTriggerState {
  /** @selector [data-open] */
  open: boolean;
}

/** Props of {@link FallbackTrigger}. */
export interface FallbackTriggerProps extends PartProps<"button", FallbackTriggerState> {}

/** Asks “Can’t sign in?” and opens the panel. Renders a `<button>`. Throws `ONB-106` without a `CantSignInFallback`. */
export const FallbackTrigger = createPart<FallbackTriggerProps, HTMLButtonElement, Fallback>(
  "FallbackTrigger",
  "button",
  (_props, step, { open, toggle, panelId }) => {
    const words = messagesFor("fallback", english, step);
    return {
      hidden: !isWayOut(step.view),
      state: { open },
      defaultProps: {
        ...buttonProps(step, selectText(words.trigger, step), toggle, words.hint),
        "aria-expanded": open,
        "aria-controls": panelId,
      },
    };
  },
  useFallbackContext,
);
