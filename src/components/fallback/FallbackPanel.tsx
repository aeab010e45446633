"use client";

import { useHydrated } from "../../hooks/browser/useHydrated.js";
import { required } from "../../hooks/step/stepContext.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { fallback as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { sentence } from "../internals/sentence.js";

/** State of {@link FallbackPanel}, each member a `data-*` attribute. */
export interface FallbackPanelState {
  /** @selector [data-open] */
  open: boolean;
}

/** Props of {@link FallbackPanel}. */
export interface FallbackPanelProps extends PartProps<"div", FallbackPanelState> {}

/**
 * What the trigger opens: an explanation and its children. Renders a `<div>`, open in the server's markup, so
 * that it can be used where no script runs. Throws `ONB-106` outside of its fallback.
 */
export const FallbackPanel = createPart<FallbackPanelProps, HTMLDivElement>(
  "FallbackPanel",
  "div",
  ({ children, ...elementProps }, step) => {
    const { open, panelId } = required(step.fallback);
    return {
      state: { open },
      elementProps,
      defaultProps: {
        id: panelId,
        hidden: useHydrated() && !open,
        children: (
          <>
            <p>{sentence(messagesFor("fallback", english, step).intro, step)}</p>
            {children}
          </>
        ),
      },
    };
  },
);
