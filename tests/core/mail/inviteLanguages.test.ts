import { type InviteInput, inviteMessage, mailtoUrl } from "codat-onboarding/core";
import { describe, expect, it } from "vitest";
import { durableLink, invite, inviteNaming, kinds, mails, nameMembers, sourceTypes } from "./invites.js";

const links = [
  durableLink(85),
  "https://link.codat.io/company/1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10?link.otp=a%2Bb&x=$&y=$1&z={business}",
];

const without = Object.fromEntries(nameMembers.slice(2).map((name) => [name, undefined]));
const inputs: [what: string, input: InviteInput][] = [
  ["every name", invite],
  ["names of 80 letters", inviteNaming("漢".repeat(80))],
  ["hardly a name", { ...invite, ...without, platformName: undefined, expiresAt: undefined }],
];

/** Every draft of an input: kinds, source types, links, what is known of the link's life. */
function* draftsOf(input: InviteInput): Generator<InviteInput> {
  for (const kind of kinds)
    for (const sourceType of sourceTypes)
      for (const linkUrl of links)
        for (const life of [{}, { durable: true }, { oneTime: true }])
          yield { ...input, kind, sourceType, linkUrl, ...life };
}

describe.each(mails)("an invite in %s", (language, inviteMail) => {
  describe.each(inputs)("with %s", (_, input) => {
    const drafts = [...draftsOf(input)].map((one) => [one, inviteMessage(one, { inviteMail })] as const);

    it("has its link whole, once, and alone on its line with a space after it", () => {
      expect(drafts).toHaveLength(72);
      for (const [{ linkUrl }, { body }] of drafts) {
        expect(body.split("\n").filter((line) => line.includes("https:"))).toEqual([`${linkUrl} `]);
        expect(body).toMatch(/\n\nhttps:\S+ (\n\n|$)/);
        expect(decodeURIComponent(mailtoUrl({ subject: "", body }))).toContain(`\r\n\r\n${linkUrl} `);
      }
    });

    it("has no hole, no gap and no half sentence", () => {
      for (const [, { subject, body }] of drafts) {
        expect(`${subject}\n${body.replaceAll(/https:\S+ /g, "")}`).not.toMatch(
          /undefined|[{}]|\(\)|（）| {2}|\s[,.](\s|$)|\n{5}/,
        );
        expect(subject).not.toMatch(/^\s*$|\n/);
      }
    });
  });

  it("says of a link what it is: durable, for one use, or neither", () => {
    const [plain, durable, oneTime] = [{}, { durable: true }, { oneTime: true }].map(
      (life) => inviteMessage({ ...invite, ...life }, { inviteMail }).body,
    );
    expect(oneTime).not.toBe(plain);
    expect(durable).not.toBe(plain);
  });

  it("says to oneself neither who asks, nor thanks, nor whom to call", () => {
    const { body } = inviteMessage({ ...invite, kind: "self" }, { inviteMail });
    expect(body).not.toContain(invite.inviterName);
    expect(body).not.toContain(invite.recipientName);
    expect(body).toContain(inviteMail.kept);
    expect(body.length).toBeLessThan(inviteMessage(invite, { inviteMail }).body.length);
  });

  it("says a date as the language does, in digits that everybody reads", () => {
    const { body } = inviteMessage(invite, { inviteMail });
    const date = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
    expect(body).toContain(date.format(invite.expiresAt).match(/\p{L}{3,}/u)?.[0] ?? "2026年12月6日");
    expect(body).toMatch(/2026/);
  });
});

describe("the whole mail", () => {
  const mailIn = (language: string) => {
    const inviteMail = mails.find(([one]) => one === language)?.[1];
    const purpose = language === "fr-CA" ? "un prêt commercial" : undefined;
    const input = {
      ...invite,
      purpose,
      durable: true,
      linkUrl: "https://apply.acmelending.example/connect/aB3",
    };
    if (!inviteMail) throw new Error(`There is no ${language}.`);
    const { subject, body } = inviteMessage(input, { inviteMail });
    return `${subject}\n\n${body}`.replaceAll("\u00a0", "~");
  };

  it("in Canadian French has its own spaces (here as ~) and the link on its line", () => {
    expect(mailIn("fr-CA")).toMatchInlineSnapshot(`
      "Acme Lending~: veuillez connecter Xero (Oak & Elm Ltd)

      Bonjour Priya,

      Je demande un prêt commercial à Acme Lending pour Oak & Elm Ltd. Acme Lending nous demande de connecter Xero. Comme vous avez les codes d'accès, pourriez-vous le faire pour nous? Cela prend habituellement quelques minutes.

      https://apply.acmelending.example/connect/aB3 

      Le lien ouvre une page du site Acme Lending qui indique qui fait la demande et ce que la connexion permet. Vous passez ensuite à Codat, le service qu'utilise Acme Lending pour la connexion, afin d'y ouvrir une session. Si vous gérez plusieurs organisations, choisissez Oak & Elm Ltd.

      Le lien fonctionne jusqu'au 6 décembre 2026. Ne m'envoyez surtout pas votre mot de passe.

      Un doute sur l'origine de ce message? Appelez-moi au numéro que vous avez déjà.

      Merci,
      Sam Patel"
    `);
  });

  it("in Japanese has no space between sentences", () => {
    expect(mailIn("ja")).toMatchInlineSnapshot(`
      "Acme Lending：Xero連携のお願い（Oak & Elm Ltd）

      Priya様

      お世話になっております。

      Oak & Elm LtdのXeroをAcme Lendingに連携していただけますか。

      https://apply.acmelending.example/connect/aB3 

      連携で許可される内容はリンク先に記載しています。組織が複数ある場合はOak & Elm Ltdをお選びください。

      リンクは2026年12月6日まで有効です。パスワードはお送りにならないようお願いいたします。

      私本人からの連絡かご不安な場合は、以前からご存じの私の番号にお電話ください。

      よろしくお願いいたします。
      Sam Patel"
    `);
  });
});
