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

  it.each(untrueThings)("nothing says %s", (thing) => {
    const { pattern, inMessage } = untrue?.[thing] ?? {};
    const said = [...of(locales), ...of(mails), ...(inMessage ? [] : of(pages))];
    expect(pattern).toBeDefined();
    expect(said.length).toBeGreaterThan(50);
    expect(said.filter(([, text]) => pattern?.test(text.replaceAll(allowed, "")))).toEqual([]);
  });

  it.each(untrueThings)("the pattern of %s knows it when it is said", (thing) => {
    const { pattern, samples = [] } = untrue?.[thing] ?? {};
    expect(samples.length).toBeGreaterThan(1);
    expect(samples.filter((sample) => !pattern?.test(sample))).toEqual([]);
  });

  it.each([
    ["mail", mails, inMail],
    ["pages", pages, inPages],
  ] as const)("the truth stays in the words of the %s", (_, files, kept) => {
    for (const [path, promised] of kept) {
      const found = of(files as [string, Tree][]).filter(([one]) => path.test(one));
      expect(found).not.toEqual([]);
      for (const [, text] of found) {
        for (const one of promised) expect(text).toMatch(promises[name]?.[one] ?? /(?!)/);
      }
    }
  });
});

it.each([
  ["status.disconnected", /Codat keeps the data it has read until the connection is deleted/],
  ["consent.kept", /it does not delete that data/],
  ["consent.howLong", /until it is revoked/],
  ["consent.use", /doesn’t set how/],
])("the parts keep the truth in %s", (path, pattern) => {
  const said = locales.flatMap(([, words]) => sentences(words)).filter(([one]) => one === path);
  expect(said).not.toEqual([]);
  for (const [, text] of said) expect(text).toMatch(pattern);
});
