import { byPlatform, type MessageText, type MessageValues } from "../../core/messages/text.js";
import { platformOf } from "../../core/platforms.js";
import type { InviteRecord } from "../invites/invite.js";
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

/** The heading of the colleague's page. */
export function inviteHeading(
  { kind, sourceType }: InviteRecord,
  { invite }: PageMessages,
  platform?: string,
): MessageText {
  return byPlatform(invite.heading[kind === "reconnect" ? kind : "connect"], sourceType, platform);
}

/** What the colleague's page says under its heading: who asks and how to be sure of it, what it means, two buttons. */
export function invitePage({ invite, words, values, action }: InvitePageOptions): MarkupValue {
  const { kind, sourceType, platformKey } = invite;
  const said = words.invite;
  const isOwn = kind === "self";
  // Codat's documents ask it of whoever connects; a bank has account holders.
  const { device, admin = sourceType !== "banking" } = platformOf(platformKey);

  const say = (text: MessageText) => pageSentence(text, values);
  const paragraph = (text: MessageText) => {
    const sentence = say(text);
    return sentence && html`<p>${sentence}</p>\n`;
  };
  const item = (text: MessageText, className?: string) => {
    const sentence = say(text);
    return sentence && html`<li${className && html` class="${className}"`}>${sentence}</li>\n`;
  };
  const asks = isOwn ? said.self : byPlatform(said.asks[kind], sourceType, values["platform"]);
  // After a press, a page in another language would come as a surprise.
  const here = (path: string) => `${path}?lang=${words.locale}`;

  return html`${paragraph(asks)}${
    !isOwn &&
    html`<section class="doubt">
<h2>${say(said.unexpected)}</h2>
<p>${pageSentences([said.call, said.notByApp, said.nothingYet], values, words)}</p>
</section>
`
  }<h2>${say(said.before)}</h2>
<ul>
${[
  device === "installed" && item(said.installed),
  admin && item(said.admin),
  item(said.choose, "choose"),
  item(byPlatform(said.only, sourceType, values["platform"])),
]}</ul>
<ul>
${[
  item(byPlatform(said.access, sourceType, values["platform"])),
  item(said.howLong),
  item(said.kept),
  item(said.use),
]}</ul>
<form class="go" method="post" action="${here(action)}">
<button type="submit">${say(said.go)}</button>
</form>
${[said.goHint, said.until].map((text) => html`<p class="hint">${say(text)}</p>\n`)}${
  !isOwn &&
  html`<details>
<summary>${say(said.decline)}</summary>
${paragraph(said.declineHint)}<form method="post" action="${here(`${action}/decline`)}">
<button type="submit">${say(said.declineButton)}</button>
</form>
</details>
`
}`;
}
