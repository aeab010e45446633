import { OnboardingError } from "../../core/errors.js";
import { isLinkUrl } from "../../core/links/linkUrl.js";

/**
 * A link as Codat gave it, before anybody is led there.
 *
 * @throws OnboardingError `ONB-201` when it is none, or leads elsewhere
 */
export function checkLink(url: string, hosts: readonly string[] | undefined): string {
  if (isLinkUrl(url, { hosts })) return url;
  throw new OnboardingError("ONB-201", "Codat’s link is not https on a host of Codat’s or of linkHosts.");
}
