import { inviteMessage, mailtoUrl } from "codat-onboarding/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durableLink, invite, inviteNaming, kinds, mails, sourceTypes } from "./invites.js";
import { text } from "./mailto/messages.js";

const letters = "x".repeat(80);
const words = "Oak and Elm ".repeat(7).slice(0, 80);

describe("the length of an invite's mailto link", () => {
  it.each([
    ["an ordinary one", invite],
    ["one to reconnect", { ...invite, kind: "reconnect" as const }],
    ["one for one use", { ...invite, oneTime: true }],
    ["one with a one-time password", { ...invite, linkUrl: `${invite.linkUrl}?link.otp=${"a1".repeat(16)}` }],
    ["one with a link of 85 characters", { ...invite, linkUrl: invite.linkUrl.padEnd(85, "x") }],
  ])("leaves %s in full", (_, input) => {
    const message = inviteMessage(input);
    expect(message.form).toBe("full");
    expect(mailtoUrl(message).length).toBeLessThanOrEqual(1800);
  });

  it("is never over 1,800 in full, whatever the names", () => {
    let full = 0;
    const law = fc.property(text, text, text, (appName, businessName, inviterName) => {
      const message = inviteMessage({ ...invite, appName, businessName, inviterName });
      if (message.form === "full") full++;
      expect(message.form === "short" || mailtoUrl(message).length <= 1800).toBe(true);
    });
    fc.assert(law, { numRuns: 1_000 });
    expect(full).toBeGreaterThan(50);
  });

  it("decides between full and short at 1,800", () => {
    const forms = Array.from({ length: 1200 }, (_, more) => {
      const message = inviteMessage({ ...invite, linkUrl: invite.linkUrl + "x".repeat(more) });
      return [message.form, mailtoUrl(message).length] as const;
    });
    const last = forms.findLastIndex(([form]) => form === "full");
    expect(forms[last]).toEqual(["full", 1800]);
    expect(forms.slice(0, last).every(([form]) => form === "full")).toBe(true);
    expect(forms.slice(last + 1).every(([form]) => form === "short")).toBe(true);
  });

  const names = { letters, words, Arabic: "م".repeat(80), Japanese: "漢".repeat(80), emoji: "🏢".repeat(80) };

  it.each(mails)(
    "fits its budget in %s, with names of 80 characters and links of 85 and 120",
    (_, inviteMail) => {
      for (const [script, name] of Object.entries(names)) {
        for (const length of [85, 120]) {
          for (const kind of kinds) {
            for (const sourceType of sourceTypes) {
              const linkUrl = durableLink(length);
              const input = { ...inviteNaming(name), kind, sourceType, durable: true, linkUrl };
              const message = inviteMessage(input, { inviteMail });
              const limit = message.form === "full" || inviteMail.form === "short" ? 1800 : 1600;
              const what = `${script}, ${length}, ${kind}, ${sourceType}`;
              expect.soft(mailtoUrl(message).length, what).toBeLessThanOrEqual(limit);
            }
          }
        }
      }
    },
  );

  describe.each(mails)("with ordinary names, in %s", (_, inviteMail) => {
    it.each([85, 120])("needs nothing cut, with a link of %i characters", (length) => {
      for (const kind of kinds) {
        for (const sourceType of sourceTypes) {
          const input = { ...invite, kind, sourceType, durable: true, linkUrl: durableLink(length) };
          const message = inviteMessage(input, { inviteMail });
          expect(mailtoUrl(message).length).toBeLessThanOrEqual(1800);
          expect(message.form).toBe(inviteMail.form);
          expect(message.body).not.toContain("…");
        }
      }
    });
  });
});
