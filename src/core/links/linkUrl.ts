import { stepError } from "../step/stepError.js";

/** Options of {@link isLinkUrl}. */
export interface LinkUrlOptions {
  /** Hosts (with port, if any) that are allowed beside Codat's own; a loopback host may also use `http:`. */
  hosts?: readonly string[] | undefined;
}

/** What a link is for: the customer's own click, or an invite to a colleague. */
export type LinkUse = "connect" | "invite";

/** What a `linkUrl` function returns: a link, or a link and when it ends. */
export type LinkResult = string | { url: string; expiresAt?: Date | string | undefined };

/** A link that passed {@link isLinkUrl}, and what is known of its life. */
export interface Link {
  url: string;
  /** Where it leads, with the port, if any. */
  host: string;
  /** It works once, for a day. */
  oneTime: boolean;
  expiresAt?: Date | undefined;
  /** It leads to a page of the companion's first, which says who asks; a mail scanner that opens it spends nothing. */
  durable?: boolean | undefined;
}

/**
 * Whether a URL may be shown as a Codat link: `https:`, an allowed host, and spelled just as browsers read it, so
 * without user name, look-alike characters, or anything they rewrite. `http:` only for a loopback host listed.
 */
export function isLinkUrl(url: string, { hosts }: LinkUrlOptions = {}): boolean {
  return allowedHost(url, hosts) !== undefined;
}

/** The host of a URL that passes {@link isLinkUrl}, with the port, if any. */
function allowedHost(url: string, hosts: LinkUrlOptions["hosts"] = []): string | undefined {
  try {
    const { href, host, hostname } = new URL(url);
    const [protocol] = url.split(`//${host}/`, 1);
    const listed = hosts.some((name) => name.toLowerCase() === host);
    const allowed =
      protocol === "https:"
        ? listed || /^link(-api)?\.codat\.io$/.test(host)
        : protocol === "http:" && listed && isLoopback(hostname);
    // The parser leaves the last ones in a query; mail programs end a link there.
    if (allowed && href === url && !/[\\|{}^`]/.test(href)) return host;
  } catch {}
  return undefined;
}

/** Whether a host name, without a port, is this machine's own. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1])$/.test(hostname);
}

/**
 * Checks what a host handed over as a link.
 *
 * @throws OnboardingError `ONB-201` when it is not an allowed link
 */
export function parseLinkResult(result: LinkResult, hosts: LinkUrlOptions["hosts"]): Link {
  const { url = result as string, expiresAt } = Object(result) as Exclude<LinkResult, string>;
  const host = allowedHost(url, hosts);
  if (!host) throw stepError("ONB-201");
  const end = new Date(expiresAt ?? "");
  return {
    url,
    host,
    // Codat names it `link.otp` in a company's link and `otp` in a connection's.
    oneTime: /[?&](link\.)?otp=/.test(url),
    expiresAt: +end ? end : undefined,
  };
}

/** {@link parseLinkResult} for a link that the companion made, which leads to a page on a host of its own. */
export function parseDurableLink(result: LinkResult, host: string): Link {
  return { ...parseLinkResult(result, [host]), durable: true };
}
