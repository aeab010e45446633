import { type InviteMailMessages, inviteMessage } from "codat-onboarding/core";
import en from "codat-onboarding/locales/en";
import { afterEach, describe, expect, it, vi } from "vitest";
import { invite } from "./invites.js";

afterEach(() => vi.unstubAllEnvs());

function bodyIn(locale: string, oneTime = false, expiresAt = invite.expiresAt): string {
  const inviteMail: InviteMailMessages = { ...en.inviteMail, locale } as InviteMailMessages;
  const { body } = inviteMessage({ ...invite, oneTime, expiresAt }, { inviteMail });
  return body.replaceAll(/[\u202f\u00a0]/g, " ");
}

describe("the date in an invite", () => {
  it.each([
    ["en", "December 6, 2026"],
    ["en-GB", "6 December 2026"],
    ["de", "6. Dezember 2026"],
    ["fr", "6 décembre 2026"],
    ["es", "6 de diciembre de 2026"],
    ["ja", "2026年12月6日"],
    ["he", "6 בדצמבר 2026"],
  ])("is written as %s writes it", (locale, date) => {
    expect(bodyIn(locale)).toContain(`The link works until ${date}.`);
  });

  it.each([
    ["fr", "1er janvier 2027", "31 janvier 2027"],
    ["fr-CA", "1er janvier 2027", "31 janvier 2027"],
    ["it", "1º gennaio 2027", "31 gennaio 2027"],
    ["pt-BR", "1º de janeiro de 2027", "31 de janeiro de 2027"],
    ["pt-PT", "1 de janeiro de 2027", "31 de janeiro de 2027"],
    ["es", "1 de enero de 2027", "31 de enero de 2027"],
    ["de", "1. Januar 2027", "31. Januar 2027"],
    ["en-GB", "1 January 2027", "31 January 2027"],
    ["en-US", "January 1, 2027", "January 31, 2027"],
    ["ja", "2027年1月1日", "2027年1月31日"],
  ])("is said in %s on the first and on the last of a month", (locale, first, last) => {
    expect(bodyIn(locale, false, new Date(Date.UTC(2027, 0, 1)))).toContain(`until ${first}.`);
    expect(bodyIn(locale, false, new Date(Date.UTC(2027, 0, 31)))).toContain(`until ${last}.`);
  });

  it.each(["en", "en-GB", "de", "fr", "ja", "ar", "he"])(
    "has its time and zone in %s where the link works once",
    (locale) => {
      expect(bodyIn(locale, true)).toMatch(/UTC/);
      expect(bodyIn(locale, true)).not.toBe(bodyIn(locale));
    },
  );

  it.each(["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata", "America/New_York"])(
    "is the same for a page in %s",
    (timeZone) => {
      vi.stubEnv("TZ", timeZone);
      expect(new Date(2026, 11, 6, 12).getTimezoneOffset()).toBe(offsets[timeZone]);
      expect(bodyIn("en")).toContain("The link works until December 6, 2026.");
      expect(bodyIn("en", true)).toContain("December 6, 2026 at 11:30 PM UTC");
    },
  );
});

const offsets: Record<string, number> = {
  UTC: 0,
  "Pacific/Kiritimati": -840,
  "Pacific/Pago_Pago": 660,
  "Asia/Kolkata": -330,
  "America/New_York": 300,
};
