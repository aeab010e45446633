import ar from "../../locales/pages/ar.json";
import de from "../../locales/pages/de.json";
import en from "../../locales/pages/en.json";
import frCA from "../../locales/pages/fr-CA.json";
import ja from "../../locales/pages/ja.json";
import type { PageMessages } from "./pageMessages.js";

const english = en as PageMessages;

/** The languages of the companion's own pages, English first. */
export const pageLanguages = [english, frCA, de, ar, ja] as readonly PageMessages[];

/** The words for a language tag: those of that very locale, else of its language. */
export function findPageMessages(tag: string | null | undefined): PageMessages | undefined {
  const wanted = (tag ?? "").toLowerCase();
  const language = (locale: string) => locale.split("-")[0];
  return (
    pageLanguages.find(({ locale }) => locale.toLowerCase() === wanted) ??
    pageLanguages.find(({ locale }) => language(locale) === language(wanted))
  );
}

/** The words for a request: the language it names, else the invite's, else what the browser asks for, else English. */
export function pageMessagesFor({ url, headers }: Request, locale?: string | undefined): PageMessages {
  const asked = new URL(url).searchParams.get("lang");
  const tags = [asked, locale, ...acceptedTags(headers.get("accept-language") ?? "")];
  return tags.map(findPageMessages).find((words) => words !== undefined) ?? english;
}

/** Best liked first. */
function acceptedTags(header: string): string[] {
  return header
    .split(",")
    .map((entry) => {
      const [tag = "", quality] = entry.split(";").map((part) => part.trim());
      return { tag, liked: quality === undefined ? 1 : Number(/^q=([\d.]+)$/i.exec(quality)?.[1] ?? 0) };
    })
    .filter(({ liked }) => liked > 0)
    .sort((a, b) => b.liked - a.liked)
    .map(({ tag }) => tag);
}
