"use client";

import { useState } from "react";
import { useFallbackContext } from "../../hooks/fallback/fallbackContext.js";
import type { Fallback } from "../../hooks/fallback/useFallback.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { fallback as english } from "../../locales/en.json";
import { Action } from "../internals/Action.js";
import { createPart, type PartProps } from "../internals/createPart.js";
import { heading } from "../internals/heading.js";
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
 * that it can be used where no script runs. Throws `ONB-106` without a `CantSignInFallback`.
 */
export const FallbackPanel = createPart<FallbackPanelProps, HTMLDivElement, Fallback>(
  "FallbackPanel",
  "div",
  ({ children, ...elementProps }, step, { open, panelId, leave }) => {
    const words = messagesFor("fallback", english, step);
    // What was opened once keeps what was entered in it.
    const [wasOpen, setWasOpen] = useState(open);
    if (open && !wasOpen) setWasOpen(true);
    const content = (
      <>
        {leave && open && step.hydrated && (
          <Action step={step} text={words.back} look="back" onClick={leave} />
        )}
        {heading(
          step,
          words.heading,
          { id: leave && open ? step.frame?.headingId : undefined },
          leave ? 0 : 1,
        )}
        <p>{sentence(words.intro, step)}</p>
        {children}
      </>
    );
    return {
      state: { open },
      elementProps,
      defaultProps: {
        id: panelId,
        hidden: step.hydrated && !open,
        children: (!leave || !step.hydrated || wasOpen) && content,
      },
    };
  },
  useFallbackContext,
);
