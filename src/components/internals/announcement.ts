import { createElement, type ReactElement } from "react";
import type { Announcement } from "../../hooks/step/announcer.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { sentence } from "./sentence.js";

/** What was just done or failed, in an element that is new each time, so that the same words are spoken again. */
export function announcement(
  step: Pick<Step, "messageValues">,
  { text, failed, visuallyHidden, count }: Announcement,
): ReactElement {
  const attributes = { key: count, "data-failed": failed, "data-quiet": visuallyHidden };
  return createElement("span", attributes, sentence(text, step));
}
