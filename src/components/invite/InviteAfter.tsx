"use client";

import { useEffect } from "react";
import { useInviteContext } from "../../hooks/invite/inviteContext.js";
import type { StepInvite } from "../../hooks/invite/useInvite.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { invite as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { sentence } from "../internals/sentence.js";
import { CopyMessage } from "./CopyMessage.js";

/** State of {@link InviteAfter}, each member a `data-*` attribute. */
export interface InviteAfterState {
  /** The message is too long for a link, so copying comes first. @selector [data-toolong] */
  toolong: boolean;
}

/** Props of {@link InviteAfter}. */
export interface InviteAfterProps extends PartProps<"div", InviteAfterState> {}

const copyMessage = <CopyMessage />;

/**
 * What to do once the mail program was opened, or when the message is too long for it. It stays, and never claims
 * that anything was sent: a page cannot see that. Renders a `<div>`, and nothing before; children are the
 * other ways that it offers, in place of `CopyMessage`, or in an `AuthStep` of copying, sharing and webmail.
 */
export const InviteAfter = createPart<InviteAfterProps, HTMLDivElement, StepInvite>(
  "InviteAfter",
  "div",
  ({ children, ...elementProps }, step, { opened, form }) => {
    const words = messagesFor("invite", english, step);
    const toolong = form === "tooLong";
    const { announce } = step;
    useEffect(() => {
      if (toolong) announce({ text: words.tooLong, visuallyHidden: true });
    }, [toolong, announce, words.tooLong]);
    return {
      hidden: !opened && !toolong,
      state: { toolong },
      elementProps,
      defaultProps: {
        children: (
          <>
            <p>{sentence(toolong ? words.tooLong : words.opened, step)}</p>
            <div>{children ?? step.arrangement?.inviteAfter ?? copyMessage}</div>
            <p>{sentence(words.unseen, step)}</p>
          </>
        ),
      },
    };
  },
  useInviteContext,
);
