import { byPlatform, type Messages, type Text, type TextByPlatform } from "../../core/messages/messages.js";
import { overlay } from "../settings.js";
import type { Step } from "./step.js";

type Slice = Exclude<keyof Messages, "locale" | "dir">;

/** One component's words: English, with what the host replaced. */
export function wordsFor<Name extends Slice>(
  name: Name,
  english: Messages[Name],
  { settings: { messages } }: Pick<Step, "settings">,
): Messages[Name] {
  const own = messages?.[name];
  return own ? overlay(english, own) : english;
}

/** The sentence for the step's platform or source type. */
export function phraseFor(text: TextByPlatform, { values, sourceType }: Step): Text {
  return byPlatform(text, sourceType, values.platform);
}
