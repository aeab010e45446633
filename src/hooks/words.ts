import {
  byPlatform,
  fillText,
  type Messages,
  type MessageValues,
  type Text,
  type TextByPlatform,
} from "../core/messages.js";
import { plainName } from "../core/plainName.js";
import type { Step } from "./step.js";

type Slice = Exclude<keyof Messages, "locale" | "dir">;

/** One component's words: English, with what the host replaced. */
export function wordsFor<Name extends Slice>(
  name: Name,
  english: Messages[Name],
  { settings }: Pick<Step, "settings">,
): Messages[Name] {
  return { ...english, ...(settings.messages?.[name] as object) };
}

/** What fills the holes on the page: names made harmless, missing ones left out. */
export function valuesOf({ settings }: Pick<Step, "settings">): MessageValues {
  return {
    app: plainName(settings.appName),
    business: plainName(settings.businessName),
    platform: plainName(settings.platformName),
  };
}

/** The sentence for the step's platform or source type. */
export function phraseFor(text: TextByPlatform, { settings, sourceType }: Step): Text {
  return byPlatform(text, sourceType, settings.platformName);
}

/** A sentence to be spoken. */
export function spoken(text: Text, step: Step): string {
  return fillText(text, valuesOf(step));
}
