import { describe, expect, it } from "vitest";
import { english as messages, texts } from "./localeFiles.js";

const english = texts(messages).flatMap(([path, alternatives]) =>
  alternatives.map((text) => [path, text] as const),
);

/** What Codat's own documents do not bear out, or nobody on the page can know. */
const untrue: [phrase: string, pattern: RegExp][] = [
  ["read-only", /read[\s-]*only|only (be )?read|can.t change|view[\s-]only/i],
  ["never shared", /never\s+(be\s+)?shared|not\s+(be\s+)?shared|don.t share/i],
  ["one-time access", /one[\s-]*(time|off)\s+access|access\s+(only\s+)?once/i],
  ["erased on disconnecting", /\b(erase[sd]?|removed?|wiped?|destroyed)\b/i],
  ["secure, safe or encrypted", /\b(secure(ly)?|safe(ly)?|encrypted|bank[\s-]grade)\b/i],
  ["sent, of a mail that nobody sees", /\bsent\b/i],
  ["pressure", /\b(urgent(ly)?|immediately|asap|within 24 hours|act now|last chance)\b/i],
];

/** The one place where “sent” is true: that nobody knows. */
const allowed = /We can’t see whether it was sent\./g;

describe("English", () => {
  it.each(untrue)("never says %s", (_, pattern) => {
    const said = english.filter(([, text]) => pattern.test(text.replaceAll(allowed, "")));
    expect(said).toEqual([]);
  });

  it("says that data is kept on disconnecting wherever it says that a connection ended", () => {
    for (const [path, text] of english.filter(([path]) => path === "status.disconnected")) {
      expect([path, text]).toEqual([path, expect.stringContaining("Codat keeps the data it has read")]);
    }
  });

  it.each([
    ["consent.kept", /it does not delete that data/],
    ["consent.howLong", /until it is revoked/],
    ["consent.use", /doesn’t set how/],
    ["inviteMail.kept", /until the connection is deleted/],
    ["inviteMail.use", /doesn't set how/],
    ["inviteMail.password", /don't send me your password/],
  ])("keeps the truth in %s", (path, pattern) => {
    const alternatives = english.filter(([one]) => one === path);
    expect(alternatives).not.toEqual([]);
    for (const [, text] of alternatives) expect(text).toMatch(pattern);
  });

  it("knows its own banned phrases", () => {
    const samples = [
      "Access is read-only.",
      "Your data is never shared",
      "one-time access",
      "erased",
      "It was sent.",
    ];
    for (const sample of samples) expect(untrue.some(([, pattern]) => pattern.test(sample))).toBe(true);
  });
});
