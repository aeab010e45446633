import { describe, expect, it } from "vitest";
import type { TypographyProperty } from "../../src/server/pages/pageMessages.js";
import {
  englishOf,
  holes,
  type LanguageOf,
  type Locale,
  locales,
  mails,
  pages,
  sentences,
  texts,
} from "./localeFiles.js";

/** What the code fills, by the longest path that fits. */
type Filled = Record<string, readonly string[]>;

const names = ["app", "business", "platform"];
const inMail = [...names, "inviter", "recipient", "purpose", "date"];
const inParts: Filled = {
  "": [...names, "organisation"],
  "status.asOf": ["time"],
  "connectHint.newTab": ["host"],
  "connectHint.sameTab": ["host"],
  "invite.bearer": ["date"],
  "invite.oneTime": ["date"],
  "share.qrAlt": ["host"],
  "share.qrHost": ["host"],
  "inviteStatus.until": ["date"],
  inviteMail: inMail,
  "waiting.heading": ["platform", "name", "other"],
  "waiting.asked": ["asked", "until"],
  copy: [],
  skipStep: [],
};
const inPages: Filled = {
  "": [...names, "inviter"],
  "invite.goHint": ["host"],
  "invite.until": ["date"],
  questions: ["contact"],
};

/** Where the short form is the normal one, it has no room to say the business twice. */
const mayLeaveOut = /^short\.ask\./;

const kinds: [kind: string, files: Locale<LanguageOf>[], filled: Filled][] = [
  ["parts", locales, inParts],
  ["mail", mails, { "": inMail }],
  ["pages", pages, inPages],
];

describe.each(
  kinds.flatMap(([kind, files, filled]) =>
    files.map(([name, words]) => [kind, name, words, englishOf(files), filled] as const),
  ),
)("the words of the %s in %s", (_, name, words, english, filled) => {
  const fillable = (path: string) => {
    const parts = path.split(".");
    const paths = parts.map((_, index) => parts.slice(0, parts.length - index).join("."));
    return filled[paths.find((one) => one in filled) ?? ""] ?? [];
  };

  it("are in the language that their file is named after", () => {
    expect(new Intl.Locale(words.locale).toString()).toBe(words.locale);
    expect(name === "en" ? new Intl.Locale(words.locale).language : words.locale).toBe(name);
  });

  it("have the keys of English, in English's order", () => {
    expect(Object.keys(words)).toEqual(Object.keys(english));
    expect(texts(words).map(([path]) => path)).toEqual(texts(english).map(([path]) => path));
  });

  it("have a direction that is one, and the language's own", () => {
    const rightToLeft = ["ar", "he", "fa", "ur"].includes(new Intl.Locale(name).language);
    expect(words.dir).toBe(rightToLeft ? "rtl" : "ltr");
  });

  it("fill every hole of every text", () => {
    for (const [path, alternatives] of texts(words)) {
      for (const text of alternatives) {
        expect.soft(fillable(path), path).toEqual(expect.arrayContaining(holes(text)));
        expect.soft(text.replaceAll(/\{\w+\}/g, ""), path).not.toMatch(/[{}]/);
      }
    }
  });

  it("are all there, without spaces around them", () => {
    for (const [path, alternatives] of texts(words)) {
      expect.soft(alternatives, path).not.toEqual([]);
      for (const text of alternatives) expect.soft(text, path).toMatch(/^\S(.*\S)?$/s);
    }
  });

  it("reach every alternative of a text: a later one never needs more", () => {
    for (const [path, alternatives] of texts(words)) {
      alternatives.forEach((text, index) => {
        for (const later of alternatives.slice(index + 1)) {
          const needsNoMore = holes(text).every((hole) => holes(later).includes(hole));
          expect.soft(needsNoMore, `${path}: “${later}” after “${text}”`).toBe(false);
        }
      });
    }
  });

  it("say what English says, of the same values", () => {
    const inEnglish = new Map(texts(english));
    const valuesIn = (alternatives: readonly string[] = []) =>
      alternatives.map((text) => [...new Set(holes(text))].sort());
    for (const [path, alternatives] of texts(words)) {
      const used = valuesIn(alternatives);
      const usedInEnglish = valuesIn(inEnglish.get(path));
      if (mayLeaveOut.test(path)) expect.soft(usedInEnglish, path).toEqual(expect.arrayContaining(used));
      else expect.soft(used, path).toEqual(usedInEnglish);
    }
  });
});

it("Canadian French has its spaces where its typography has them", () => {
  const french = [...mails, ...pages]
    .filter(([name]) => name === "fr-CA")
    .flatMap(([, words]) => sentences(words));
  expect(french.filter(([, text]) => text.includes("\u00a0:")).length).toBeGreaterThan(10);
  const wrong = /(?<!\u00a0):|\s[;?!]|«(?!\u00a0)|(?<!\u00a0)»/;
  expect(french.filter(([, text]) => wrong.test(text))).toEqual([]);
});

it("the pages speak every language that the mail speaks, each under a name of its own", () => {
  expect(pages.map(([name]) => name).sort()).toEqual(mails.map(([name]) => name).sort());
  expect(new Set(pages.map(([, { name }]) => name)).size).toBe(pages.length);
});

it.each([...mails, ...pages])("between two sentences in %s stands a space, or nothing", (name, words) => {
  const isWithoutSpaces = ["ja", "zh"].includes(new Intl.Locale(name).language);
  expect(words.sentenceSeparator).toBe(isWithoutSpaces ? "" : " ");
});

const allowed: Record<TypographyProperty, true> = {
  "hyphenate-limit-chars": true,
  hyphens: true,
  "line-break": true,
  "line-height": true,
  "word-break": true,
};

it.each(pages)("the typography of the pages in %s is of allowed properties and plain values", (_, words) => {
  for (const [property, value] of Object.entries(words.typography)) {
    expect(allowed).toHaveProperty(property);
    expect(value).toMatch(/^[\w.-]+( [\w.-]+)*$/);
  }
});

it("says of each language whether a native speaker of the trade has read it", () => {
  const reviewed = [...mails, ...pages].map(([name, words]) => [name, words.reviewed] as const);
  const count = (state: boolean) => [
    ...new Set(reviewed.filter(([, is]) => is === state).map(([name]) => name)),
  ];
  expect(count(true)).toEqual(["en"]);
  expect(count(false)).toEqual(["ar", "de", "fr-CA", "ja"]);
});
