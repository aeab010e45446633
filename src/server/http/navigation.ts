import { isPrefetch, refererOrigin, requestSite } from "./requestSite.js";

/**
 * Whether a person has followed a link of ours. `own`: from a page of this origin or of an allowed one, or from the
 * address bar. `unproven`: the browser does not say. `prefetch`: ahead of a click that may never come. `script`: no
 * navigation. `foreign`: from another site's page.
 */
export type Navigation = "own" | "unproven" | "prefetch" | "script" | "foreign";

const fetchHeaders = ["sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest"];
/** A step may stand in a frame; its page is of this origin, since `Sec-Fetch-Site` says so too. */
const destinations: readonly (string | null)[] = ["document", "iframe", "frame"];

/** Browsers send `Sec-Fetch-*` to https and to localhost, since 2020 (Safari: 2023). */
export function navigationOf(request: Request, allowedOrigins: readonly string[]): Navigation {
  const { headers, url } = request;
  if (isPrefetch(request)) return "prefetch";
  if (fetchHeaders.some((name) => headers.has(name))) {
    const isFollowed =
      headers.get("sec-fetch-mode") === "navigate" && destinations.includes(headers.get("sec-fetch-dest"));
    if (!isFollowed) return "script";
  }
  const site = requestSite(request, allowedOrigins);
  if (site === "foreign") return "foreign";
  const isOwn = site !== "unknown" || refererOrigin(headers) === new URL(url).origin;
  return isOwn ? "own" : "unproven";
}
