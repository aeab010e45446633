import type { Markup } from "../../server/pages/html.js";

const common = {
  "cache-control": "no-store",
  // The address of a page gives access to the visit.
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  // Codat's pages refuse to be framed.
  "x-frame-options": "DENY",
};

/**
 * A page with its headers. `formTarget` is the origin that a form's redirects may lead to, besides the page's own.
 */
export function pageResponse(
  page: Markup,
  options: { status?: number | undefined; formTarget?: string | undefined } = {},
): Response {
  // Chromium applies `form-action` to the redirects that answer a form too, and the last form of a visit is answered
  // with the redirect to the host, which 'self' alone would block.
  const formAction = ["'self'", options.formTarget].filter(Boolean).join(" ");
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    `form-action ${formAction}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return new Response(page.toString(), {
    status: options.status ?? 200,
    headers: { ...common, "content-type": "text/html; charset=utf-8", "content-security-policy": policy },
  });
}

/** Answers a form with 303, so that the browser gets the next page by GET and a reload does not repeat the form. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { ...common, location } });
}

export function stylesResponse(css: string): Response {
  return new Response(css, { headers: { ...common, "content-type": "text/css; charset=utf-8" } });
}

export function methodNotAllowed(allow: string): Response {
  return new Response(null, { status: 405, headers: { ...common, allow } });
}
