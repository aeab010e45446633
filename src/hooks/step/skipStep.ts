import type { MouseEvent } from "react";
import type { MessageText } from "../../core/messages/text.js";
import { skipStep as english } from "../../locales/en.json";
import type { Step } from "./stepContext.js";
import { messagesFor } from "./useMessages.js";

type Skipping = Pick<Step, "dispatch" | "emit">;

/** Puts a step off. */
export function skipStep({ dispatch, emit }: Skipping): void {
  dispatch({ type: "skip" });
  emit.skip();
}

/** Takes a skip back. */
export function undoSkip({ dispatch, emit }: Skipping): void {
  dispatch({ type: "undo" });
  emit.undo();
}

/** The button that does either, whichever can be done. */
export function skipButton(step: Step): { text: MessageText; onClick(event: MouseEvent): void } {
  const words = messagesFor("skipStep", english, step);
  const act = step.skipped ? undoSkip : skipStep;
  return {
    text: step.skipped ? words.undo : words.skip,
    onClick({ detail }) {
      // The second click of a double click would take the first one back.
      if (detail < 2) act(step);
    },
  };
}
