import { createElement, type ReactElement } from "react";
import { chooseText, type MessageText, type MessageValues } from "../../core/messages/text.js";
import type { Step } from "../../hooks/step/stepContext.js";

/**
 * A sentence in an element of its own, each value in a `<bdi>`. Page translators replace text
 * nodes behind React's back: a dynamic text must be the only child of its element, or React removes a node that is
 * gone.
 */
export function sentence(
  text: MessageText,
  { messageValues }: Pick<Step, "messageValues">,
  more?: MessageValues,
): ReactElement {
  const words = chooseText(text, { ...messageValues, ...more }).map((part, index, { length }) =>
    length > 1 ? createElement(index % 2 ? "bdi" : "span", null, part) : part,
  );
  return createElement("span", null, ...words);
}

/** The label of a button, and in smaller words what it leads to. */
export function withHint(step: Step, text: MessageText, hint: MessageText | undefined): ReactElement {
  const label = sentence(text, step);
  return hint
    ? createElement("span", null, label, " ", createElement("small", null, sentence(hint, step)))
    : label;
}
