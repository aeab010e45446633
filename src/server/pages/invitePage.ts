import { byPlatform, type MessageText, type MessageValues } from "../../core/messages/text.js";
import { type PlatformDevice, platformOf } from "../../core/platforms.js";
import type { InviteRecord } from "../invites/life/inviteRecord.js";
import { html, type MarkupValue } from "./html.js";
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

/** The colleague's page under its heading: who asks and how to check that, what connecting means, and two buttons. */
export function invitePage({ invite, words, values, action }: InvitePageOptions): MarkupValue {
  const { kind, sourceType, platformKey } = invite;
  const texts = words.invite;
  const isSelf = kind === "self";
  // Codat's documents ask for an administrator; a bank has account holders instead.
  const { device, admin = sourceType !== "banking" } = platformOf(platformKey);
  const deviceText = device && deviceTexts[device];

  const sentence = (text: MessageText) => pageSentence(text, values);
  const paragraph = (text: MessageText) => {
    const markup = sentence(text);
    return markup && html`<p>${markup}</p>\n`;
  };
  const item = (text: MessageText, className?: string) => {
    const markup = sentence(text);
    return markup && html`<li${className && html` class="${className}"`}>${markup}</li>\n`;
  };
  const asks = isSelf ? texts.self : byPlatform(texts.asks[kind], sourceType, values["platform"]);
  // The page after a press stays in the language of this one.
  const inLanguage = (path: string) => `${path}?lang=${words.locale}`;

  return html`${paragraph(asks)}${
    !isSelf &&
    html`<section class="doubt">
<h2>${sentence(texts.unexpected)}</h2>
<p>${pageSentences([texts.call, texts.notByApp, texts.nothingYet], values, words)}</p>
</section>
`
  }<h2>${sentence(texts.before)}</h2>
<ul>
${[
  deviceText && item(texts[deviceText]),
  admin && item(texts.admin),
  item(texts.choose, "choose"),
  item(byPlatform(texts.only, sourceType, values["platform"])),
]}</ul>
<ul>
${[
  item(byPlatform(texts.access, sourceType, values["platform"])),
  item(texts.howLong[sourceType]),
  item(texts.kept),
  item(texts.use),
]}</ul>
<form class="go" method="post" action="${inLanguage(action)}">
<button type="submit">${sentence(texts.go)}</button>
</form>
${[texts.goHint, texts.until].map((text) => html`<p class="hint">${sentence(text)}</p>\n`)}${
  !isSelf &&
  html`<details>
<summary>${sentence(texts.decline)}</summary>
${paragraph(texts.declineHint)}<form method="post" action="${inLanguage(`${action}/decline`)}">
<button type="submit">${sentence(texts.declineButton)}</button>
</form>
</details>
`
}`;
}
