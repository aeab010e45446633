"use client";

import { useInviteContext } from "../../hooks/invite/inviteContext.js";
import { useCopyMessage } from "../../hooks/invite/useCopyMessage.js";
import type { StepInvite } from "../../hooks/invite/useInvite.js";
import { createPart, type PartProps } from "../internals/createPart.js";
import { type CopyState, useCopyView } from "../internals/useCopyView.js";

/** Props of {@link CopyMessage}. */
export interface CopyMessageProps extends PartProps<"button", CopyState> {}

/** Copies the whole message, link included. Renders a `<button>`, and the text selected where copying failed. */
export const CopyMessage = createPart<CopyMessageProps, HTMLButtonElement, StepInvite>(
  "CopyMessage",
  "button",
  (_props, step, invite) => {
    const { state, copyMessage } = useCopyMessage(step, invite);
    return useCopyView(step, "message", state, copyMessage, invite.message.body);
  },
  useInviteContext,
);
