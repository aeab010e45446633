import { inviteMessage, mailtoUrl } from "codat-onboarding/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durableLink, invite, inviteNaming, kinds, mails, sourceTypes } from "./invites.js";
import { text } from "./mailto/messages.js";

const most = 2000;

describe("the length of an invite's mailto link", () => {
  it.each([
    ["an ordinary one", invite],
    ["one to reconnect", { ...invite, kind: "reconnect" as const }],
    ["one for one use", { ...invite, oneTime: true }],
    ["one with a one-time password", { ...invite, linkUrl: `${invite.linkUrl}?link.otp=${"a1".repeat(16)}` }],
    ["one with a link of 120 characters", { ...invite, linkUrl: invite.linkUrl.padEnd(120, "x") }],
  ])("leaves %s whole", (_, input) => {
    const message = inviteMessage(input);
    expect(mailtoUrl(message).length).toBeLessThanOrEqual(most);
    for (const words of ["You have the login", "send me your password", "gives access", "(Oak & Elm Ltd)"])
      expect(`${message.subject}\n${message.body}`).toContain(words);
  });

  it("is within 2,000, or the message says that it is not, whatever the names", () => {
    let full = 0;
    const law = fc.property(text, text, text, (appName, businessName, inviterName) => {
      const message = inviteMessage({ ...invite, appName, businessName, inviterName });
      if (message.form === "full") full++;
      expect(mailtoUrl(message).length > most).toBe(message.form === "tooLong");
    });
    fc.assert(law, { numRuns: 1_000 });
    expect(full).toBeGreaterThan(50);
  });

  it("uses its room: the longer the link, the more is left out, until it is too long by itself", () => {
    const messages = Array.from({ length: 1500 }, (_, more) =>
      inviteMessage({ ...invite, linkUrl: invite.linkUrl + "x".repeat(more) }),
    );
    const bodies = messages.map(({ body }) => body.replace(/https:\S+/, ""));
    const wholes = bodies.findIndex((body) => body !== bodies[0]) - 1;
    expect(mailtoUrl(messages[wholes] ?? (invite as never)).length).toBe(most);
    const last = messages.findLastIndex(({ form }) => form === "full");
    expect(messages.slice(0, last).every(({ form }) => form === "full")).toBe(true);
    expect(new Set(bodies.slice(wholes, last + 1)).size).toBeGreaterThan(6);
    // What does not fit is for copying, and copying has no limit.
    expect(bodies[last + 1]).toBe(bodies[0]);
  });
});

describe.each(mails)("in %s", (_, inviteMail) => {
  /** The fullest names there can be, in the scripts that take most and least of a link. */
  const scripts = {
    Latin: "x".repeat(80),
    words: "Oak and Elms ".repeat(7).slice(0, 80),
    accents: "é".repeat(80),
    Cyrillic: "ж".repeat(80),
    Arabic: "م".repeat(80),
    Hebrew: "ש".repeat(80),
    Devanagari: "क".repeat(80),
    Thai: "ก".repeat(80),
    Japanese: "漢".repeat(80),
    Korean: "한".repeat(80),
  };

  it.each(Object.entries(scripts))(
    "a durable mail has room for names of 80 characters, whole (%s)",
    (_, name) => {
      for (const length of [78, 85]) {
        for (const kind of kinds) {
          for (const sourceType of sourceTypes) {
            const input = {
              ...inviteNaming(name),
              kind,
              sourceType,
              durable: true,
              linkUrl: durableLink(length),
            };
            const message = inviteMessage(input, { inviteMail });
            const what = `${length}, ${kind}, ${sourceType}`;
            expect.soft(message.form, what).toBe("full");
            expect.soft(mailtoUrl(message).length, what).toBeLessThanOrEqual(most);
            // The app that asks and the business, neither cut.
            expect.soft(message.body.split(name).length, what).toBeGreaterThan(2);
            expect.soft(`${message.subject}${message.body}`, what).not.toContain("…");
          }
        }
      }
    },
  );

  it("names that leave no room at all make a mail to copy, with every word and name of it", () => {
    const name = "🏢".repeat(80);
    const message = inviteMessage({ ...inviteNaming(name), durable: true }, { inviteMail });
    expect(message.form).toBe("tooLong");
    expect(message.body).toContain(inviteMail.password);
    expect(message.subject.split(name)).toHaveLength(4);
  });

  it.each([
    ["a durable link", { durable: true, linkUrl: durableLink(85) }],
    ["Codat's link", {}],
    ["a link for one use", { oneTime: true, linkUrl: `${invite.linkUrl}?link.otp=${"a1".repeat(16)}` }],
  ])("ordinary names fit with %s, with all that matters said", (_, life) => {
    const [appName, businessName] =
      { ja: ["さくらレンディング", "株式会社山田製作所"], ar: ["أكمي للتمويل", "شركة مخبز النخيل للتجارة"] }[
        inviteMail.locale
      ] ?? [];
    for (const kind of kinds) {
      for (const sourceType of sourceTypes) {
        const input = { ...invite, ...(appName && { appName, businessName }), kind, sourceType, ...life };
        const { form, subject, body } = inviteMessage(input, { inviteMail });
        expect.soft(form).toBe("full");
        const said = [input.appName, input.businessName, "2026"];
        if (kind !== "self") said.push("Sam Patel");
        if (!("durable" in life)) said.push(inviteMail.kept as string);
        for (const words of said)
          expect.soft(`${subject}\n${body}`, `${kind}, ${sourceType}`).toContain(words);
      }
    }
  });
});
