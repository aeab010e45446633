"use client";

import type { InviteState } from "../core/stepState.js";
import { type Invite, type InviteOptions, useStepInvite } from "../hooks/useInvite.js";
import { wordsFor } from "../hooks/words.js";
import { invite as english } from "../locales/en.json";
import { InviteAfter } from "./InviteAfter.js";
import { InviteLink } from "./InviteLink.js";
import { InviteMessage } from "./InviteMessage.js";
import { createPart, type PartProps } from "./part.js";
import { sentence } from "./sentence.js";

/** State of {@link InviteByMailto}, each member a `data-*` attribute. */
export interface InviteByMailtoState {
  /** What became of the invite. @selector [data-invite] */
  invite: InviteState;
  /** Which form the message has. @selector [data-form] */
  form: Invite["form"];
}

/** Props of {@link InviteByMailto}. */
export interface InviteByMailtoProps extends PartProps<"div", InviteByMailtoState>, InviteOptions {}

/**
 * Hands the task to a colleague by an e-mail in the customer's own voice, from the customer's own mail
 * program. Renders a `<div>` with `InviteLink`, `InviteAfter` and `InviteMessage`, or its children. Throws
 * `ONB-104` without an `appName`.
 */
export const InviteByMailto = createPart<InviteByMailtoProps, HTMLDivElement>(
  "InviteByMailto",
  "div",
  ({ kind, recipientName, defaultRecipient, children, ...host }, step) => {
    const invite = useStepInvite(step, { kind, recipientName, defaultRecipient });
    return {
      state: { invite: step.invite, form: invite.form },
      host,
      own: {
        children: step.links.invite.problem ? (
          <p>{sentence(wordsFor("invite", english, step.settings).unavailable, step)}</p>
        ) : (
          (children ?? (
            <>
              <InviteLink />
              <InviteAfter />
              <InviteMessage />
            </>
          ))
        ),
      },
      inside: { ...step, mail: invite },
    };
  },
);
