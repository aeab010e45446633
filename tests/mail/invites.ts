import type { InviteByMailtoProps, InviteMailMessages, StepOptions } from "codat-onboarding";
import arabic from "codat-onboarding/locales/mail/ar";
import german from "codat-onboarding/locales/mail/de";
import american from "codat-onboarding/locales/mail/en-US";
import french from "codat-onboarding/locales/mail/fr";
import canadianFrench from "codat-onboarding/locales/mail/fr-CA";
import japanese from "codat-onboarding/locales/mail/ja";
import { composeInvite } from "../../src/core/mail/inviteMessage.js";

/** What a customer means to send: the table that every mail client is held to. */
export interface Invite {
  name: string;
  /** What the host's page says of itself. */
  props: StepOptions & InviteByMailtoProps;
  /** The language that the customer chooses for the message. */
  language?: string;
  /** What the customer types over the proposal. */
  typed?: { subject?: string; before?: string; after?: string };
  /** The draft, word for word; the body without its link is `before` and `after`. */
  to: string;
  subject: string;
  before: string;
  after: string;
  /** The language that a picture is taken in. */
  picture?: string;
}

/** As durable links are: the host's own, with a token of 47 letters and digits. */
const linkUrl = "https://apply.acme.example/connect/k1A7Qd0ZpX4uR9sWm2LfH8cT5vKjB3nGyE6oPqS1rUzMtV0";
const hostedLink = "https://link.codat.io/company/1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10";

const host = {
  linkUrl,
  linkHosts: ["apply.acme.example"],
  sourceType: "accounting",
  platformName: "Xero",
  appName: "Acme Lending",
  businessName: "Robin's Bakery & Sons",
  inviterName: "Robin",
  recipientName: "Priya",
  defaultRecipient: "priya@example.com",
  purpose: "a business loan",
} as const satisfies Invite["props"];

const english: Invite = {
  name: "an English invite",
  props: host,
  to: "priya@example.com",
  subject: "Acme Lending: please connect our Xero (Robin's Bakery & Sons)",
  before: `Hi Priya,

I'm applying to Acme Lending for a business loan for Robin's Bakery & Sons. They'd like us to connect our Xero. You have the login, so could you do it for us? It usually takes a few minutes.`,
  after: `The link opens a page run by Codat, the service Acme Lending uses to connect. Sign in there and approve. If you look after several organisations, please choose Robin's Bakery & Sons.

What connecting does: it lets Acme Lending and Codat access our Xero data as a whole, until access is revoked. Codat keeps the data it has read until the connection is deleted. Connecting gives access; it doesn't set how Acme Lending uses the data.

Please don't send me your password.

If you're unsure this is from me, call me on the number you already have.

Thanks,
Robin`,
};

export const invites: readonly Invite[] = [
  { ...english, picture: "en" },
  ...inLanguage("American English", american, [
    "Robin's Bakery & Sons, Inc.",
    "Acme Lending",
    "Priya",
    "Robin",
  ]),
  ...inLanguage("French", french, ["Boulangerie de l’Étoile", "Prêts Érable", "Élise", "Zoé"]),
  ...inLanguage("Canadian French", canadianFrench, [
    "Boulangerie Tremblay inc.",
    "Prêts Érable",
    "Élise",
    "Zoé",
  ]),
  ...inLanguage("German", german, ["Bäckerei Müßig & Söhne", "Acme Kredit", "Jürgen", "Sören"]),
  ...inLanguage("Arabic", arabic, ["شركة مخبز النخيل للتجارة", "أكمي للتمويل", "سامي", "روبن"]),
  ...inLanguage("Japanese", japanese, ["株式会社山田製作所", "さくらレンディング", "鈴木", "山田太郎"]),
  typed("signs that mean something in a URI, a shell or a header", {
    subject: `Smith & Sons #1: 100% "sure"? + it's <ok>; a=b, $HOME \`id\` (!*)`,
    before: `& + # % ' " ? = ; , / \\ | ~ ^ $HOME \`id\` $(id) <b> {x} [y] %0A %20 %% &amp; =?utf-8?q?x?= (!*)`,
  }),
  typed("emoji that are several code points", {
    subject: "👩🏽‍💻 books for 🇯🇵",
    before: "👨‍👩‍👧‍👦 🏳️‍🌈 🇬🇧 👍🏿 1️⃣ é (e + ́) ½",
  }),
  typed("empty lines, indents and a very long line", {
    before: "a\n\n\n\nb",
    after: `  two spaces\n\ttab\n${"word ".repeat(100).trim()}`,
  }),
  oneTime(
    { ...english, name: "an English invite with a link that carries a query" },
    "The link works once, for a day. If it has ended, tell me and I'll send a new one. ",
  ),
  {
    ...english,
    name: "an address with a plus",
    props: { ...host, defaultRecipient: "priya+codat@example.com" },
    to: "priya+codat@example.com",
  },
  { ...english, name: "no recipient at all", props: { ...host, defaultRecipient: undefined }, to: "" },
];

/** Every kind in a language that is shipped, with names as they are there. The words are tested beside their file. */
function inLanguage(
  name: string,
  mail: InviteMailMessages,
  [businessName, appName, recipientName, inviterName]: [string, string, string, string],
): Invite[] {
  return (["connect", "reconnect", "reminder", "self"] as const).map((kind) => {
    const { purpose: _, ...props } = { ...host, kind, businessName, appName, recipientName, inviterName };
    // The address takes of the link's room too.
    const { subject, before, after } = composeInvite(props, mail, host.defaultRecipient);
    return {
      name: `an invite to ${kind} in ${name}`,
      props: { ...props, languages: [mail] },
      ...{ language: mail.locale, to: host.defaultRecipient, subject, before, after },
      ...(kind === "connect" && { picture: mail.locale }),
    };
  });
}

/** The customer writes all of it, so nothing else stands in the way of what is typed. */
function typed(name: string, words: { subject?: string; before?: string; after?: string }): Invite {
  const all = { subject: english.subject, before: "Hi", after: "Thanks", ...words };
  return { ...english, name, ...all, typed: all };
}

/** A link that works once is given by a function, each use a link of its own; the mail says how long it lives. */
function oneTime(invite: Invite, ends: string): Invite {
  const after = invite.after.replace("Please don't", `${ends}Please don't`);
  return { ...invite, props: { ...invite.props, linkUrl: `${hostedLink}?link.otp=abc%2Bdef&x=1` }, after };
}
