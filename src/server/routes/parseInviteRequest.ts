import { type InviteRequest, parseInviteKind } from "../../core/company/companyInvite.js";
import { textOf } from "../../core/json.js";
import { plainName } from "../../core/plainName.js";
import { isPlatformKey } from "../../core/platforms.js";
import { isSourceType } from "../../core/sourceType.js";
import { findPageMessages } from "../pages/pageLanguages.js";

/**
 * Reads a customer's request for an invite; `undefined` for anything else. A language without pages is left out: then
 * the colleague's browser chooses.
 */
export function parseInviteRequest(fields: Readonly<Record<string, unknown>>): InviteRequest | undefined {
  const { sourceType, kind: kindField = "connect", platformKey, locale, name, prepared } = fields;
  const kind = parseInviteKind(kindField);
  if (!kind || !isSourceType(sourceType)) return undefined;
  if (platformKey !== undefined && !isPlatformKey(platformKey)) return undefined;
  if (name !== undefined && typeof name !== "string") return undefined;
  return {
    kind,
    sourceType,
    platformKey,
    locale: findPageMessages(textOf(locale))?.locale,
    // An empty name removes the old one.
    name: name === undefined ? undefined : (plainName(name) ?? ""),
    prepared: prepared === true,
  };
}
