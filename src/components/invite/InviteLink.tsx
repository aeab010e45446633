"use client";

import { useInviteContext } from "../../hooks/invite/inviteContext.js";
import type { StepInvite } from "../../hooks/invite/useInvite.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { invite as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { sentence } from "../internals/sentence.js";

/** State of {@link InviteLink}, each member a `data-*` attribute. */
export interface InviteLinkState {
  /** @selector [data-form] */
  form: StepInvite["form"];
}

/** Props of {@link InviteLink}. */
export interface InviteLinkProps extends Omit<PartProps<"a", InviteLinkState>, "href"> {}

/**
 * Opens the customer's mail program with the message. Renders an `<a href="mailto:…">`, and nothing while the
 * message is too long for one.
 */
export const InviteLink = createPart<InviteLinkProps, HTMLAnchorElement, StepInvite>(
  "InviteLink",
  "a",
  (_props, step, { linkProps, form }) => {
    return {
      hidden: form === "tooLong",
      state: { form },
      defaultProps: { ...linkProps, children: sentence(messagesFor("invite", english, step).link, step) },
    };
  },
  useInviteContext,
);
