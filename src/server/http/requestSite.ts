/**
 * Where a request comes from. `same`: a page of this origin. `allowed`: a page of an allowed origin. `none`: the user,
 * by a bookmark or the address bar. `unknown`: a program, or a browser that does not say. `foreign`: any other page.
 */
export type RequestSite = "same" | "allowed" | "none" | "unknown" | "foreign";

/**
 * Browsers send `Sec-Fetch-Site`, which holds behind any proxy. Without it the `Origin` must equal the request's own,
 * which a proxy may have changed. `X-Forwarded-*` is not read, since any client can send it; hosts behind such a proxy
 * list their origin in `allowedOrigins`.
 */
export function requestSite({ headers, url }: Request, allowedOrigins: readonly string[]): RequestSite {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  const isAllowed = (one: string | undefined) => one !== undefined && allowedOrigins.includes(one);
  // Each request is asked: an address is parsed only where it may count.
  if (allowedOrigins.length > 0 && isAllowed(origin ?? refererOrigin(headers))) return "allowed";
  if (site === "same-origin") return "same";
  if (site !== null) return site === "none" ? "none" : "foreign";
  if (origin === null) return "unknown";
  return origin === new URL(url).origin ? "same" : "foreign";
}

/** By which Next's router fetches the data of a page, mostly ahead of a click. */
const routerHeaders = [
  "rsc",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "x-middleware-prefetch",
];

/** Whether a browser or a page's router fetches ahead of a click that may never come. */
export function isPrefetch({ headers }: Request): boolean {
  const isAhead = ["sec-purpose", "purpose", "x-purpose", "x-moz"].some((name) =>
    /prefetch|prerender|preview/i.test(headers.get(name) ?? ""),
  );
  return isAhead || routerHeaders.some((name) => headers.has(name));
}

/** For navigations, which have no `Origin`. A page can hide its referrer, but cannot forge another. */
export function refererOrigin(headers: Headers): string | undefined {
  const referer = headers.get("referer");
  if (referer === null || !URL.canParse(referer)) return undefined;
  return new URL(referer).origin;
}
