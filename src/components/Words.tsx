import { createElement, type ReactNode } from "react";
import { chooseText, type MessageValues, splitText, type Text } from "../core/messages.js";
import { useStep } from "../hooks/step.js";

/**
 * A sentence in an element of its own, each value in a `<bdi>`. Page translators replace text nodes under React's
 * feet: a dynamic text must be the only child of its element, or React removes a node that is no longer there.
 */
export function Words({ of, values }: { of: Text; values?: MessageValues }): ReactNode {
  const all = { ...useStep().values, ...values };
  const parts = splitText(chooseText(of, all) ?? "");
  if (parts.length === 1) return <span>{parts[0]}</span>;
  return createElement(
    "span",
    null,
    ...parts.map((part, index) =>
      index % 2 ? createElement("bdi", null, all[part]) : createElement("span", null, part),
    ),
  );
}
