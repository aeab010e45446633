"use client";

import { useId } from "react";
import { useInviteContext } from "../../hooks/invite/inviteContext.js";
import type { StepInvite } from "../../hooks/invite/useInvite.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { inviteName as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { Field } from "../internals/Field.js";

/** Props of {@link InviteName}. */
export interface InviteNameProps extends PartProps<"div", object> {}

/**
 * Whom the customer asks, optional: it greets them in the message. Where the companion makes the invite it is kept with
 * it, and tells it from others. Renders a `<div>` with a labelled field. Throws `ONB-106` without an `InviteByMailto`.
 */
export const InviteName = createPart<InviteNameProps, HTMLDivElement, StepInvite>(
  "InviteName",
  "div",
  (_props, step, { name, setName }) => {
    const id = useId();
    const words = messagesFor("inviteName", english, step);
    return {
      state: {},
      defaultProps: {
        children: (
          <Field
            step={step}
            id={id}
            label={words.label}
            hint={step.links.invite.source?.prepare ? words.kept : words.hint}
            value={name}
            onValue={setName}
            maxLength={80}
            autoComplete="off"
          />
        ),
      },
    };
  },
  useInviteContext,
);
