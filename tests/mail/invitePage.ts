import { type Invite, LINK } from "./invites.js";
import type { Draft } from "./mailClient.js";

export interface InvitePage {
  html: string;
  expected: Draft;
}

/** The page that a customer clicks on, and the draft that this must open. */
export function pageFor(invite: Invite): InvitePage {
  // The space keeps the next word off the link in clients that drop line breaks (reference/mailto.md, section 2).
  const body = invite.body.map((text) => (text === LINK ? `${invite.linkUrl} ` : text)).join("\n\n");
  const expected = { to: invite.to ?? "", subject: invite.subject, body };
  const html = `<!doctype html>
<html lang="${invite.locale}">
<meta charset="utf-8">
<title>Invite</title>
<a href="${mailto(expected).replaceAll("&", "&amp;")}">Email the link</a>
</html>`;
  return { html, expected };
}

function mailto({ to, subject, body }: Draft): string {
  return `mailto:${encode(to).replace("%40", "@")}?subject=${encode(subject)}&body=${encode(body)}`;
}

function encode(text: string): string {
  return encodeURIComponent(text.replace(/\n/g, "\r\n")).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
