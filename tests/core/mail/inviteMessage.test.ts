import { type InviteInput, type InviteMailMessages, inviteMessage } from "codat-onboarding/core";
import en from "codat-onboarding/locales/en";
import { describe, expect, it } from "vitest";
import { invite, kinds, sourceTypes } from "./invites.js";

const { linkUrl } = invite;
const english = en.inviteMail as InviteMailMessages;

function without(...members: (keyof InviteInput)[]): InviteInput {
  return { ...invite, ...Object.fromEntries(members.map((member) => [member, undefined])) };
}

describe("inviteMessage", () => {
  it("writes the whole mail", () => {
    const { form, subject, body } = inviteMessage(invite);
    expect(form).toBe("full");
    expect(`${subject}\n\n${body}`).toMatchInlineSnapshot(`
      "Acme Lending: please connect our Xero (Oak & Elm Ltd)

      Hi Priya,

      I'm applying to Acme Lending for a business loan for Oak & Elm Ltd. They'd like us to connect our Xero. You have the login, so could you do it for us? It usually takes a few minutes.

      https://link.codat.io/company/1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10 

      The link opens a page run by Codat, the service Acme Lending uses to connect. Sign in there and approve. If you look after several organisations, please choose Oak & Elm Ltd.

      What connecting does: it lets Acme Lending and Codat access our Xero data as a whole, until access is revoked. Codat keeps the data it has read until the connection is deleted. Connecting gives access; it doesn't set how Acme Lending uses the data.

      The link works until 6 December 2026. Please don't send me your password.

      If you're unsure this is from me, call me on the number you already have.

      Thanks,
      Sam Patel"
    `);
  });

  it("puts between sentences what their language does, and a space where a host's own says nothing", () => {
    const { sentenceSeparator: _, ...silent } = english;
    expect(inviteMessage(invite, { inviteMail: silent })).toEqual(inviteMessage(invite));
    const { body } = inviteMessage(invite, { inviteMail: { ...english, sentenceSeparator: "" } });
    expect(body).toContain("Sign in there and approve.If you look after");
  });

  it("writes a mail of nothing but who asks and the link", () => {
    const { subject, body } = inviteMessage({ linkUrl, sourceType: "banking", appName: "Acme" });
    expect(`${subject}\n\n${body}`).toMatchInlineSnapshot(`
      "Acme: please connect our bank accounts

      Hi,

      I'm setting things up with Acme. They'd like us to connect our bank accounts. You have the login, so could you do it for us? It usually takes a few minutes.

      https://link.codat.io/company/1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10 

      The link opens a page run by Codat, the service Acme uses to connect. Sign in there and approve.

      What connecting does: it lets Acme and Codat access our bank data as a whole, until access is revoked. Codat keeps the data it has read until the connection is deleted. Connecting gives access; it doesn't set how Acme uses the data.

      Please don't send me your password.

      If you're unsure this is from me, call me on the number you already have.

      Thanks"
    `);
  });

  it.each(["connect", "reconnect", "reminder"] as const)(
    "says what matters most in a mail to %s where all of it is too long",
    (kind) => {
      const [appName, businessName] = ["Acme ", "Oak & Elm "].map((name) => name.padEnd(80, "樫"));
      const input = { ...invite, kind, appName: appName ?? "", businessName, durable: true };
      const { form, subject, body } = inviteMessage(input);
      expect(form).toBe("full");
      expect(subject).toMatch(/^A (request|reminder) to (re)?connect$/);
      expect(body.split("\n\n")).toContain(`${linkUrl} `);
      for (const words of [
        `${appName} for a business loan for ${businessName}.`,
        "ur Xero",
        "could you do it for us",
      ])
        expect(body).toContain(words);
      expect(body).not.toMatch(/…|if you look after/i);
    },
  );

  it("writes a note to oneself, without what is said to somebody else", () => {
    const { subject, body } = inviteMessage({ ...invite, kind: "self" });
    expect(`${subject}\n\n${body}`).toMatchInlineSnapshot(`
      "Acme Lending: connect our Xero (Oak & Elm Ltd)

      A note to myself: connect our Xero to Acme Lending for Oak & Elm Ltd, from a computer.

      https://link.codat.io/company/1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10 

      What connecting does: it lets Acme Lending and Codat access our Xero data as a whole, until access is revoked. Codat keeps the data it has read until the connection is deleted. Connecting gives access; it doesn't set how Acme Lending uses the data.

      The link works until 6 December 2026."
    `);
  });

  it("writes a note to oneself with its names whole", () => {
    const businessName = "樫".repeat(80);
    const { form, body } = inviteMessage({
      ...invite,
      ...{ kind: "self", durable: true, businessName, appName: businessName },
    });
    expect(form).toBe("full");
    expect(body).toMatch(
      /^A note to myself: connect our Xero to 樫{80} for 樫{80}, from a computer\.\n\nhttps:/,
    );
    expect(body).not.toMatch(/Hi|Unsure|Sam Patel|password/);
  });

  it("takes another language's words", () => {
    const inviteMail = { ...english, greeting: "Bonjour {recipient}" };
    expect(inviteMessage(invite, { inviteMail }).body).toMatch(/^Bonjour Priya\n\n/);
  });

  describe("says", () => {
    const asked = {
      connect: "please connect",
      reconnect: "please reconnect",
      reminder: "a reminder to connect",
      self: "connect",
    };

    it.each(kinds.flatMap((kind) => sourceTypes.map((sourceType) => [kind, sourceType] as const)))(
      "what to do by way of %s for %s, with and without the platform's name",
      (kind, sourceType) => {
        const words = { accounting: "accounting", banking: "bank", commerce: "sales" }[sourceType];
        const ours = sourceType === "banking" ? "our accounts at Xero" : "our Xero";
        const named = inviteMessage({ ...invite, kind, sourceType });
        const unnamed = inviteMessage({ ...without("platformName"), kind, sourceType });
        expect(named.subject).toBe(`Acme Lending: ${asked[kind]} ${ours} (Oak & Elm Ltd)`);
        expect(named.body).toContain("our Xero");
        expect(unnamed.subject).toContain(`Acme Lending: ${asked[kind]} our ${words}`);
        expect(unnamed.body).toContain(`our ${words}`);
        expect(`${unnamed.subject} ${unnamed.body}`).not.toMatch(/\bXero\b/);
      },
    );

    it("connect unless told otherwise", () => {
      expect(inviteMessage({ ...invite, kind: undefined })).toEqual(
        inviteMessage({ ...invite, kind: "connect" }),
      );
    });

    it("that the connection has stopped, only when reconnecting", () => {
      expect(inviteMessage({ ...invite, kind: "reconnect" }).body).toContain("has stopped");
      expect(inviteMessage(invite).body).not.toContain("has stopped");
    });

    it("that it has not been done yet, only in a reminder", () => {
      expect(inviteMessage({ ...invite, kind: "reminder" }).body).toContain("hasn't been done yet");
      expect(inviteMessage(invite).body).not.toContain("hasn't been done yet");
    });

    it("that a durable link opens a page of the host's first", () => {
      const { body } = inviteMessage({ ...invite, durable: true });
      expect(body).toContain(
        "The link opens a page on Acme Lending's site that says who asked and what connecting allows.",
      );
      expect(body).toContain("you go on to Codat");
      expect(body).not.toContain("opens a page run by Codat");
    });

    it("who asks, for which business, why, what it allows, where it leads, until when, and whom to call", () => {
      const { body } = inviteMessage(invite);
      for (const words of [
        "applying to Acme Lending for a business loan for Oak & Elm Ltd",
        "please choose Oak & Elm Ltd",
        "lets Acme Lending and Codat access our Xero data as a whole, until access is revoked",
        "opens a page run by Codat",
        "works until 6 December 2026.",
        "all me on the number you already have",
        "Please don't send me your password",
      ]) {
        expect(body).toContain(words);
      }
    });

    it("that a link works once, with the time of day", () => {
      const { body } = inviteMessage({ ...invite, oneTime: true });
      expect(body).toContain("The link works once, until 6 December 2026 at 23:30 UTC.");
      expect(body).not.toContain("The link works until");
    });

    it("that a link works once, for a day where its end is not known", () => {
      const { body } = inviteMessage({ ...without("expiresAt"), oneTime: true });
      expect(body).toContain("The link works once, for a day.");
    });
  });

  describe("drops the sentence", () => {
    it.each([
      ["of the business", ["businessName"], /Oak|organisations/],
      ["of the purpose", ["purpose"], /loan|applying/],
      ["of the end", ["expiresAt"], /works until/],
      ["of who signs", ["inviterName"], /Sam Patel/],
      ["of whom it is to", ["recipientName"], /Priya/],
      ["of the platform", ["platformName"], /Xero/],
    ] as [string, (keyof InviteInput)[], RegExp][])("%s that is not known", (_, members, words) => {
      const { subject, body } = inviteMessage(without(...members));
      const text = `${subject}\n${body}`;
      expect(text).not.toMatch(words);
      expect(text).not.toMatch(/undefined|null|\{|\}|\(\)| {2}|\s,|\n{3}/);
      expect(subject).not.toBe("");
    });

    it("of an end that is no date", () => {
      const { body } = inviteMessage({ ...invite, expiresAt: new Date("soon") });
      expect(body).toBe(inviteMessage(without("expiresAt")).body);
    });

    it.each(["", "   ", "\n", "\u202e", "\u200b\ufeff"])(
      "of every name that is %j, as if it was not given",
      (blank) => {
        const all = ["platformName", "businessName", "inviterName", "recipientName", "purpose"] as const;
        const blanks = Object.fromEntries(all.map((member) => [member, blank]));
        expect(inviteMessage({ ...invite, ...blanks })).toEqual(inviteMessage(without(...all)));
      },
    );
  });

  describe("puts the link", () => {
    const links = [
      linkUrl,
      `${linkUrl}?link.otp=a%2Bb&x=$&y=$1&z=$$`,
      `${linkUrl}?a={business}&b={link}`,
      `${linkUrl}?a=b#c`,
      "https://link-api.codat.io/companies/x/connections/y/start?otp=123456",
    ];

    it.each(links)("%s alone on its line with a space after it, byte for byte", (url) => {
      const { body } = inviteMessage({ ...invite, linkUrl: url });
      expect(body.split("\n\n")).toContain(`${url} `);
      expect(body.split(url)).toHaveLength(2);
    });

    it("where the others' words are not", () => {
      const { subject, body } = inviteMessage({ ...invite, linkUrl: links[1] as string });
      expect(subject).not.toContain("https:");
      expect(body.replace(links[1] as string, linkUrl)).toBe(inviteMessage(invite).body);
    });
  });
});
