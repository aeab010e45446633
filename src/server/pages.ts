import { createHash } from "node:crypto";
import { html, type MarkupValue } from "./html.js";

/** The few pages that a person may see of the companion itself. None has a script, or a text from an address. */
export interface Pages {
  /** Codat cannot be opened. */
  cannotOpen(status: number): Response;
  /** Nobody is signed in. */
  signedOut(): Response;
  /** For whoever comes back from Codat and is not the customer. */
  thanks(): Response;
}

export interface PagesOptions {
  appName: string;
  supportContact?: string | undefined;
  privacyUrl?: string | undefined;
}

const styles = html`
:root { color-scheme: light dark; --page: #f6f7f9; --card: #fff; --text: #1c2330; --muted: #566072; --link: #1d4ed8; }
@media (prefers-color-scheme: dark) {
  :root { --page: #14171c; --card: #1d2128; --text: #eef1f6; --muted: #aeb7c5; --link: #9dbdff; }
}
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 32rem; margin: 12vh auto 2rem; padding: 1.5rem; background: var(--card); border-radius: 0.75rem;
  overflow-wrap: anywhere; }
@media (max-width: 34rem) { main { margin: 1rem; } }
h1 { margin: 0 0 0.75rem; font-size: 1.375rem; line-height: 1.25; text-wrap: balance; }
p { margin: 0 0 0.75rem; }
footer { color: var(--muted); font-size: 0.9375rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
`;

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(styles.toString()).digest("base64")}'`,
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const headers = {
  "cache-control": "no-store",
  "content-security-policy": policy,
  "content-type": "text/html; charset=utf-8",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

export function createPages({ appName, supportContact, privacyUrl }: PagesOptions): Pages {
  const contact = supportContact && html`<p>Questions: ${contactOf(supportContact)}</p>\n`;
  const privacy = privacyUrl && html`<p><a href="${privacyUrl}">Privacy at ${appName}</a></p>\n`;

  function page(status: number, title: string, body: MarkupValue): Response {
    const markup = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${appName}</title>
<style>${styles}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
${(contact || privacy) && html`<footer>\n${contact}${privacy}</footer>\n`}</main>
</body>
</html>
`;
    return new Response(markup.toString(), { status, headers });
  }

  return {
    cannotOpen: (status) =>
      page(
        status,
        "We can’t open Codat right now",
        html`<p>Nothing was connected. Try this link again later.</p>`,
      ),
    signedOut: () =>
      page(
        401,
        "You are signed out",
        html`<p>Nothing was connected. Sign in to ${appName} again, then choose to connect once more.</p>`,
      ),
    thanks: () =>
      page(200, "Thank you", html`<p>We’re waiting for confirmation. You can close this page.</p>`),
  };
}

function contactOf(contact: string): MarkupValue {
  if (/^https:\/\//.test(contact)) return html`<a href="${contact}">${contact}</a>`;
  return /^[^\s@]+@[^\s@]+$/.test(contact) ? html`<a href="mailto:${contact}">${contact}</a>` : contact;
}
