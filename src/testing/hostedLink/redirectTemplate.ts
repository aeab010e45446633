/** Placeholders that Codat fills in. A link's own parameter of such a name is ignored. */
export type ReservedName =
  | "clientId"
  | "companyId"
  | "connectionId"
  | "integrationId"
  | "sourceId"
  | "platform"
  | "platformName"
  | "sourceType"
  | "statusCode"
  | "errorMessage"
  | "statusText";

/** Their values at the end of a visit. */
export type ReservedValues = Readonly<Record<ReservedName, string>>;

export interface RedirectTemplate {
  /** The origin of its addresses, for a content security policy. */
  readonly origin: string;
  /** The address with all placeholders filled. `params` are those of the link; missing values are empty. */
  expand(values: ReservedValues, params: URLSearchParams): string;
}

// Codat's own link parameters, and placeholders that the fake does not fill: never copied from the link.
const withheld = /^(?:otp$|openId|link\.|data\.)/;

/**
 * Parses a redirect template, as set in Codat's portal: `https://host/path?c={companyId}&own={x}`.
 *
 * @throws TypeError when it is not http(s), or has a placeholder in its host: Codat allows that for listed hosts, and a
 * fake without such a list would redirect to any address that a link names.
 */
export function redirectTemplate(template: string): RedirectTemplate {
  const authority = /^https?:\/\/[^/?#\\]+/i.exec(template)?.[0];
  if (authority === undefined || /[{}]/.test(authority) || !URL.canParse(authority)) {
    throw new TypeError(
      `redirectUrl "${template}" is no http(s) address with a fixed host. Fake Codat redirects there; write it ` +
        'like "https://app.example/return?status={statusCode}".',
    );
  }
  // Headers are ASCII only.
  const ascii = template.replace(/[^\x21-\x7e]/gu, encodeURIComponent);

  return {
    origin: new URL(authority).origin,
    expand: (values, params) =>
      ascii.replace(/\{([^{}]*)\}/g, (_, name: string) => {
        if (Object.hasOwn(values, name)) return encodeURIComponent(values[name as ReservedName]);
        return withheld.test(name) ? "" : encodeURIComponent(params.get(name) ?? "");
      }),
  };
}
