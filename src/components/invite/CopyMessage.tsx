"use client";

import { required } from "../../hooks/step/step.js";
import { type CopyState, copyView } from "../internals/copyView.js";
import { createPart, type PartProps } from "../internals/part.js";

/** Props of {@link CopyMessage}. */
export interface CopyMessageProps extends PartProps<"button", CopyState> {}

/** Copies the whole message, link included. Renders a `<button>`, and the text selected where copying failed. */
export const CopyMessage = createPart<CopyMessageProps, HTMLButtonElement>(
  "CopyMessage",
  "button",
  (host, step) => {
    const { copyMessage: onClick, copied, message } = required(step.mail);
    const view = copyView(step, "message", { copied }, message.body);
    return { ...view, host, own: { ...view.own, onClick } };
  },
);
