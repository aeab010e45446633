import { type InviteMailMessages, inviteMessage } from "codat-onboarding/core";
import en from "codat-onboarding/locales/en";
import { describe, expect, it } from "vitest";
import { invite, inviteNaming, nameMembers } from "./invites.js";

function textWith(name: string): string {
  const { subject, body } = inviteMessage(inviteNaming(name));
  return `${subject}\n${body}`;
}

const english = en.inviteMail as InviteMailMessages;
const paragraphs = (text: string) => text.split("\n").length;

describe("a name in an invite", () => {
  it.each([
    ["ltr", "شركة أكمي", true],
    ["ltr", "Oak & Elm", false],
    ["ltr", "漢字", false],
    ["rtl", "Oak & Elm", true],
    ["rtl", "漢字", true],
    ["rtl", "شركة أكمي 2", false],
    ["rtl", "אקמי", false],
    ["rtl", "365", false],
  ] as const)("is isolated in a mail that runs %s where it runs the other way: %s", (dir, name, is) => {
    const { body } = inviteMessage({ ...invite, businessName: name }, { inviteMail: { ...english, dir } });
    expect(body).toContain(is ? `choose \u2068${name}\u2069.` : `choose ${name}.`);
  });

  it.each([
    ["markup", '<img src=x onerror="alert(1)">'],
    ["an entity", "Oak &amp; Elm"],
    ["quotation marks", `O'Hara "Oak" Ltd`],
    ["a template's braces", "{{7*7}}"],
    ["a hole", "{business}"],
    ["another hole", "{inviter} {app} {platform} {date}"],
    ["a hole of the prototype", "{constructor}"],
    ["a replacement pattern", "$& $1 $` $' $$ $<name>"],
    ["an escape", "%0D%0ABcc: evil@example.com"],
    ["a header", "Bcc: evil@example.com"],
    ["an address in the web", "https://evil.example/"],
    ["Arabic", "شركة أكمي"],
    ["Hebrew", "בית קפה"],
    ["Japanese", "株式会社アクメ"],
    ["Persian with a joiner that belongs there", "می\u200cخواهم"],
    ["an emoji of several code points", "👩🏽\u200d💻"],
    ["eighty characters", "x".repeat(80)],
  ])("stands as it is: %s", (_, name) => {
    for (const member of nameMembers) {
      const { subject, body } = inviteMessage({ ...invite, [member]: name });
      expect(`${subject} ${body}`).toContain(name);
      expect(subject).not.toContain("\n");
      expect(paragraphs(body)).toBe(paragraphs(inviteMessage(invite).body));
    }
  });

  it.each([
    ["CRLF", "Oak\r\nBcc: Elm", "Oak Bcc: Elm"],
    ["two line breaks", "Oak\n\nElm", "Oak Elm"],
    ["a tab", "Oak\tElm", "Oak Elm"],
    ["NUL", "Oak\0Elm", "Oak Elm"],
    ["next line", "Oak\x85Elm", "Oak Elm"],
    ["a line separator", "Oak\u2028Elm", "Oak Elm"],
    ["a paragraph separator", "Oak\u2029Elm", "Oak Elm"],
    ["spaces around", "  Oak Elm ", "Oak Elm"],
    ["a bidi override", "Oak \u202eElm\u202c", "Oak Elm"],
    ["bidi isolates", "\u2066Oak\u2069 \u2067Elm\u2069", "Oak Elm"],
    ["direction marks", "Oak\u200e \u200fElm", "Oak Elm"],
    ["an Arabic letter mark", "Oak \u061cElm", "Oak Elm"],
    ["a zero-width space", "O\u200bak Elm", "Oak Elm"],
    ["a byte order mark", "\ufeffOak Elm", "Oak Elm"],
    ["a word joiner", "Oak\u2060 Elm", "Oak Elm"],
  ])("is one plain line without %s", (_, name, plain) => {
    expect(textWith(name)).toBe(textWith(plain));
  });

  it("loses every character that steers direction", () => {
    const steering = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter(
      (character) => /\p{Bidi_Control}/u.test(character),
    );
    expect(steering.length).toBeGreaterThan(10);
    for (const character of steering) expect(textWith(`Oak${character} Elm`)).toBe(textWith("Oak Elm"));
  });

  it.each([
    ["letters", "x".repeat(81), `${"x".repeat(79)}…`],
    ["10 kB", "Oak ".repeat(2500), `${"Oak ".repeat(20).slice(0, 79)}…`],
  ])("of more than 80 characters is cut with an ellipsis: %s", (_, name, cut) => {
    const { body } = inviteMessage({ ...invite, businessName: name });
    expect(body).toContain(`please choose ${cut}`);
    expect(body).not.toContain(name);
  });

  it("stays whole where nothing but the link is too long", () => {
    const linkUrl = invite.linkUrl.padEnd(3000, "x");
    const { body } = inviteMessage({ ...inviteNaming("x".repeat(80)), linkUrl });
    expect(body).toContain(`please choose ${"x".repeat(80)}.`);
  });
});
