import { parseGuid } from "../guid.js";
import { stepError } from "../step/stepError.js";
import { withLinkParams } from "./linkParams.js";
import { type LinkUrlOptions, parseLinkResult } from "./linkUrl.js";

/** Options of {@link hostedLinkUrl}. */
export interface HostedLinkOptions extends LinkUrlOptions {
  /** Where `{companyId}` stands for the id. @default "https://link.codat.io/company/{companyId}" */
  template?: string | undefined;
  /** Parameters appended for the redirect template to pass on. */
  params?: Readonly<Record<string, string>> | undefined;
}

/**
 * The Hosted Link of a company, for instances that do not use one-time passwords.
 *
 * @throws OnboardingError `ONB-102` for an id that is not a GUID, `ONB-201` for a template whose result is
 * not an allowed link, `ONB-204` for a reserved parameter
 */
export function hostedLinkUrl(companyId: string, options: HostedLinkOptions = {}): string {
  const { url } = parseLinkResult(expandTemplate(parseGuid(companyId), options.template), options.hosts);
  return withLinkParams(url, options.params ?? {});
}

/** {@link hostedLinkUrl} of a parsed id, without parameters, and without a check of where the template leads. */
export function expandTemplate(
  id: string | undefined,
  // What Codat's API returns today as a company's `redirect`. The retired FAQ's plural `/companies/` is one `template`
  // away; whether Codat still redirects it could not be tried.
  template = "https://link.codat.io/company/{companyId}",
): string {
  if (!id) throw stepError("ONB-102");
  const url = template.replaceAll("{companyId}", id);
  return url.includes(id) ? url : "";
}
