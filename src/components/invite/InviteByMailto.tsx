"use client";

import type { InviteState } from "../../core/status/inviteState.js";
import { useCoarsePointer } from "../../hooks/browser/useCoarsePointer.js";
import { InviteContext } from "../../hooks/invite/inviteContext.js";
import { type InviteOptions, type UseInviteResult, useStepInvite } from "../../hooks/invite/useInvite.js";
import { StepContext } from "../../hooks/step/stepContext.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { invite as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { sentence } from "../internals/sentence.js";
import { CopyLink } from "./CopyLink.js";
import { CopyMessage } from "./CopyMessage.js";
import { InviteAfter } from "./InviteAfter.js";
import { InviteLink } from "./InviteLink.js";
import { InviteMessage } from "./InviteMessage.js";
import { ShareLink } from "./ShareLink.js";
import { WebmailLinks } from "./WebmailLinks.js";

/** State of {@link InviteByMailto}, each member a `data-*` attribute. */
export interface InviteByMailtoState {
  /** What became of the invite. @selector [data-invite] */
  invite: InviteState;
  /** Which form the message has. @selector [data-form] */
  form: UseInviteResult["form"];
}

/** Props of {@link InviteByMailto}. */
export interface InviteByMailtoProps extends PartProps<"div", InviteByMailtoState>, InviteOptions {}

/**
 * Hands the task to a colleague by an e-mail in the customer's own voice, from the customer's own mail
 * program. Renders a `<div>` with its children, or with `InviteLink`, `ShareLink` (before it under a finger),
 * `CopyLink`, `InviteAfter` and `InviteMessage`. Throws `ONB-104` without an `appName`.
 */
export const InviteByMailto = createPart<InviteByMailtoProps, HTMLDivElement>(
  "InviteByMailto",
  "div",
  ({ kind, recipientName, defaultRecipient, children, ...elementProps }, outer) => {
    const { step, invite } = useStepInvite(outer, { kind, recipientName, defaultRecipient });
    // Its place in the document, not only on the screen: the keyboard goes by it.
    const touch = useCoarsePointer();
    return {
      state: { invite: step.invite, form: invite.form },
      elementProps,
      defaultProps: {
        children: step.links.invite.problem ? (
          <p>{sentence(messagesFor("invite", english, step).unavailable, step)}</p>
        ) : (
          (children ?? (
            <>
              {touch && <ShareLink />}
              <InviteLink />
              {touch || <ShareLink />}
              <CopyLink />
              <InviteAfter>
                <CopyMessage />
                <WebmailLinks />
              </InviteAfter>
              <InviteMessage />
            </>
          ))
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
