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
export function isLinkUrl(url: string, { hosts = [] }: LinkUrlOptions = {}): boolean {
  try {
    const { href, protocol, host, hostname } = new URL(url);
    const listed = hosts.some((name) => name.toLowerCase() === host);
    const allowed =
      protocol === "https:"
        ? listed || /^link(-api)?\.codat\.io$/.test(host)
        : protocol === "http:" && listed && isLoopback(hostname);
    // The parser leaves these in a query; mail programs end a link there.
    return allowed && href === url && url.startsWith(`${protocol}//${host}/`) && !/[\\|{}^`]/.test(url);
  } catch {
    return false;
  }
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
  const { url = result, expiresAt } = Object(result) as Exclude<LinkResult, string>;
  if (!isLinkUrl(url as string, { hosts })) throw stepError("ONB-201");
  const end = new Date(expiresAt ?? Number.NaN);
  return {
    url: url as string,
    host: (url as string).split("/", 3)[2] as string,
    // Codat names it `link.otp` in a company's link and `otp` in a connection's.
    oneTime: /[?&](link\.)?otp=/.test(url as string),
    expiresAt: +end ? end : undefined,
  };
}
