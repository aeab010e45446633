import type { SourceType } from "../sourceType.js";

/**
 * One sentence, or several to choose from: the first whose `{holes}` all have a value is used, and where
 * none has, the sentence is dropped.
 */
export type MessageText = string | readonly string[];

/** A whole sentence for each source type. */
export type MessageTextBySource = Readonly<Record<SourceType, MessageText>>;

/**
 * Whole sentences for each source type, and one for when the platform is known: of every source type, or one for each,
 * where a language speaks of a bank otherwise than of software.
 */
export type MessageTextByPlatform = MessageTextBySource & {
  readonly platform: MessageText | MessageTextBySource;
};

/** Sentences with a `{count}`, by plural category of the language (`Intl.PluralRules`); `other` where one is missing. */
export type MessageTextByCount = Readonly<Partial<Record<Intl.LDMLPluralRule, MessageText>>> & {
  readonly other: MessageText;
};

/** What goes into the `{holes}`. A missing or empty value drops the sentence that needs it. */
export type MessageValues = Readonly<Record<string, string | undefined>>;

/** The end of a value, which may be isolated, and the stop after it. */
const hasTwoStops = /[.!?…]\u2069?\.$/;

/**
 * The first alternative whose holes can all be filled, cut at them: literal text at even places, values at odd ones.
 * An empty text where none can. A full stop after a value that brings its own (`Oak & Elm Inc.`) is left out.
 */
export function chooseText(text: MessageText, values: MessageValues): readonly string[] {
  for (const alternative of typeof text === "string" ? [text] : text) {
    const parts = alternative
      .split(/\{(\w+)\}/)
      .map((part, index, all) =>
        index % 2 ? values[part] : part.slice(+hasTwoStops.test(`${values[all[index - 1] ?? ""]}${part[0]}`)),
      );
    if (parts.every((part, index) => index % 2 === 0 || part)) return parts as string[];
  }
  return [""];
}

/** A sentence with its holes filled; empty when no alternative fits. */
export function fillText(text: MessageText, values: MessageValues): string {
  return chooseText(text, values).join("");
}

/** The sentence for a number, and the number as the language writes it. */
export function byCount(
  text: MessageTextByCount,
  count: number,
  locale: string,
): [text: MessageText, values: { count: string }] {
  const category = new Intl.PluralRules(locale).select(count);
  return [text[category] ?? text.other, { count: new Intl.NumberFormat(locale).format(count) }];
}

/** The sentence for the platform where it is known, else for the source type. */
export function byPlatform(
  text: MessageTextByPlatform,
  sourceType: SourceType,
  platformName: string | undefined,
): MessageText {
  const known = text.platform;
  return platformName ? ((known as MessageTextBySource)[sourceType] ?? known) : text[sourceType];
}

/**
 * A name as it stands in a plain text of a direction (`dir`): one of the other direction is isolated, so that neither
 * turns the words or the punctuation around the other. In markup `<bdi>` does that.
 */
export function isolated(name: string | undefined, dir: "ltr" | "rtl"): string | undefined {
  const other = dir === "ltr" ? /[\u0590-\u08ff\ufb1d-\ufefc]/ : /(?![\u0590-\u08ff\ufb1d-\ufefc])\p{L}/u;
  return name && other.test(name) ? `\u2068${name}\u2069` : name;
}
