import type { MouseEvent } from "react";
import type { MessageText } from "../../core/messages/text.js";
import { skipStep as english } from "../../locales/en.json";
import type { Step } from "./stepContext.js";
import { messagesFor } from "./useMessages.js";

/** Puts a step off, or takes that back. */
export function skipStep({ dispatch, emit }: Pick<Step, "dispatch" | "emit">, skipped: boolean): void {
  const type = skipped ? "skip" : "undo";
  dispatch({ type });
  emit[type]();
}

/** The button that puts a step off; once it is, the one that takes that back. */
export function skipButton(step: Step): { text: MessageText; onClick(event: MouseEvent): void } {
  const { skipped } = step;
  return {
    text: messagesFor("skipStep", english, step)[skipped ? "undo" : "skip"],
    onClick({ detail }) {
      // The second click of a double click would take the first one back.
      if (detail > 1) return;
      skipStep(step, !skipped);
      // What was put off is there again, above what was pressed.
      if (skipped) document.getElementById(step.frame?.headingId ?? "")?.focus();
    },
  };
}
