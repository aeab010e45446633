import type { MouseEvent, ReactElement, ReactNode } from "react";
import type { MessageText } from "../../core/messages/text.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { sentence } from "./sentence.js";

type ButtonProps = {
  type: "button";
  "aria-describedby": string | undefined;
  onClick: ((event: MouseEvent<HTMLElement>) => unknown) | undefined;
  children: ReactNode;
};

/** Props of a button in a step, described by the step's heading: a page may have several steps. */
export function buttonProps(step: Step, text: MessageText, onClick: ButtonProps["onClick"]): ButtonProps {
  return {
    type: "button",
    "aria-describedby": step.frame?.headingId,
    onClick,
    children: sentence(text, step),
  };
}
