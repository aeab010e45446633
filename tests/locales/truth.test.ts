import { describe, expect, it } from "vitest";
import {
  checksOf,
  expression,
  languages,
  locales,
  mails,
  pages,
  sentences,
  type Tree,
  wordsOf,
} from "./localeFiles.js";

/** Where “sent” is true: nobody knows it, or it is said of a person. */
const allowed = /We can’t see whether it was sent\.|whoever sent you here/g;

/** Who gets access is in the words themselves: the host by its name, and Codat. */
const who = /\{app\}.*Codat|Codat.*\{app\}/u;

/** What is claimed where: the list that every language is held to, key by key, in the words of its `checks.json`. */
const claimed: Record<"mail" | "pages", [path: RegExp, claims: string[]][]> = {
  mail: [
    [/^(brief\.)?access\./, ["who", "whole", "revoked"]],
    [/^kept$/, ["kept"]],
    [/^(brief\.)?use$/, ["use"]],
    [/^(brief\.)?opensPage$/, ["allows"]],
    [/^until$/, ["until"]],
    [/^oneTime$/, ["once"]],
    [/^renew$/, ["anew"]],
    [/^password$/, ["password"]],
    [/^(brief\.)?unsure$/, ["call"]],
  ],
  pages: [
    [/^invite\.access\./, ["who", "whole", "revoked"]],
    [/^invite\.howLong\./, ["revoked"]],
    [/^invite\.kept$/, ["kept", "notDeleted"]],
    [/^invite\.use$/, ["use"]],
    [/^invite\.notByApp$/, ["notByApp"]],
    [/^invite\.nothingYet$/, ["nothingYet"]],
    [/^invite\.goHint$/, ["neverAsks"]],
    [/^invite\.until$/, ["until"]],
    [/^(ended\.declinedNow|cannotOpen|signedOut)\.text$/, ["nothing"]],
    [/^returned\.nothing\.title$/, ["nothingNew"]],
  ],
};

/** What Codat's own documents do not bear out, nobody on the page can know, or only hurries. */
const untrueThings = [
  "readOnly",
  "neverShared",
  "oneTimeAccess",
  "erased",
  "secure",
  // Of a mail that nobody sees; whoever holds it may be told on a page that somebody wrote it.
  "sent",
  "pressure",
];

describe.each(languages)("in %s", (tag) => {
  const { claims, untrue } = checksOf(tag);
  const mail = sentences(wordsOf<object>(mails, tag));
  const page = sentences(wordsOf<object>(pages, tag));
  const ofParts = locales.filter(([one]) => one === tag).flatMap(([, words]) => sentences(words as Tree));

  it.each(untrueThings)("nothing says what is untrue (%s), and it would be known", (thing) => {
    const { pattern, samples } = untrue[thing] ?? { pattern: "(?!)", samples: [] };
    expect(samples.length).toBeGreaterThan(1);
    expect(samples.filter((sample) => !expression(pattern).test(sample))).toEqual([]);
    const said = [...ofParts, ...mail, ...(thing === "sent" ? [] : page)];
    expect(said.length).toBeGreaterThan(50);
    expect(said.filter(([, text]) => expression(pattern).test(text.replaceAll(allowed, "")))).toEqual([]);
  });

  it.each([
    ["mail", mail],
    ["pages", page],
  ] as const)("the truth stays in the words of the %s", (kind, said) => {
    const patterns: Record<string, RegExp> = {
      who,
      until: /\{date\}/,
      ...Object.fromEntries(Object.entries(claims).map(([name, source]) => [name, expression(source)])),
    };
    for (const [path, names] of claimed[kind]) {
      const found = said.filter(([one]) => path.test(one));
      expect.soft(found, String(path)).not.toEqual([]);
      for (const [key, text] of found)
        for (const name of names) expect.soft(text, `${key}: ${name}`).toMatch(patterns[name] ?? /(?!)/);
    }
  });

  it("knows each claim that is made somewhere, and no other", () => {
    const made = Object.values(claimed).flatMap((list) => list.flatMap(([, names]) => names));
    const inCode = ["who", "until"];
    expect([...new Set(made)].filter((name) => !inCode.includes(name)).sort()).toEqual(
      Object.keys(claims).sort(),
    );
  });
});

it("the parts keep the truth", () => {
  const truths: Record<string, RegExp> = {
    "status.disconnected": /Codat keeps the data it has read until the connection is deleted/,
    "consent.kept": /it does not delete that data/,
    "consent.howLong": /until it is revoked/,
    "consent.use": /doesn’t set how/,
  };
  for (const [path, pattern] of Object.entries(truths)) {
    const said = locales.flatMap(([, words]) => sentences(words)).filter(([one]) => one === path);
    expect.soft(said, path).not.toEqual([]);
    for (const [, text] of said) expect.soft(text, path).toMatch(pattern);
  }
});
