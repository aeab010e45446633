import { percentEncode } from "../percentEncode.js";
import { stepError } from "../step/stepError.js";

/** Codat's to set: a password or a scope in a link is never the page's to choose. */
const reserved = ["otp", "link.otp", "openid", "link.scopes"];

/**
 * Appends parameters to a link as it stands, before its fragment. Nothing is re-serialised, since that
 * corrupts a one-time password; a key that the link has already is left alone.
 *
 * @throws OnboardingError `ONB-204` for `otp`, `link.otp`, `openId` and `link.scopes`
 */
export function withLinkParams(url: string, params: Readonly<Record<string, string>>): string {
  const [, base = "", query, fragment = ""] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(url) ?? [];
  const present = new URLSearchParams(query);
  const added = Object.entries(params).filter(([name]) => !present.has(name));
  if (Object.keys(params).some((name) => reserved.includes(name.toLowerCase()))) {
    throw stepError("ONB-204");
  }
  const pairs = added.map((pair) => pair.map(percentEncode).join("="));
  const queries = [query, ...pairs].filter(Boolean).join("&");
  return base + (queries && `?${queries}`) + fragment;
}
