import { describe, expect, it } from "vitest";
import { baseOf, ownWords } from "../../scripts/locales.mjs";
import type { TypographyProperty } from "../../src/server/pages/pageMessages.js";
import {
  holes,
  type LanguageOf,
  type Locale,
  locales,
  mails,
  pages,
  regions,
  sentences,
  type Tree,
  texts,
  wordsOf,
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
  "handOver.bearer": ["date"],
  "handOver.oneTime": ["date"],
  "share.qrAlt": ["host"],
  "share.qrHost": ["host"],
  "inviteStatus.prepared": ["date", "until"],
  "inviteStatus.opened": ["date"],
  "inviteStatus.started": ["date"],
  "inviteStatus.connected": ["date"],
  "inviteStatus.expired": ["date"],
  "inviteStatus.cancelled": ["date"],
  "inviteStatus.earlier": ["count"],
  inviteMail: inMail,
  "waiting.heading": ["platform", "name", "other"],
  "waiting.asked": ["asked", "until"],
  copy: [],
  skipStep: [],
};
const inPages: Filled = {
  "": [...names, "inviter"],
  "invite.goHint": ["host", "app"],
  "invite.until": ["date"],
  questions: ["contact"],
};

const kinds: [kind: string, files: Locale<LanguageOf>[], filled: Filled][] = [
  ["parts", locales, inParts],
  ["mail", mails, { "": inMail }],
  ["pages", pages, inPages],
];

describe.each(
  kinds.flatMap(([kind, files, filled]) =>
    files.map(([name, words]) => [kind, name, words, wordsOf(files, "en"), filled] as const),
  ),
)("the words of the %s in %s", (_, name, words, english, filled) => {
  const fillable = (path: string) => {
    const parts = path.split(".");
    const paths = parts.map((_, index) => parts.slice(0, parts.length - index).join("."));
    return filled[paths.find((one) => one in filled) ?? ""] ?? [];
  };

  it("are in the language that their folder is named after", () => {
    expect(new Intl.Locale(words.locale).toString()).toBe(words.locale);
    expect(name === "en" ? new Intl.Locale(words.locale).language : words.locale).toBe(name);
  });

  it("have the keys of English, in English's order", () => {
    expect(Object.keys(words).filter((key) => key !== "brief")).toEqual(Object.keys(english));
    expect(bySourceType(words).map(([path]) => path)).toEqual(bySourceType(english).map(([path]) => path));
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

  it("say what English says, of the same values; who asks may be named again", () => {
    const inEnglish = new Map(bySourceType(english));
    const valuesIn = (path: string, alternatives: readonly string[] = []) => {
      // The last subject of some has no room for the platform.
      const alike = path.startsWith("subject.") ? alternatives.slice(0, -1) : alternatives;
      return alike.map((text) => [...new Set(holes(text))].filter((hole) => hole !== "app").sort());
    };
    for (const [path, alternatives] of bySourceType(words))
      expect.soft(valuesIn(path, alternatives), path).toEqual(valuesIn(path, inEnglish.get(path)));
  });
});

/** Texts of which English may have one for every source type and another language three; `brief` is nobody's duty. */
function bySourceType(words: Tree): [path: string, alternatives: string[]][] {
  return texts(words)
    .filter(([path]) => !path.startsWith("brief."))
    .flatMap(([path, alternatives]) =>
      path.endsWith(".platform")
        ? ["accounting", "banking", "commerce"].map((one): [string, string[]] => [
            `${path}.${one}`,
            alternatives,
          ])
        : [[path, alternatives]],
    );
}

describe.each(mails)("the mail in %s", (_, words) => {
  const all = Object.fromEntries(texts(words));
  const of = (start: string) => Object.entries(all).filter(([path]) => path.startsWith(start));

  it("has a subject that names nobody, for names that leave no room", () => {
    expect(of("subject.").length).toBeGreaterThanOrEqual(16);
    for (const [path, alternatives] of of("subject."))
      expect.soft(holes(alternatives.at(-1) ?? ""), path).not.toEqual(expect.arrayContaining(["app"]));
  });

  it("has a subject that begins with a word of its own where it runs from right to left: mail programs drop isolates", () => {
    const begun = of("subject.").flatMap(([, alternatives]) =>
      alternatives.map((text) => text.startsWith("{")),
    );
    expect(begun.length).toBeGreaterThan(30);
    if (words.dir === "rtl") expect(begun).not.toContain(true);
  });

  it("names app and business in every request that may stand alone", () => {
    const alone = [...of("ask.self."), ...of("brief.ask.")];
    for (const [path, [first = ""]] of alone)
      expect.soft(holes(first), path).toEqual(expect.arrayContaining(["app", "business"]));
    expect(alone.length).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ["subject", /^subject\.\w+\.accounting$/, 4],
    ["request", /^ask\.\w+\.accounting$/, 4],
    ["shorter request", /^brief\.ask\.\w+\.accounting$/, words.brief ? 3 : 0],
  ] as const)("has a %s of its own for every kind", (_, path, count) => {
    const said = texts(words).filter(([one]) => path.test(one));
    expect(said).toHaveLength(count);
    expect(new Set(said.map(([, alternatives]) => alternatives.join())).size).toBe(count);
  });

  it("has all of the fewer words, or none", () => {
    if (!words.brief) return;
    const { ask, access, ...rest } = words.brief;
    expect(Object.keys(rest)).toEqual(["opensPage", "use", "unsure"]);
    expect(Object.keys(ask)).toEqual(["connect", "reconnect", "reminder"]);
    for (const one of Object.values(ask))
      expect(Object.keys(one).sort()).toEqual(["accounting", "banking", "commerce", "platform"]);
    expect(Object.keys(access)).toEqual(["accounting", "banking", "commerce"]);
  });
});

describe.each(regions)("the region %s", (tag) => {
  it.each(["mail", "pages"] as const)("holds in its %s only what its language says otherwise", (purpose) => {
    const base = new Map(texts(wordsOf<object>(purpose === "mail" ? mails : pages, baseOf(tag) ?? "")));
    const own = texts((ownWords(tag, purpose) ?? {}) as Tree);
    expect(own).not.toEqual([]);
    for (const [path, alternatives] of own) {
      expect.soft(base.get(path), path).toBeDefined();
      expect.soft(alternatives, path).not.toEqual(base.get(path));
    }
  });
});

it.each([
  ["fr", /(?<!\u00a0):|(?<!\u202f)[;?!]|«(?!\u00a0)|(?<!\u00a0)»/],
  ["fr-CA", /(?<!\u00a0):|\s[;?!]|«(?!\u00a0)|(?<!\u00a0)»/],
] as const)("%s has its spaces where its typography has them", (tag, wrong) => {
  const french = [wordsOf<object>(mails, tag), wordsOf<object>(pages, tag)].flatMap((words) =>
    sentences(words),
  );
  expect(french.filter(([, text]) => text.includes("\u00a0:")).length).toBeGreaterThan(10);
  expect(french.filter(([, text]) => /[;?!]/.test(text)).length).toBeGreaterThan(10);
  expect(french.filter(([, text]) => wrong.test(text))).toEqual([]);
});

it("the pages speak every language that the mail speaks, each under a name of its own", () => {
  expect(pages.map(([name]) => name).sort()).toEqual(mails.map(([name]) => name).sort());
  const whole = pages.filter(([tag]) => !baseOf(tag));
  expect(new Set(whole.map(([, { name }]) => name)).size).toBe(whole.length);
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
