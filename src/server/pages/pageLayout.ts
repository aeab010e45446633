import { isLoopback } from "../../core/links/linkUrl.js";
import { fillText, isolated, type MessageText, type MessageValues } from "../../core/messages/text.js";
import { plainName } from "../../core/plainName.js";
import type { DurableInviteOptions } from "../options/options.js";
import { html, type Markup, type MarkupValue } from "./html.js";
import { namedPageLanguages } from "./pageLanguages.js";
import { type PageMark, pageMark } from "./pageMark.js";
import type { PageMessages } from "./pageMessages.js";
import { pageSentence } from "./pageSentence.js";
import type { PageStyles } from "./pageStyles.js";

/** What one page puts into the layout. */
export interface PageContent {
  status: number;
  words: PageMessages;
  /** Stands over the heading. */
  mark?: PageMark | undefined;
  title: MessageText;
  /** Fill the title's holes. */
  values: MessageValues;
  body: MarkupValue;
  /** Adds links to the same page in the other languages; only for pages that `GET` answers. */
  languages?: boolean | undefined;
}

export type PageLayout = (page: PageContent) => Response;

export interface PageLayoutOptions {
  appName: string;
  supportContact?: string | undefined;
  privacyUrl?: string | undefined;
  linkHosts?: readonly string[] | undefined;
  invites?: Pick<DurableInviteOptions, "logo" | "fontFile" | "names"> | undefined;
  styles: PageStyles;
  /** The path under which the stylesheet is served. */
  root: string;
}

/** The common part of every page: headers, the host's name, contact and privacy. No script, no text from the address. */
export function createPageLayout(options: PageLayoutOptions): PageLayout {
  const { supportContact, privacyUrl, linkHosts = [], invites, styles, root } = options;
  const app = plainName(options.appName);
  const headers = pageHeaders(linkHosts, invites?.fontFile !== undefined);
  const brand = invites?.logo
    ? // The page's address is a secret, and must not get into the logs of the server that has the logo.
      html`<img src="${invites.logo}" alt="${app}" referrerpolicy="no-referrer">`
    : html`<p><bdi>${app}</bdi></p>`;

  return ({ status, words, mark, title, values, body, languages }) => {
    const contact = pageSentence(words.questions, { contact: supportContact }, contactLink);
    const privacy = privacyUrl && pageSentence(words.privacy, { app });
    const markup = html`<!doctype html>
<html lang="${words.locale}" dir="${words.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no, address=no, email=no">
<title>${fillText(title, isolatedIn(values, words.dir))} · ${isolated(app, words.dir)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${root}/${styles.name}" referrerpolicy="no-referrer">
</head>
<body>
<header>${brand}</header>
<main>
${mark && pageMark(mark)}<h1>${pageSentence(title, values)}</h1>
${body}
</main>
${
  (contact || privacy) &&
  html`<footer>
${contact && html`<p>${contact}</p>\n`}${privacy && html`<p><a href="${privacyUrl}" rel="noreferrer">${privacy}</a></p>\n`}</footer>
`
}${languages && languageSwitch(words)}</body>
</html>
`;
    return new Response(markup.toString(), { status, headers });
  };
}

/** Values for a text without markup. */
function isolatedIn(values: MessageValues, dir: PageMessages["dir"]): MessageValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolated(value, dir)]));
}

/** Links of `?lang=…` alone: the page's address is a secret, and is not repeated in the page. */
function languageSwitch(words: PageMessages): Markup {
  return html`<nav aria-label="${fillText(words.invite.language, {})}">
<ul>
${namedPageLanguages.map(({ locale, dir, name }) =>
  name === words.name
    ? html`<li><span lang="${words.locale}" dir="${dir}" aria-current="true">${name}</span></li>\n`
    : html`<li><a href="?lang=${locale}" hreflang="${locale}" lang="${locale}" dir="${dir}" rel="noreferrer">${name}</a></li>\n`,
)}</ul>
</nav>
`;
}

function contactLink(contact: string): MarkupValue {
  if (/^https:\/\//.test(contact))
    return html`<a href="${contact}" rel="noreferrer"><bdi>${contact}</bdi></a>`;
  if (/^[^\s@]+@[^\s@]+$/.test(contact)) return html`<a href="mailto:${contact}"><bdi>${contact}</bdi></a>`;
  // Names are no links, so phones are asked to look for none; this one is meant.
  if (/^\+?[\d ()/.-]{7,}$/.test(contact))
    return html`<a href="tel:${contact.replace(/[^\d+]/g, "")}"><bdi>${contact}</bdi></a>`;
  return html`<bdi>${contact}</bdi>`;
}

function pageHeaders(linkHosts: readonly string[], hasFont: boolean): Readonly<Record<string, string>> {
  // Chromium applies `form-action` to every redirect after a form is sent: to Codat, then to the platform's login.
  const loopback = linkHosts
    .filter((host) => isLoopback(host.toLowerCase().replace(/:\d+$/, "")))
    .map((host) => ` http://${host}`);
  return {
    "cache-control": "no-store",
    "content-security-policy": [
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self' data:",
      ...(hasFont ? ["font-src 'self' data:"] : []),
      `form-action 'self' https:${loopback.join("")}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "content-type": "text/html; charset=utf-8",
    "cross-origin-opener-policy": "same-origin",
    // With `no-referrer` a form is sent with `Origin: null`.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
  };
}
