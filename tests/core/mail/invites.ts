import type { InviteInput, InviteMailMessages } from "codat-onboarding/core";
import { languagesOf, readLocale } from "../../../scripts/locales.mjs";

/** An invite with every value, from the example in the design's words. */
export const invite: InviteInput = {
  linkUrl: "https://link.codat.io/company/1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10",
  sourceType: "accounting",
  platformName: "Xero",
  appName: "Acme Lending",
  businessName: "Oak & Elm Ltd",
  inviterName: "Sam Patel",
  recipientName: "Priya",
  purpose: "a business loan",
  expiresAt: new Date("2026-12-06T23:30:00Z"),
};

/** The members of an invite that are names, each of them optional but `appName`. */
export const nameMembers = [
  "platformName",
  "appName",
  "businessName",
  "inviterName",
  "recipientName",
  "purpose",
] as const satisfies readonly (keyof InviteInput)[];

/** An invite in which every name is this one. */
export function inviteNaming(name: string): InviteInput {
  return { ...invite, ...Object.fromEntries(nameMembers.map((member) => [member, name])) };
}

export const kinds = ["connect", "reconnect", "reminder", "self"] as const;
export const sourceTypes = ["accounting", "banking", "commerce"] as const;

/** The words of the invite in every language. */
export const mails = languagesOf("mail").map((tag): [language: string, mail: InviteMailMessages] => [
  tag,
  readLocale(tag, "mail") as unknown as InviteMailMessages,
]);

/** A link to a page of the host's, as long as it may well be. */
export function durableLink(length: number): string {
  return "https://apply.acmelending.example/connect/".padEnd(length, "aB3");
}
