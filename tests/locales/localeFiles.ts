import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { InviteMailMessages, Messages } from "codat-onboarding/core";
import { baseOf, languagesOf, readLocale } from "../../scripts/locales.mjs";

export interface Tree {
  [key: string]: Tree | string | string[];
}

/** Words in one language: the tag that its folder is named by, and what is in the file. */
export type Locale<Words> = [tag: string, words: Tree & Words];

/** What all kinds of locale files say of themselves. */
export type LanguageOf = Pick<InviteMailMessages, "locale" | "dir">;

/** What mails and pages say of how their language is set. */
type SetLanguage = LanguageOf & { sentenceSeparator: string };

/** What is in a locale file and is no text. */
const typesetting = ["sentenceSeparator", "typography"];

const en = JSON.parse(readFileSync(join(import.meta.dirname, "../../src/locales/en.json"), "utf8"));

/** The parts' words. */
export const locales: Locale<Messages>[] = [["en", en]];

/** The invite's words, English among them. */
export const mails = languagesOf("mail").map(
  (tag): Locale<InviteMailMessages & SetLanguage> => [tag, readLocale(tag, "mail") as never],
);

/** The words of the companion's pages. */
export const pages = languagesOf("pages").map(
  (tag): Locale<SetLanguage & { name: string; typography: Record<string, string> }> => [
    tag,
    readLocale(tag, "pages") as never,
  ],
);

/** Languages that are whole by themselves, and those that are laid over another. */
export const languages = mails.map(([tag]) => tag);
export const regions = languages.filter((tag) => baseOf(tag));

/** What a language is held to, beside its words. */
export interface Checks {
  /** What must be said, as regular expressions: {@link claimsOf} tells where. */
  claims: Readonly<Record<string, string>>;
  /** What must not stand before a name, because names do not bend; and some that do not pass. */
  notBeforeNames: { pattern: string; samples: readonly string[] };
  /** What no word may say: how it would be said, and sentences that say it. */
  untrue: Readonly<Record<string, { pattern: string; samples: readonly string[] }>>;
}

/** One term for one thing, throughout; and the terms that it is not. */
export type Glossary = Readonly<Record<string, { term: string; not: readonly string[] }>>;

export const checksOf = (tag: string) => readLocale(tag, "checks") as unknown as Checks;
export const glossaryOf = (tag: string) => readLocale(tag, "glossary") as unknown as Glossary;

/** Names of real companies of the country. */
export const companiesOf = (tag: string) =>
  (readLocale(tag, "names") as unknown as { companies: readonly string[] }).companies;

/** A regular expression from a language's file. */
export const expression = (source: string) => new RegExp(source, "iu");

/** The words of one language, of one kind. */
export function wordsOf<Words>(all: readonly Locale<Words>[], tag: string): Tree & Words {
  const [, words] = all.find(([one]) => one === tag) ?? [];
  if (!words) throw new Error(`There is no ${tag}.`);
  return words;
}

/** Every text with its path; the alternatives of one text stay together. */
export function texts(tree: Tree, path = ""): [path: string, alternatives: string[]][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (typesetting.includes(key)) return [];
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "string") return [[here, [value]]];
    return Array.isArray(value) ? [[here, value]] : texts(value, here);
  });
}

/** Every alternative by itself. */
export function sentences(tree: Tree): [path: string, text: string][] {
  return texts(tree).flatMap(([path, alternatives]) =>
    alternatives.map((text): [string, string] => [path, text]),
  );
}

/** The names in a text's holes. */
export function holes(text: string): string[] {
  return [...text.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
}
