import { type InviteRequest, parseInviteKind } from "../../core/company/companyInvite.js";
import { textOf } from "../../core/json.js";
import { plainName } from "../../core/plainName.js";
import { isPlatformKey } from "../../core/platforms.js";
import { isSourceType } from "../../core/sourceType.js";
import { findPageMessages } from "../pages/pageLanguages.js";

/**
 * Reads what a customer asks an invite for; `undefined` for what is none. A language that there are no pages in is
 * left out: the colleague's browser says another.
 */
export function parseInviteRequest(fields: Readonly<Record<string, unknown>>): InviteRequest | undefined {
  const { sourceType, kind: kindAsked = "connect", platformKey, locale, label, prepared } = fields;
  const kind = parseInviteKind(kindAsked);
  if (!kind || !isSourceType(sourceType)) return undefined;
  if (platformKey !== undefined && !isPlatformKey(platformKey)) return undefined;
  if (label !== undefined && typeof label !== "string") return undefined;
  return {
    kind,
    sourceType,
    platformKey,
    locale: findPageMessages(textOf(locale))?.locale,
    // An empty one takes the old one away.
    label: label === undefined ? undefined : (plainName(label) ?? ""),
    prepared: prepared === true,
  };
}
