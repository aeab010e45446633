"use client";

import type { ReactNode } from "react";
import { useInviteAround } from "../hooks/useInvite.js";
import { CopyButton, type CopyState } from "./CopyButton.js";
import { createPart, type PartProps, type ViewProps } from "./part.js";

/** Props of {@link CopyMessage}. */
export interface CopyMessageProps extends PartProps<"button", CopyState> {}

/** Copies the whole message, link included. Renders a `<button>`, and the text selected where copying failed. */
export const CopyMessage = createPart<CopyMessageProps, HTMLButtonElement>("CopyMessage", View);

function View(host: CopyMessageProps & ViewProps): ReactNode {
  const { copyMessage: onClick, copied, message } = useInviteAround();
  return <CopyButton what="message" copied={copied} text={message.body} host={host} own={{ onClick }} />;
}
