"use client";

import { useInviteContext } from "../../hooks/invite/inviteContext.js";
import type { UseInviteResult } from "../../hooks/invite/useInvite.js";
import { createPart, type PartProps } from "../internals/createPart.js";
import { type CopyState, useCopyView } from "../internals/useCopyView.js";

/** Props of {@link CopyMessage}. */
export interface CopyMessageProps extends PartProps<"button", CopyState> {}

/** Copies the whole message, link included. Renders a `<button>`, and the text selected where copying failed. */
export const CopyMessage = createPart<CopyMessageProps, HTMLButtonElement, UseInviteResult>(
  "CopyMessage",
  "button",
  (_props, step, { copyMessage, copied, message }) =>
    useCopyView(step, "message", copied, copyMessage, message.body),
  useInviteContext,
);
