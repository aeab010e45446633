import { byPlatform, type MessageText, type MessageValues } from "../../core/messages/text.js";
import { type PlatformDevice, platformOf } from "../../core/platforms.js";
import type { InviteRecord } from "../invites/life/inviteRecord.js";
import { html, type MarkupValue } from "./html.js";
import { chevron } from "./pageMark.js";
import type { PageMessages } from "./pageMessages.js";
import { pageSentence, pageSentences } from "./pageSentence.js";

export interface InvitePageOptions {
  invite: InviteRecord;
  words: PageMessages;
  values: MessageValues;
  /** The invite's own address, as a path. */
  action: string;
}

/** The sentence about the device that a platform needs. */
const deviceTexts = {
  any: undefined,
  desktop: undefined,
  installed: "installed",
} as const satisfies Record<PlatformDevice, keyof PageMessages["invite"] | undefined>;

/** The heading of the colleague's page. */
export function inviteHeading(
  { kind, sourceType }: InviteRecord,
  { invite }: PageMessages,
  platform?: string,
): MessageText {
  return byPlatform(invite.heading[kind === "reconnect" ? kind : "connect"], sourceType, platform);
}

/**
 * The colleague's page under its heading. Who asks and the button stand first, so that both are seen without scrolling;
 * then how to check that, and how to decline; what is only to be known is folded.
 */
export function invitePage({ invite, words, values, action }: InvitePageOptions): MarkupValue {
  const { kind, sourceType, platformKey } = invite;
  const texts = words.invite;
  const { platform } = values;
  const isSelf = kind === "self";
  // Codat's documents ask for an administrator; a bank has account holders instead.
  const { device, admin = sourceType !== "banking" } = platformOf(platformKey);
  const deviceText = device && deviceTexts[device];

  const sentence = (text: MessageText) => pageSentence(text, values);
  const paragraph = (text: MessageText, className?: string) => {
    const markup = sentence(text);
    return markup && html`<p${className && html` class="${className}"`}>${markup}</p>\n`;
  };
  const item = (text: MessageText) => {
    const markup = sentence(text);
    return markup && html`<li>${markup}</li>\n`;
  };
  const choose = sentence(texts.choose);

  return html`<p>${sentence(isSelf ? texts.self : byPlatform(texts.asks[kind], sourceType, platform))}${
    choose && html`${words.sentenceSeparator}<span class="choose">${choose}</span>`
  }</p>
${deviceText && paragraph(texts[deviceText])}<form class="go" method="post" action="${inLanguage(action, words)}">
<button type="submit">${sentence(texts.go)}</button>
</form>
${paragraph(texts.goHint, "hint")}${
  !isSelf &&
  html`<section>
<h2>${sentence(texts.unexpected)}</h2>
<p>${pageSentences([texts.call, texts.nothingYet], values, words)}</p>
<p><a class="decline" href="${inLanguage(`${action}/decline`, words)}" rel="noreferrer">${sentence(texts.decline)}</a></p>
</section>
`
}<section class="hint">
${paragraph(byPlatform(texts.access, sourceType, platform))}<details>
<summary>${sentence(texts.before)}${chevron}</summary>
<ul>
${[
  admin && item(texts.admin),
  item(byPlatform(texts.only, sourceType, platform)),
  item(texts.howLong[sourceType]),
  item(texts.kept),
  item(texts.use),
  !isSelf && item(texts.notByApp),
]}</ul>
</details>
${paragraph(texts.until)}</section>
`;
}

/** Asks once more whether to decline: whatever presses each button of the page must not end the invite for everybody. */
export function declinePage({ words, values, action }: InvitePageOptions): MarkupValue {
  const { declineHint, declineButton, back } = words.invite;
  return html`<p>${pageSentence(declineHint, values)}</p>
<form method="post" action="${inLanguage(`${action}/decline`, words)}">
<button type="submit">${pageSentence(declineButton, values)}</button>
</form>
<p><a class="quiet button" href="${inLanguage(action, words)}" rel="noreferrer">${pageSentence(back, values)}</a></p>
`;
}

/** The page that follows stays in the language of this one. */
function inLanguage(path: string, { locale }: PageMessages): string {
  return `${path}?lang=${locale}`;
}
