import ar from "../../locales/pages/ar.json";
import de from "../../locales/pages/de.json";
import en from "../../locales/pages/en.json";
import frCA from "../../locales/pages/fr-CA.json";
import ja from "../../locales/pages/ja.json";
import type { PageMessages } from "./pageMessages.js";

const english = en as PageMessages;

/** The languages of the companion's own pages, English first. */
export const pageLanguages = [english, frCA, de, ar, ja] as readonly PageMessages[];

/** The words for a language tag (BCP 47): of that locale, else of its language. */
export function findPageMessages(tag: string | null | undefined): PageMessages | undefined {
  const wanted = (tag ?? "").toLowerCase();
  const language = (locale: string) => locale.split("-")[0];
  return (
    pageLanguages.find(({ locale }) => locale.toLowerCase() === wanted) ??
    pageLanguages.find(({ locale }) => language(locale) === language(wanted))
  );
}

/** The words for a request: in the language of its address, else of the invite, else of the browser, else English. */
export function pageMessagesFor({ url, headers }: Request, locale?: string | undefined): PageMessages {
  const inAddress = new URL(url).searchParams.get("lang");
  const tags = [inAddress, locale, ...acceptedTags(headers.get("accept-language") ?? "")];
  return tags.map(findPageMessages).find((words) => words !== undefined) ?? english;
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
