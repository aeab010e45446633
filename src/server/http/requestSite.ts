/**
 * Where a request comes from. `same`: a page of this very origin. `allowed`: one of the host's other origins. `none`:
 * the person, by a bookmark or the address bar. `unknown`: a program, or a browser that does not say. `foreign`: any
 * other page.
 */
export type RequestSite = "same" | "allowed" | "none" | "unknown" | "foreign";

/**
 * Browsers say it themselves in `Sec-Fetch-Site`, behind any proxy. Without it the `Origin` must be the request's
 * own, which a proxy may have changed; what a proxy claims in `X-Forwarded-*` anybody can claim, so the remedy there is
 * `allowedOrigins`.
 */
export function requestSite({ headers, url }: Request, allowedOrigins: readonly string[]): RequestSite {
  const origin = headers.get("origin") ?? refererOrigin(headers);
  const site = headers.get("sec-fetch-site");
  if (origin && allowedOrigins.includes(origin)) return "allowed";
  if (site === "same-origin") return "same";
  if (site !== null) return site === "none" ? "none" : "foreign";
  if (!headers.has("origin")) return "unknown";
  return origin === new URL(url).origin ? "same" : "foreign";
}

/** Fetched ahead of a click that may never come. */
export function isPrefetch({ headers }: Request): boolean {
  return ["sec-purpose", "purpose", "x-purpose", "x-moz"].some((name) =>
    /prefetch|prerender|preview/i.test(headers.get(name) ?? ""),
  );
}

/** A navigation has no `Origin`. A page can hide where it leads from, and cannot say it is another. */
function refererOrigin(headers: Headers): string | undefined {
  const referer = headers.get("referer");
  if (referer === null || !URL.canParse(referer)) return undefined;
  return new URL(referer).origin;
}
