import { readFileSync } from "node:fs";
import { join } from "node:path";
import { composedOf } from "./composition.js";
import { root } from "./dist.js";

const english: Record<string, unknown> = JSON.parse(readFileSync(join(root, "src/locales/en.json"), "utf8"));

/** Slices of the words, by who speaks them; every part can say that a link failed. */
const spokenBy: Record<string, readonly string[]> = {
  authStep: ["AuthStep"],
  status: ["AuthStep"],
  waiting: ["AuthStep"],
  connectHint: ["ConnectHint"],
  fallback: ["FallbackTrigger", "FallbackPanel"],
  fallbackAnswers: ["FallbackAnswers"],
  deviceNotice: ["DeviceNotice"],
  handOver: ["wholeArrangement"],
  invite: ["InviteByMailto", "InviteLink", "InviteAfter", "InviteMessage", "useInvite"],
  inviteName: ["InviteName"],
  inviteRecipient: ["InviteRecipient"],
  inviteMessage: ["InviteMessage"],
  inviteMail: ["InviteByMailto", "useInvite"],
  copy: ["CopyLink", "CopyMessage", "useInvite", "useCopy"],
  share: ["ShareLink", "WebmailLinks", "LinkQRCode"],
  skipStep: ["SkipStep"],
  consent: ["ConsentNotice"],
};

/** The slices that an export may bring along. */
export function wordsOf(name: string): string[] {
  const speakers = composedOf(name);
  return Object.keys(spokenBy).filter((slice) => spokenBy[slice]?.some((part) => speakers.includes(part)));
}

/** The slices of which the longest sentence stands in a bundle. */
export function wordsIn(code: string): string[] {
  const plain = code.replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Object.keys(spokenBy).filter((slice) => {
    const [longest = ""] = sentences(english[slice]).sort((a, b) => b.length - a.length);
    return plain.includes(longest);
  });
}

function sentences(words: unknown): string[] {
  return typeof words === "string" ? [words] : Object.values(Object(words)).flatMap(sentences);
}
