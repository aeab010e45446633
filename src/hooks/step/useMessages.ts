import type { Messages } from "../../core/messages/messages.js";
import { byPlatform, type MessageText, type MessageTextByPlatform } from "../../core/messages/text.js";
import { mergeSettings } from "../settings.js";
import type { Step } from "./stepContext.js";

type Slice = Exclude<keyof Messages, "locale" | "dir">;

/** One component's words: English, with what the host replaced. */
export function messagesFor<Name extends Slice>(
  name: Name,
  english: Messages[Name],
  { settings: { messages } }: Pick<Step, "settings">,
): Messages[Name] {
  const replaced = messages?.[name];
  return replaced ? mergeSettings(english, replaced) : english;
}

/** Language of a step's dates and numbers. */
export function localeOf({ settings }: Pick<Step, "settings">): string {
  return settings.messages?.locale ?? "en-GB";
}

/** The sentence for the step's platform or source type. */
export function selectText(text: MessageTextByPlatform, { messageValues, sourceType }: Step): MessageText {
  return byPlatform(text, sourceType, messageValues.platform);
}
