"use client";

import { required } from "../../hooks/step/stepContext.js";
import { type CopyState, copyView } from "../internals/copyView.js";
import { createPart, type PartProps } from "../internals/createPart.js";

/** Props of {@link CopyMessage}. */
export interface CopyMessageProps extends PartProps<"button", CopyState> {}

/** Copies the whole message, link included. Renders a `<button>`, and the text selected where copying failed. */
export const CopyMessage = createPart<CopyMessageProps, HTMLButtonElement>(
  "CopyMessage",
  "button",
  (elementProps, step) => {
    const { copyMessage: onClick, copied, message } = required(step.mail);
    const view = copyView(step, "message", { copied }, message.body);
    return { ...view, elementProps, defaultProps: { ...view.defaultProps, onClick } };
  },
);
