"use client";

import type { Invite } from "../../hooks/invite/useInvite.js";
import { required } from "../../hooks/step/step.js";
import { wordsFor } from "../../hooks/step/words.js";
import { invite as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/part.js";
import { sentence } from "../internals/sentence.js";

/** State of {@link InviteLink}, each member a `data-*` attribute. */
export interface InviteLinkState {
  /** @selector [data-form] */
  form: Invite["form"];
}

/** Props of {@link InviteLink}. */
export interface InviteLinkProps extends Omit<PartProps<"a", InviteLinkState>, "href"> {}

/**
 * Opens the customer's mail program with the message. Renders an `<a href="mailto:…">`, and nothing while the
 * message is too long for one.
 */
export const InviteLink = createPart<InviteLinkProps, HTMLAnchorElement>("InviteLink", "a", (host, step) => {
  const { linkProps, form } = required(step.mail);
  return {
    gone: form === "tooLong",
    state: { form },
    host,
    own: { ...linkProps, children: sentence(wordsFor("invite", english, step).link, step) },
  };
});
