import { createElement, type HTMLAttributes, type ReactElement, type RefAttributes } from "react";
import type { MessageText } from "../../core/messages/text.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { sentence } from "./sentence.js";

/** A heading inside of a step: of the step's own level, or `deeper` by so many. */
export function heading(
  step: Step,
  text: MessageText,
  props?: HTMLAttributes<HTMLHeadingElement> & RefAttributes<HTMLHeadingElement>,
  deeper = 1,
): ReactElement {
  const level = Math.min(6, (step.frame?.headingLevel ?? 2) + deeper);
  return createElement(`h${level}`, { tabIndex: -1, ...props }, sentence(text, step));
}
