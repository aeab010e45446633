import { parseGuid } from "../guid.js";
import { isPlatformKey } from "../platforms.js";
import { parseSourceType, type SourceType } from "../sourceType.js";

/** How a visit to Hosted Link ended, by Codat's redirect codes. */
export type LinkOutcome = "connected" | "unchanged" | "cancelled" | "failed" | "unsupported";

/**
 * What Codat's redirect says. It is a hint, not a fact: it can be typed into the address bar. Its free texts
 * (`errorMessage`, `platformName`, `statusText`) are left out and must never be shown.
 */
export interface LinkRedirect {
  outcome: LinkOutcome;
  /** Codat's own: 200 connected, 201 no change, 403 cancelled, 500 failed, 501 platform not offered. */
  statusCode: 200 | 201 | 403 | 500 | 501;
  /** Codat's ids, lower-case; what is no GUID is left out. */
  companyId?: string | undefined;
  connectionId?: string | undefined;
  sourceType?: SourceType | undefined;
  /** Codat's four-letter platform key, such as `gbol` for Xero. */
  platformKey?: string | undefined;
}

/** The names that a redirect template gives its parameters, where they differ from Codat's own. */
export interface LinkRedirectOptions {
  /** By Codat's name: `{ statusCode: "result" }`. Case, `_` and `-` do not count. */
  names?: Partial<Record<LinkRedirectParam, string>> | undefined;
}

type LinkRedirectParam = "statusCode" | "companyId" | "connectionId" | "sourceType" | "platform";

const outcomes = {
  200: "connected",
  201: "unchanged",
  403: "cancelled",
  500: "failed",
  501: "unsupported",
} as const;

/**
 * Reads the query that Codat's redirect added to the host's page; where that of an address says nothing, what a hash
 * router has for one: `#/path?statuscode=200`, `#statuscode=200`. The redirect template belongs to the host, so names
 * are matched in any case and with or without `_` and `-`.
 *
 * @returns `undefined` when there is none of Codat's status codes
 */
export function parseLinkRedirect(
  input: string | URL | URLSearchParams | SearchParams,
  options: LinkRedirectOptions = {},
): LinkRedirect | undefined {
  if (typeof input === "string" || input instanceof URL) {
    const read = (part: string) =>
      parseLinkRedirect(new URLSearchParams(part.replace(/^[^?]*\?/, "")), options);
    return `${input}`.split("#").map(read).find(Boolean);
  }
  const values = new Map([...queryOf(input)].reverse().map(([name, value]) => [plain(name), value]));
  const read = (name: LinkRedirectParam) => values.get(plain(options.names?.[name] ?? name));
  const status = read("statusCode");
  if (!status || !Object.hasOwn(outcomes, status)) return undefined;
  const statusCode = Number(status) as keyof typeof outcomes;
  const platformKey = read("platform");
  return {
    outcome: outcomes[statusCode],
    statusCode,
    companyId: parseGuid(read("companyId")),
    connectionId: parseGuid(read("connectionId")),
    sourceType: parseSourceType(read("sourceType")),
    platformKey: isPlatformKey(platformKey) ? platformKey : undefined,
  };
}

/** Search parameters as Next gives them to a page. */
type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

function queryOf(input: URLSearchParams | SearchParams): Iterable<[string, string]> {
  return input instanceof URLSearchParams
    ? input
    : Object.entries(input).map(([name, value]) => [name, [value].flat()[0] ?? ""]);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, "");
}
