import { chooseText, type MessageText, type MessageValues } from "../../core/messages/text.js";
import { html, type MarkupValue } from "./html.js";
import type { PageMessages } from "./pageMessages.js";

/**
 * A sentence as markup; `undefined` where a value is missing. Each value stands in a `<bdi>`, so that a name in another
 * script does not change the direction of the words around it.
 */
export function pageSentence(
  text: MessageText,
  values: MessageValues,
  mark: (value: string) => MarkupValue = (value) => html`<bdi>${value}</bdi>`,
): MarkupValue {
  const parts = chooseText(text, values);
  return parts.join("") === ""
    ? undefined
    : parts.map((part, index) => (index % 2 === 0 ? part : mark(part)));
}

/** Sentences as one paragraph, without those whose values are missing. */
export function pageSentences(
  texts: readonly MessageText[],
  values: MessageValues,
  { sentenceSeparator }: Pick<PageMessages, "sentenceSeparator">,
): MarkupValue {
  return texts
    .map((text) => pageSentence(text, values))
    .filter(Boolean)
    .map((sentence, index) => [index > 0 && sentenceSeparator, sentence]);
}
