"use client";

import { parseGuid } from "../../core/guid.js";
import {
  type LinkRedirect,
  type LinkRedirectOptions,
  parseLinkRedirect,
} from "../../core/links/linkRedirect.js";
import type { SourceType } from "../../core/sourceType.js";
import { useHydrated } from "../browser/useHydrated.js";

/** Options of {@link useLinkReturn}. */
export interface LinkReturnOptions extends LinkRedirectOptions {
  /** A return for another company is not ours. */
  companyId?: string | null | undefined;
  /** A return for another source type belongs to another step. */
  sourceType?: SourceType | undefined;
}

/**
 * What Codat's redirect says in this page's address, in its query or behind the `#` of a hash router, once the page is
 * hydrated. The address is left alone: it belongs to the host's router.
 *
 * @example
 * function Returned() {
 *   const redirect = useLinkReturn({ companyId, sourceType: "accounting" });
 *   return redirect?.outcome === "cancelled" ? <p>You can connect whenever you like.</p> : null;
 * }
 */
export function useLinkReturn(options: LinkReturnOptions): LinkRedirect | undefined {
  const { companyId, sourceType, names } = options;
  return useHydrated() ? readLinkReturn(parseGuid(companyId), sourceType, { names }) : undefined;
}

/** {@link useLinkReturn} of a parsed id, where the page is hydrated already. */
export function readLinkReturn(
  companyId: string | undefined,
  sourceType: SourceType | undefined,
  options?: LinkRedirectOptions,
): LinkRedirect | undefined {
  const redirect = parseLinkRedirect(location.href, options);
  const differs = (theirs?: string, ours?: string) => theirs && ours && theirs !== ours;
  return redirect && !differs(redirect.companyId, companyId) && !differs(redirect.sourceType, sourceType)
    ? redirect
    : undefined;
}
