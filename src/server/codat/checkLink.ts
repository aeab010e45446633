import { isLinkUrl } from "../../core/links/linkUrl.js";
import { serverError } from "../errors/serverError.js";

/**
 * Passes on a link that Codat gave, so that nobody is redirected to another site.
 *
 * @throws OnboardingError `ONB-201` when it is not https on an allowed host
 */
export function checkLink(url: string, hosts: readonly string[] | undefined): string {
  if (isLinkUrl(url, { hosts })) return url;
  throw serverError("linkElsewhere");
}
