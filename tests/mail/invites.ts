import type { InviteByMailtoProps, MessagesOverride, StepOptions } from "codat-onboarding";
import { arabic, japanese } from "./messages.js";

/** What a customer means to send: the table that both mail clients are held to. */
export interface Invite {
  name: string;
  /** What the host's page says of itself. */
  props: StepOptions & InviteByMailtoProps;
  /** What the customer types over the proposal. */
  typed?: { subject?: string; before?: string; after?: string };
  /** The draft, word for word; the body without its link is `before` and `after`. */
  to: string;
  subject: string;
  before: string;
  after: string;
  /** The name of its picture in docs/mail. */
  picture?: string;
}

const linkUrl = "https://link.codat.io/company/1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10";

const host: Invite["props"] = {
  linkUrl,
  sourceType: "accounting",
  platformName: "Xero",
  appName: "Acme Lending",
  businessName: "Robin's Bakery & Sons",
  inviterName: "Robin",
  recipientName: "Priya",
  defaultRecipient: "priya@example.com",
  purpose: "a business loan",
};

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

const inArabic: Invite = {
  name: "an Arabic invite",
  props: inLanguage(arabic, "مخبز روبن", "أكمي للتمويل", "سامي", "روبن"),
  to: "priya@example.com",
  subject: "أكمي للتمويل: يرجى ربط برنامج المحاسبة",
  before: "مرحبًا سامي،\n\nمن أجل مخبز روبن، هل يمكنك ربط Xero مع أكمي للتمويل؟ بيانات الدخول معك.",
  after:
    "يتيح هذا لهم ولشركة Codat الوصول إلى بياناتنا بكاملها حتى يُلغى الوصول.\n\nإن ظهرت عدة مؤسسات فاختر مخبز روبن.\n\nغير متأكد أنني المرسل؟ اتصل بي على الرقم الذي لديك.\n\nروبن",
};

const inJapanese: Invite = {
  name: "a Japanese invite",
  props: inLanguage(japanese, "ロビンベーカリー", "アクメ融資", "鈴木", "ロビン"),
  to: "priya@example.com",
  subject: "アクメ融資：会計ソフトの連携をお願いします",
  before:
    "鈴木様\n\nロビンベーカリーの件で、Xeroとアクメ融資の連携をお願いできますか。ログインをお持ちです。",
  after:
    "先方とCodatは、取り消されるまで当社のデータ全体にアクセスできます。\n\n組織が複数表示されたら「ロビンベーカリー」を選んでください。\n\n私からか不安な場合は、ご存じの番号にお電話ください。\n\nロビン",
};

export const invites: readonly Invite[] = [
  { ...english, picture: "en" },
  { ...inArabic, picture: "ar" },
  { ...inJapanese, picture: "ja" },
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

function inLanguage(
  messages: MessagesOverride,
  businessName: string,
  appName: string,
  recipientName: string,
  inviterName: string,
) {
  return { ...host, messages, businessName, appName, recipientName, inviterName };
}

/** The customer writes all of it, so nothing else stands in the way of what is typed. */
function typed(name: string, words: { subject?: string; before?: string; after?: string }): Invite {
  const all = { subject: english.subject, before: "Hi", after: "Thanks", ...words };
  return { ...english, name, ...all, typed: all };
}

/** A link that works once is given by a function, each use a link of its own; the mail says how long it lives. */
function oneTime(invite: Invite, ends: string): Invite {
  const after = invite.after.replace("Please don't", `${ends}Please don't`);
  return { ...invite, props: { ...invite.props, linkUrl: `${linkUrl}?link.otp=abc%2Bdef&x=1` }, after };
}
