import { describe, expect, it } from "vitest";
import { english, holes, locales, texts } from "./localeFiles.js";

/** What the code fills, by the longest path that fits. */
const filled: Record<string, readonly string[]> = {
  "": ["app", "business", "platform", "organisation"],
  "connectHint.newTab": ["host"],
  "connectHint.sameTab": ["host"],
  "invite.bearer": ["date"],
  "invite.oneTime": ["date"],
  inviteMail: ["app", "business", "platform", "inviter", "recipient", "purpose", "date"],
  "authStep.heading": [],
  "authStep.benefit": [],
  "authStep.next": [],
  copy: [],
  skipStep: [],
};

function fillable(path: string): readonly string[] {
  const parts = path.split(".");
  const paths = parts.map((_, index) => parts.slice(0, parts.length - index).join("."));
  return filled[paths.find((one) => one in filled) ?? ""] ?? [];
}

describe.each(locales)("the locale %s", (name, messages) => {
  it("is named after its language", () => {
    for (const { locale } of [messages, messages.inviteMail]) {
      expect(new Intl.Locale(locale).toString()).toBe(locale);
      expect(new Intl.Locale(locale).language).toBe(new Intl.Locale(name).language);
    }
  });

  it("has the keys of English, in English's order", () => {
    expect(texts(messages).map(([path]) => path)).toEqual(texts(english).map(([path]) => path));
  });

  it("has a direction that is one, and the language's own", () => {
    const rightToLeft = ["ar", "he", "fa", "ur"].includes(new Intl.Locale(name).language);
    expect(messages.dir).toBe(rightToLeft ? "rtl" : "ltr");
    expect(messages.inviteMail.dir).toBe(messages.dir);
    expect(messages.inviteMail.form).toMatch(/^(full|short)$/);
  });

  it.each(texts(messages))("fills every hole in %s", (path, alternatives) => {
    for (const text of alternatives) {
      expect(fillable(path)).toEqual(expect.arrayContaining(holes(text)));
      expect(text.replaceAll(/\{\w+\}/g, "")).not.toMatch(/[{}]/);
    }
  });

  it.each(texts(messages))("has words in %s, without spaces around them", (_, alternatives) => {
    expect(alternatives).not.toEqual([]);
    for (const text of alternatives) expect(text).toMatch(/^\S(.*\S)?$/s);
  });

  it.each(texts(messages).filter(([, { length }]) => length > 1))(
    "reaches every alternative of %s: a later one never needs more",
    (_, alternatives) => {
      alternatives.forEach((text, index) => {
        for (const later of alternatives.slice(index + 1)) {
          expect(holes(text).every((hole) => holes(later).includes(hole))).toBe(false);
        }
      });
    },
  );

  it.each(texts(messages))("never needs more in %s than English does", (path, alternatives) => {
    const inEnglish = texts(english).find(([one]) => one === path)?.[1] ?? [];
    expect(inEnglish.flatMap(holes)).toEqual(expect.arrayContaining(alternatives.flatMap(holes)));
    expect(holes(inEnglish.at(-1) ?? "")).toEqual(expect.arrayContaining(holes(alternatives.at(-1) ?? "")));
  });
});
