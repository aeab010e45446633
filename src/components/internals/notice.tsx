import type { ReactElement } from "react";
import type { Step } from "../../hooks/step/step.js";
import { sentence } from "./sentence.js";

/** What was just done or failed, in an element that is new each time, so that the same words are spoken again. */
export function notice(step: Step): ReactElement {
  const { text, failed, quiet, count } = step.notice;
  return (
    <span key={count} data-failed={failed} data-quiet={quiet}>
      {sentence(text, step)}
    </span>
  );
}
