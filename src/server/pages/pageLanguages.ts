/// <reference types="vite/types/import-meta.d.ts" />
import type { PageMessages } from "./pageMessages.js";

// One file a language: a new folder in `locales` needs no line here.
const files = import.meta.glob<PageMessages>("../../locales/*/pages.json", {
  eager: true,
  import: "default",
});

/** The languages of the companion's own pages, English first, each before its regions. */
export const pageLanguages: readonly PageMessages[] = Object.keys(files)
  .map((path) => path.split("/").at(-2) ?? "")
  .sort((a, b) => Number(isEnglish(b)) - Number(isEnglish(a)) || (a < b ? -1 : 1))
  .map((tag) => files[`../../locales/${tag}/pages.json`] as PageMessages);

const english = pageLanguages[0] as PageMessages;

/** The languages that somebody chooses among; a region without a name of its own is its language. */
export const namedPageLanguages = pageLanguages.filter(
  ({ name }, index) => pageLanguages.findIndex((other) => other.name === name) === index,
);

/**
 * The words for a language tag (BCP 47): of that region, else of its language in the same script. Nobody gets the words
 * of another region while the language has words of its own.
 */
export function findPageMessages(tag: string | null | undefined): PageMessages | undefined {
  const wanted = languageOf(tag);
  const alike = pageLanguages.filter(({ locale }) => {
    const one = languageOf(locale);
    return wanted && one?.language === wanted.language && one.maximize().script === wanted.maximize().script;
  });
  return alike.find(({ locale }) => languageOf(locale)?.region === wanted?.region) ?? alike[0];
}

/** The words for a request: in the language of its address, else of the invite, else of the browser, else English. */
export function pageMessagesFor({ url, headers }: Request, locale?: string | undefined): PageMessages {
  const inAddress = new URL(url).searchParams.get("lang");
  const tags = [inAddress, locale, ...acceptedTags(headers.get("accept-language") ?? "")];
  return tags.map(findPageMessages).find((words) => words !== undefined) ?? english;
}

function isEnglish(tag: string): boolean {
  return languageOf(tag)?.language === "en";
}

function languageOf(tag: string | null | undefined): Intl.Locale | undefined {
  try {
    return tag ? new Intl.Locale(tag) : undefined;
  } catch {
    return undefined;
  }
}

/** The tags of an `Accept-Language` header, highest quality first; those with `q=0` are refused. */
function acceptedTags(header: string): string[] {
  return header
    .split(",")
    .map((entry) => {
      const [tag = "", quality] = entry.split(";").map((part) => part.trim());
      return { tag, weight: quality === undefined ? 1 : Number(/^q=([\d.]+)$/i.exec(quality)?.[1] ?? 0) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
