import { createHash } from "node:crypto";
import type { LinkOutcome } from "../core/linkRedirect.js";
import { html, type MarkupValue } from "./html.js";

/** The few pages that a person may see of the companion itself. None has a script, or a text from an address. */
export interface Pages {
  /** Codat cannot be opened. */
  cannotOpen(status: number): Response;
  /** Nobody is signed in. */
  signedOut(): Response;
  /** For whoever comes back from Codat and is not the customer; how it went is only what their address says. */
  returned(outcome?: LinkOutcome | undefined): Response;
}

export interface PagesOptions {
  appName: string;
  supportContact?: string | undefined;
  privacyUrl?: string | undefined;
}

const styles = html`
:root { color-scheme: light dark; --page: #f5f7fa; --card: #fff; --line: #d6dde5; --text: #141b26; --muted: #4b596b;
  --link: #17509e; }
@media (prefers-color-scheme: dark) {
  :root { --page: #0c1119; --card: #141b26; --line: #3b4859; --text: #eaeef3; --muted: #b4bfcc; --link: #9cc3fb; }
}
* { box-sizing: border-box; margin: 0; }
body { max-width: 35rem; margin: 0 auto; padding: clamp(1.5rem, 12vh, 8rem) min(5%, 1.5rem) 2rem;
  background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header { padding-inline: min(5%, 2rem); color: var(--muted); font-weight: 600; }
main { margin-block: 0.75rem; padding: 2rem min(5%, 2rem); border: 1px solid var(--line); border-radius: 0.75rem;
  background: var(--card); }
h1 { margin-block-end: 0.5rem; font-size: 1.375rem; line-height: 1.25; text-wrap: balance; }
footer { padding-inline: min(5%, 2rem); color: var(--muted); font-size: 0.875rem; }
a { display: inline-block; padding-block: 0.75rem; color: var(--link); text-underline-offset: 0.2em; }
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
<header><p dir="auto">${appName}</p></header>
<main>
<h1>${title}</h1>
${body}
</main>
${(contact || privacy) && html`<footer>\n${contact}${privacy}</footer>\n`}</body>
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
    returned(outcome = "connected") {
      if (outcome === "connected")
        return page(200, "Thank you", html`<p>We’re waiting for confirmation. You can close this page.</p>`);
      const again = "If it is still needed, ask the person who sent you the link for a new one.";
      return outcome === "cancelled" || outcome === "unchanged"
        ? page(200, "Nothing new was connected", html`<p>You can close this page. ${again}</p>`)
        : page(200, "The connection didn’t work", html`<p>Codat couldn’t connect. ${again}</p>`);
    },
  };
}

function contactOf(contact: string): MarkupValue {
  if (/^https:\/\//.test(contact)) return html`<a href="${contact}">${contact}</a>`;
  return /^[^\s@]+@[^\s@]+$/.test(contact) ? html`<a href="mailto:${contact}">${contact}</a>` : contact;
}
