import { plainName } from "../../core/plainName.js";
import { isSourceType } from "../../core/sourceType.js";
import { textOf } from "../codat/codatResponse.js";
import { isPlatformKey } from "../codat/platformNames.js";
import type { InviteRequest } from "../invites/invite.js";
import { findPageMessages } from "../pages/pageLanguages.js";

const kinds = ["connect", "reconnect", "self"] as const;

/**
 * Reads what a customer asks an invite for; `undefined` for what is none. A language that there are no pages in is
 * left out: the colleague's browser says another.
 */
export function parseInviteRequest(fields: Readonly<Record<string, unknown>>): InviteRequest | undefined {
  const { sourceType, kind: kindAsked = "connect", platformKey, locale, label, prepared } = fields;
  const kind = kinds.find((one) => one === kindAsked);
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
