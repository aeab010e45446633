import { type ComposedMessage, inviteMessage } from "codat-onboarding/core";
import { describe, expect, it } from "vitest";
import { invite, kinds, sourceTypes } from "../core/mail/invites.js";
import {
  checksOf,
  companiesOf,
  expression,
  glossaryOf,
  languages,
  mails,
  pages,
  sentences,
  wordsOf,
} from "./localeFiles.js";
import { pagesIn } from "./pagesIn.js";

/** Names that have tripped a sentence up, in every language. */
const awkward = [
  ..."Inc.|Ltd.|Co.|S.L.|S.A.|B.V.|e.K.|Pty. Ltd.|inc.|Corp.".split("|").map((form) => `Oak & Elm ${form}`),
  ..."Intuit|Etsy|Amazon|eBay|Œuvre & Cie|Hôtel Odéon|Ærø Bryghus".split("|"),
  ..."Deutsche Bank|Banque Populaire|Bank of America, N.A.|Der Spiegel|The Co-operative Bank|La Banque Postale".split(
    "|",
  ),
  ..."شركة مخبز النخيل (ذ.م.م.)|חברת אלון בע״מ|株式会社山田製作所|Yahoo!|Who Gives A Crap?|1&1|{app}|$& Sons".split(
    "|",
  ),
];

const nameHoles = /\{(app|business|platform|inviter|recipient)\}/;

describe.each(languages)("in %s", (tag) => {
  const mail = wordsOf(mails, tag);
  const all = [...sentences(mail), ...sentences(wordsOf<object>(pages, tag))];

  it("no article, possessive or word that governs a case stands right before a name", () => {
    const { pattern, samples } = checksOf(tag).notBeforeNames;
    expect(samples.length).toBeGreaterThan(1);
    expect(samples.filter((sample) => !expression(pattern).test(sample))).toEqual([]);
    const before = all.flatMap(([path, text]) =>
      text
        .split(nameHoles)
        .flatMap((part, index, parts) => (index % 2 === 0 && parts[index + 1] ? [[path, part]] : [])),
    );
    expect(before.length).toBeGreaterThan(100);
    expect(before.filter(([, part = ""]) => expression(pattern).test(part))).toEqual([]);
  });

  it("one thing has one term", () => {
    for (const [thing, { term, not }] of Object.entries(glossaryOf(tag))) {
      const using = (one: string) => all.filter(([, text]) => text.toLowerCase().includes(one.toLowerCase()));
      expect.soft(using(term), `${thing}: ${term}`).not.toEqual([]);
      for (const other of not) expect.soft(using(other), `${thing}: ${other}`).toEqual([]);
    }
  });

  const companies = companiesOf(tag);

  it("has fifty real names of its country to be tried with", () => {
    expect(new Set(companies).size).toBe(50);
  });

  it("a mail with any of them, or an awkward one, has its names whole, one full stop, and a subject in its direction", () => {
    const faults: string[] = [];
    for (const name of [...companies, ...awkward]) {
      for (const kind of kinds) {
        for (const sourceType of sourceTypes) {
          const names = { appName: name, businessName: name, platformName: name };
          const message = inviteMessage(
            { ...invite, ...names, kind, sourceType, durable: true },
            { inviteMail: mail },
          );
          faults.push(
            ...faultsOf(message, name, mail.dir).map((fault) => `${name}, ${kind}, ${sourceType}: ${fault}`),
          );
        }
      }
    }
    expect(faults).toEqual([]);
  });

  it("the colleague's page with any of them has the names whole, and one full stop", async () => {
    const shown = await pagesIn(mail.locale, [...companies, ...awkward]);
    expect(shown.length).toBeGreaterThan(300);
    expect(shown.filter(([name, text]) => !text.includes(name) || hasTwoStops(text, name))).toEqual([]);
  });

  it("says the first of a month as it is said there, and the last", () => {
    const said = (day: number) =>
      inviteMessage({ ...invite, expiresAt: new Date(Date.UTC(2026, 11, day, 12)) }, { inviteMail: mail })
        .body;
    const first = { fr: "1er décembre 2026", "fr-CA": "1er décembre 2026", de: "1. Dezember 2026" }[tag];
    if (first) expect(said(1)).toContain(first);
    expect(said(1)).not.toBe(said(31));
    const dayOf = (day: number) =>
      new Intl.DateTimeFormat(mail.locale, { dateStyle: "long", timeZone: "UTC" }).format(
        Date.UTC(2026, 11, day),
      );
    expect(said(31)).toContain(dayOf(31));
    if (!tag.startsWith("fr")) expect(said(1)).toContain(dayOf(1));
  });
});

/** What is wrong with a mail in which every name is this one. */
function faultsOf({ form, subject, body }: ComposedMessage, name: string, dir: "ltr" | "rtl"): string[] {
  const faults: [string, boolean][] = [
    ["too long", form !== "full"],
    ["cut", !body.includes(name)],
    ["two full stops", hasTwoStops(body, name)],
    ["gap", / {2}|undefined|\(\)/.test(body)],
    ["subject in the other direction", directionOf(subject) !== dir],
    ["open isolate", [subject, body].some((text) => isolates(text) !== 0)],
  ];
  return faults.flatMap(([fault, is]) => (is ? [fault] : []));
}

/** Whether a full stop follows a name that brings its own. */
function hasTwoStops(text: string, name: string): boolean {
  const rest = text.replaceAll(name, "X");
  return /\.\./.test(rest) || (/[.!?]$/.test(name) && /X\u2069?\./.test(rest));
}

/** The direction that a line without markup gets: of its first strong letter, what is isolated left out. */
function directionOf(line: string): "ltr" | "rtl" {
  const [first = ""] = line.replaceAll(/\u2068.*?\u2069/gu, "").match(/\p{L}/u) ?? [];
  return /[\u0590-\u08ff\ufb1d-\ufefc]/.test(first) ? "rtl" : "ltr";
}

/** How many isolates of a text are open at its end. */
function isolates(text: string): number {
  return text.split("\u2068").length - text.split("\u2069").length;
}
