import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { InviteMailMessages, Messages } from "codat-onboarding/core";

export interface Tree {
  [key: string]: Tree | string | string[] | boolean;
}

/** Words in one language, as their file stands: its name without ending, and what is in it. */
export type Locale<Words> = [name: string, words: Tree & Words];

/** What all kinds of locale files say of themselves. */
export type LanguageOf = Pick<InviteMailMessages, "locale" | "dir">;

/** What mails and pages say of how their language is set. */
type SetLanguage = LanguageOf & { reviewed: boolean; sentenceSeparator: string };

/** What is in a locale file and is no text. */
const typesetting = ["sentenceSeparator", "typography"];

/** The parts' words. */
export const locales = filesIn<Messages>("");

/** The invite's words, English among them. */
export const mails: Locale<InviteMailMessages>[] = [
  ...locales.map(([name, { inviteMail }]): Locale<InviteMailMessages> => [name, { ...inviteMail } as never]),
  ...filesIn<InviteMailMessages>("mail"),
];

/** The words of the companion's pages. */
export const pages = filesIn<SetLanguage & { name: string; typography: Record<string, string> }>("pages");

export const english = englishOf(locales);

/** English of one kind of file. */
export function englishOf<Words>(all: readonly Locale<Words>[]): Tree & Words {
  const [, words] = all.find(([name]) => name === "en") ?? [];
  if (!words) throw new Error("There is no English.");
  return words;
}

/** Every text with its path; the alternatives of one text stay together. */
export function texts(tree: Tree, path = ""): [path: string, alternatives: string[]][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (typesetting.includes(key)) return [];
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "string") return [[here, [value]]];
    if (typeof value === "boolean") return [];
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

function filesIn<Words>(folder: string): Locale<Words>[] {
  const path = join(import.meta.dirname, "../../src/locales", folder);
  return readdirSync(path)
    .filter((file) => file.endsWith(".json"))
    .map((file) => [file.slice(0, -".json".length), JSON.parse(readFileSync(join(path, file), "utf8"))]);
}
