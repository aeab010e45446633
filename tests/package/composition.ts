/**
 * Every public part, and what it is made of when it has no children. Whoever imports it ships these too; what more an
 * `AuthStep` fills it with comes from the arrangement that it lends.
 */
const madeOf: Record<string, readonly string[]> = {
  AuthStep: [
    "DeviceNotice",
    "ConnectCTA",
    "ConnectHint",
    "ConsentNotice",
    "CantSignInFallback",
    "SkipStep",
    "wholeArrangement",
  ],
  CantSignInFallback: ["FallbackTrigger", "FallbackPanel", "InviteByMailto"],
  ConnectCTA: [],
  ConnectHint: [],
  ConsentNotice: [],
  CopyLink: [],
  CopyMessage: [],
  DeviceNotice: ["InviteByMailto", "LinkQRCode"],
  FallbackAnswers: ["InviteByMailto"],
  FallbackPanel: [],
  FallbackTrigger: [],
  InviteAfter: ["CopyMessage"],
  InviteByMailto: ["InviteLink", "CopyLink", "InviteAfter"],
  InviteLink: [],
  InviteMessage: ["InviteLink", "CopyMessage"],
  InviteName: [],
  InviteRecipient: [],
  LinkQRCode: [],
  ShareLink: [],
  SkipStep: [],
  WebmailLinks: [],
};

export const parts: readonly string[] = Object.keys(madeOf);

const arrangements: Record<string, readonly string[]> = {
  wholeArrangement: [
    "InviteByMailto",
    "InviteName",
    "InviteRecipient",
    "ShareLink",
    "WebmailLinks",
    "LinkQRCode",
    "InviteMessage",
    "FallbackAnswers",
  ],
};

/** An export and all that it is made of. */
export function composedOf(name: string): string[] {
  const members = madeOf[name] ?? arrangements[name] ?? [];
  return [...new Set([name, ...members.flatMap(composedOf)])];
}

/** The parts whose class name or display name stands in a bundle. */
export function partsIn(code: string): string[] {
  return parts.filter((part) => new RegExp(`["']${part}["']|\\bco-${part}\\b`).test(code));
}
