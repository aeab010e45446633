"use client";

import type { FallbackAnswer } from "../../core/step/fallbackAnswer.js";
import { canHandOver } from "../../core/step/stepView.js";
import { FallbackContext } from "../../hooks/fallback/fallbackContext.js";
import { type FallbackOptions, useFallback } from "../../hooks/fallback/useFallback.js";
import { hasLink } from "../../hooks/links/useLinks.js";
import { createPart, type PartProps } from "../internals/createPart.js";
import { InviteByMailto } from "../invite/InviteByMailto.js";
import { FallbackPanel } from "./FallbackPanel.js";
import { FallbackTrigger } from "./FallbackTrigger.js";

/** State of {@link CantSignInFallback}, each member a `data-*` attribute. */
export interface CantSignInFallbackState {
  /** @selector [data-open] */
  open: boolean;
}

/** Props of {@link CantSignInFallback}. */
export interface CantSignInFallbackProps extends PartProps<"div", CantSignInFallbackState>, FallbackOptions {
  /** The children are a `FallbackTrigger` and a `FallbackPanel`, not the content of a panel. @default false */
  arranged?: boolean | undefined;
  /** In a whole step, the other answers below the invite, see `FallbackAnswers`; `false` for none. @default all that can apply */
  answers?: readonly FallbackAnswer[] | false | undefined;
}

/**
 * For the customer who has no login: a question that opens onto ways of asking somebody else, and answers to what
 * else is in the way. Renders a `<div>`; children are the panel's content, or with `arranged` its trigger and panel.
 */
export const CantSignInFallback = createPart<CantSignInFallbackProps, HTMLDivElement>(
  "CantSignInFallback",
  "div",
  ({ open, defaultOpen, onOpenChange, arranged, answers, children, ...elementProps }, step) => {
    const fallback = useFallback(step, { open, defaultOpen, onOpenChange });
    return {
      hidden: !canHandOver({ ...step, hasLink: hasLink(step.links.invite) }),
      state: { open: fallback.open },
      elementProps,
      defaultProps: {
        children: arranged ? (
          children
        ) : (
          <>
            {trigger}
            <FallbackPanel>
              {children ?? (
                <>
                  {invite}
                  {answers !== false && step.arrangement?.answers(answers)}
                </>
              )}
            </FallbackPanel>
          </>
        ),
      },
      wrap: (element) => <FallbackContext.Provider value={fallback}>{element}</FallbackContext.Provider>,
    };
  },
);

// Elements that stay the same: their parts render again only when what they read has changed.
const trigger = <FallbackTrigger />;
const invite = <InviteByMailto />;
