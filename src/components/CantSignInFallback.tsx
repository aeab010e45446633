"use client";

import type { ReactNode } from "react";
import { type FallbackOptions, useFallback } from "../hooks/useFallback.js";
import { CopyLink } from "./CopyLink.js";
import { FallbackPanel } from "./FallbackPanel.js";
import { FallbackTrigger } from "./FallbackTrigger.js";
import { InviteAfter } from "./InviteAfter.js";
import { InviteByMailto } from "./InviteByMailto.js";
import { InviteLink } from "./InviteLink.js";
import { InviteMessage } from "./InviteMessage.js";
import { createPart, type PartProps } from "./part.js";

/** State of {@link CantSignInFallback}, each member a `data-*` attribute. */
export interface CantSignInFallbackState {
  /** @selector [data-open] */
  open: boolean;
}

/** Props of {@link CantSignInFallback}. */
export interface CantSignInFallbackProps extends PartProps<"div", CantSignInFallbackState>, FallbackOptions {
  /** The children are a `FallbackTrigger` and a `FallbackPanel`, not the content of a panel. @default false */
  arranged?: boolean | undefined;
}

/**
 * For the customer who has no login: a question that opens onto ways of asking somebody else. Renders a
 * `<div>`; children are the panel's content, or with `arranged` its trigger and panel.
 */
export const CantSignInFallback = createPart<CantSignInFallbackProps, HTMLDivElement>(
  "CantSignInFallback",
  "div",
  ({ open, defaultOpen, onOpenChange, arranged, children, ...host }, step) => {
    const fallback = useFallback(step, { open, defaultOpen, onOpenChange });
    const { status, links } = step;
    return {
      // A link that the host gave stands by itself, whatever is wrong with the company.
      gone: step.done || status === "loading" || (status === "unavailable" && !links.invite.link),
      state: { open: fallback.open },
      host,
      own: { children: arranged ? children : arrange(children) },
      inside: { ...step, fallback },
    };
  },
);

function arrange(children: ReactNode): ReactNode {
  return (
    <>
      <FallbackTrigger />
      <FallbackPanel>
        {children ?? (
          <InviteByMailto>
            <InviteLink />
            <CopyLink />
            <InviteAfter />
            <InviteMessage />
          </InviteByMailto>
        )}
      </FallbackPanel>
    </>
  );
}
