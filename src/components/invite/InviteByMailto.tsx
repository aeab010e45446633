"use client";

import type { InviteState } from "../../core/status/inviteState.js";
import { InviteContext } from "../../hooks/invite/inviteContext.js";
import { type InviteOptions, type StepInvite, useStepInvite } from "../../hooks/invite/useInvite.js";
import { StepContext } from "../../hooks/step/stepContext.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { invite as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { sentence } from "../internals/sentence.js";
import { CopyLink } from "./CopyLink.js";
import { InviteAfter } from "./InviteAfter.js";
import { InviteLink } from "./InviteLink.js";

/** State of {@link InviteByMailto}, each member a `data-*` attribute. */
export interface InviteByMailtoState {
  /** What became of the invite. @selector [data-invite] */
  invite: InviteState;
  /** Which form the message has. @selector [data-form] */
  form: StepInvite["form"];
}

/** Props of {@link InviteByMailto}. */
export interface InviteByMailtoProps extends PartProps<"div", InviteByMailtoState>, InviteOptions {}

// Elements that stay the same: their parts render again only when what they read has changed.
const ownParts = (
  <>
    <InviteLink />
    <CopyLink />
    <InviteAfter />
  </>
);

/**
 * Hands the task to a colleague by an e-mail in the customer's own voice, from the customer's own mail
 * program. Renders a `<div>` with its children, or with `InviteLink`, `CopyLink` and `InviteAfter`; in an `AuthStep` with
 * every way there is, most of them behind “More ways”. Throws `ONB-104` without an `appName`.
 */
export const InviteByMailto = createPart<InviteByMailtoProps, HTMLDivElement>(
  "InviteByMailto",
  "div",
  ({ kind, recipientName, defaultRecipient, children, ...elementProps }, outer) => {
    const { step, invite } = useStepInvite(outer, { kind, recipientName, defaultRecipient });
    return {
      state: { invite: step.invite, form: invite.form },
      elementProps,
      defaultProps: {
        children: step.links.invite.problem ? (
          <p>{sentence(messagesFor("invite", english, step).unavailable, step)}</p>
        ) : (
          (children ?? step.arrangement?.invite ?? ownParts)
        ),
      },
      wrap: (element) => (
        <StepContext.Provider value={step}>
          <InviteContext.Provider value={invite}>{element}</InviteContext.Provider>
        </StepContext.Provider>
      ),
    };
  },
);
