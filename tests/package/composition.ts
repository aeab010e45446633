/** Every public part, and what it is made of when it has no children. */
const madeOf: Record<string, readonly string[]> = {
  AuthStep: ["DeviceNotice", "ConnectCTA", "ConnectHint", "ConsentNotice", "CantSignInFallback", "SkipStep"],
  CantSignInFallback: ["FallbackTrigger", "FallbackPanel", "InviteByMailto", "FallbackAnswers"],
  ConnectCTA: [],
  ConnectHint: [],
  ConsentNotice: [],
  CopyLink: [],
  CopyMessage: [],
  DeviceNotice: ["InviteByMailto", "LinkQRCode"],
  FallbackAnswers: ["InviteByMailto"],
  FallbackPanel: [],
  FallbackTrigger: [],
  InviteAfter: ["CopyMessage", "CopyLink", "ShareLink", "WebmailLinks"],
  InviteByMailto: ["InviteLink", "ShareLink", "CopyLink", "InviteAfter", "InviteMessage"],
  InviteLink: [],
  InviteMessage: ["InviteRecipient"],
  InviteRecipient: [],
  LinkQRCode: [],
  ShareLink: [],
  SkipStep: [],
  WebmailLinks: [],
};

export const parts: readonly string[] = Object.keys(madeOf);

/** A part and all that it is made of. */
export function composedOf(name: string): string[] {
  return [...new Set([name, ...(madeOf[name] ?? []).flatMap(composedOf)])];
}

/** The parts whose class name or display name stands in a bundle. */
export function partsIn(code: string): string[] {
  return parts.filter((part) => new RegExp(`["']${part}["']|\\bco-${part}\\b`).test(code));
}
