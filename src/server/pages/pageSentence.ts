import { chooseText, type MessageText, type MessageValues } from "../../core/messages/text.js";
import { html, type MarkupValue } from "./html.js";
import type { PageMessages } from "./pageMessages.js";

/**
 * A sentence as markup; `undefined` where a value is missing. Each value is set apart by `<bdi>`: a name in another
 * script must not turn the words around it.
 */
export function pageSentence(
  text: MessageText,
  values: MessageValues,
  mark: (value: string) => MarkupValue = (value) => html`<bdi>${value}</bdi>`,
): MarkupValue {
  const parts = chooseText(text, values);
  return parts.join("") === ""
    ? undefined
    : parts.map((part, index) => (index % 2 === 0 ? part : mark(values[part] ?? "")));
}

/** Sentences in a row, those that have nothing to say left out. Japanese puts no space between them. */
export function pageSentences(
  texts: readonly MessageText[],
  values: MessageValues,
  { locale }: Pick<PageMessages, "locale">,
): MarkupValue {
  const space = locale.startsWith("ja") ? "" : " ";
  return texts
    .map((text) => pageSentence(text, values))
    .filter(Boolean)
    .map((sentence, index) => [index > 0 && space, sentence]);
}
