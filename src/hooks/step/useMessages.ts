import type { Messages } from "../../core/messages/messages.js";
import { byPlatform, type MessageText, type MessageTextByPlatform } from "../../core/messages/text.js";
import { mergeSettings } from "../settings.js";
import { sayUntranslated } from "./speakingCallbacks.js";
import type { Step } from "./stepContext.js";

type Slice = Exclude<keyof Messages, "locale" | "dir">;

/** One component's words: English, with what the host replaced. */
export function messagesFor<Name extends Slice>(
  name: Name,
  english: Messages[Name],
  { settings: { messages } }: Pick<Step, "settings">,
): Messages[Name] {
  const replaced = messages?.[name];
  try {
    // A mail has a language of its own.
    if (process.env["NODE_ENV"] !== "production" && name !== "inviteMail")
      sayUntranslated(name, english, replaced, messages?.locale);
  } catch {}
  return replaced ? mergeSettings(english, replaced) : english;
}

/** What language a step's words are in, as attributes. */
export function languageOf({ settings: { messages } }: Pick<Step, "settings">): {
  lang: string;
  dir: string;
} {
  return { lang: messages?.locale ?? "en-GB", dir: messages?.dir ?? "ltr" };
}

/** The sentence for the step's platform or source type. */
export function selectText(text: MessageTextByPlatform, { messageValues, sourceType }: Step): MessageText {
  return byPlatform(text, sourceType, messageValues.platform);
}
