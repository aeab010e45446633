import type { MouseEvent, ReactNode } from "react";
import type { MessageText } from "../../core/messages/text.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { withHint } from "./sentence.js";

type ButtonProps = {
  type: "button";
  "aria-describedby": string | undefined;
  onClick: ((event: MouseEvent<HTMLElement>) => unknown) | undefined;
  children: ReactNode;
};

/**
 * Props of a button in a step, described by the step's heading: a page may have several steps.
 *
 * @param hint follows the text in smaller words
 */
export function buttonProps(
  step: Step,
  text: MessageText,
  onClick: ButtonProps["onClick"],
  hint?: MessageText,
): ButtonProps {
  return {
    type: "button",
    "aria-describedby": step.frame?.headingId,
    onClick,
    children: withHint(step, text, hint),
  };
}
