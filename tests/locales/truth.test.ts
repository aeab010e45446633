import { describe, expect, it } from "vitest";
import { locales, mails, pages, sentences, type Tree } from "./localeFiles.js";
import { untrueIn, untrueThings } from "./untrue.js";

const languages = mails.map(([name]) => name).sort();

/** Where “sent” is true: nobody knows it, or it is said of a person. */
const allowed = /We can’t see whether it was sent\.|whoever sent you here/g;

/** What must be said, by the part of the words that says it; each language in its own way. */
const promises: Record<string, Record<Promised, RegExp>> = {
  en: {
    whole: /as a whole/,
    revoked: /until (access|it) is revoked/,
    kept: /keeps the data it has read until the connection is deleted/,
    notDeleted: /does not delete that data/,
    use: /does(n't|n’t| not) set how/,
    password: /don't send me your password/,
    call: /call me on the number you already have/i,
    nothingYet: /has connected nothing/,
    neverAsks: /never asks for a password/,
  },
  "fr-CA": {
    whole: /l['’]ensemble d/,
    revoked: /jusqu['’]à ce (que l['’]accès|qu['’]il) soit révoqué/,
    kept: /conserve les données (qu’elle a )?lues jusqu['’]à la suppression de la connexion/,
    notDeleted: /ne supprime pas ces données/,
    use: /ne détermine (pas|ni)/,
    password: /Ne m'envoyez surtout pas votre mot de passe/,
    call: /Appelez-moi au numéro que vous avez déjà/,
    nothingYet: /n’a rien connecté/,
    neverAsks: /ne demande jamais de mot de passe/,
  },
  de: {
    whole: /auf (sämtliche|all unsere)/,
    revoked: /bis (er|der Zugriff) widerrufen wird/,
    kept: /behält die gelesenen Daten, bis die Verbindung gelöscht wird/,
    notDeleted: /diese Daten löscht es nicht/,
    use: /legt (es |das )?nicht fest|legt nicht fest/,
    password: /schicken Sie mir nicht Ihr Passwort/,
    call: /rufen Sie mich unter der Nummer an, die Sie schon haben/i,
    nothingYet: /hat nichts verbunden/,
    neverAsks: /fragt nie nach einem Passwort/,
  },
  ar: {
    whole: /بكاملها|كل /,
    revoked: /حتى (يُلغى|الإلغاء)/,
    kept: /تحتفظ Codat (بما|بالبيانات التي) قرأته\S? حتى (يُحذف|حذف) الربط/,
    notDeleted: /ولا يحذف تلك البيانات/,
    use: /لا يحدد/,
    password: /عدم إرسال كلمة مرورك/,
    call: /الرقم الموجود لديك من قبل|برقمي لديك/,
    nothingYet: /لم يؤدِّ .* إلى ربط أي شيء/,
    neverAsks: /لا تطلب كلمة مرور أبدًا/,
  },
  ja: {
    whole: /全体に/,
    revoked: /取り消(されるまで|すまで)/,
    kept: /連携(の|が)削除(される)?まで、?(取得|読み取った)データを保持します/,
    notDeleted: /そのデータは削除されません/,
    use: /定め(るものではあり)?ません/,
    password: /パスワードはお送りにならないでください/,
    call: /ご存じの番号にお電話ください/,
    nothingYet: /何も連携されていません/,
    neverAsks: /パスワードをお尋ねすることはありません/,
  },
};

type Promised =
  | "whole"
  | "revoked"
  | "kept"
  | "notDeleted"
  | "use"
  | "password"
  | "call"
  | "nothingYet"
  | "neverAsks";

const inMail: [path: RegExp, said: Promised[]][] = [
  [/^access\./, ["whole", "revoked"]],
  [/^short\.access\./, ["whole", "revoked"]],
  [/^kept$/, ["kept"]],
  [/^(short\.)?use$/, ["use"]],
  [/^password$/, ["password"]],
  [/^(short\.)?unsure$/, ["call"]],
];

const inPages: [path: RegExp, said: Promised[]][] = [
  [/^invite\.access\./, ["whole"]],
  [/^invite\.howLong$/, ["revoked"]],
  [/^invite\.kept$/, ["kept", "notDeleted"]],
  [/^invite\.use$/, ["use"]],
  [/^invite\.nothingYet$/, ["nothingYet"]],
  [/^invite\.goHint$/, ["neverAsks"]],
];

describe.each(languages)("in %s", (name) => {
  const untrue = untrueIn[name];
  const of = (all: [string, Tree][]) =>
    all.filter(([one]) => one === name).flatMap(([, words]) => sentences(words));

  it("nothing says what is untrue", () => {
    for (const thing of untrueThings) {
      const { pattern, inMessage } = untrue?.[thing] ?? {};
      const said = [...of(locales), ...of(mails), ...(inMessage ? [] : of(pages))];
      expect.soft(pattern, thing).toBeDefined();
      expect.soft(said.length, thing).toBeGreaterThan(50);
      const found = said.filter(([, text]) => pattern?.test(text.replaceAll(allowed, "")));
      expect.soft(found, thing).toEqual([]);
    }
  });

  it("what is untrue is known when it is said", () => {
    for (const thing of untrueThings) {
      const { pattern, samples = [] } = untrue?.[thing] ?? {};
      expect.soft(samples.length, thing).toBeGreaterThan(1);
      const unknown = samples.filter((sample) => !pattern?.test(sample));
      expect.soft(unknown, thing).toEqual([]);
    }
  });

  it.each([
    ["mail", mails, inMail],
    ["pages", pages, inPages],
  ] as const)("the truth stays in the words of the %s", (_, files, kept) => {
    for (const [path, promised] of kept) {
      const found = of(files as [string, Tree][]).filter(([one]) => path.test(one));
      expect.soft(found, String(path)).not.toEqual([]);
      for (const [key, text] of found) {
        for (const one of promised)
          expect.soft(text, `${key}: ${one}`).toMatch(promises[name]?.[one] ?? /(?!)/);
      }
    }
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
