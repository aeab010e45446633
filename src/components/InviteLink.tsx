"use client";

import type { ReactNode } from "react";
import { useStep } from "../hooks/step.js";
import { type Invite, useInviteAround } from "../hooks/useInvite.js";
import { wordsFor } from "../hooks/words.js";
import { invite as english } from "../locales/en.json";
import { createPart, type PartProps, type ViewProps } from "./part.js";
import { usePart } from "./usePart.js";
import { Words } from "./Words.js";

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
export const InviteLink = createPart<InviteLinkProps, HTMLAnchorElement>("InviteLink", View);

function View(props: InviteLinkProps & ViewProps): ReactNode {
  const { linkProps, form } = useInviteAround();
  const words = wordsFor("invite", english, useStep());
  const element = usePart("a", "InviteLink", { form }, props, {
    ...linkProps,
    children: <Words of={words.link} />,
  });
  return form === "tooLong" ? null : element;
}
