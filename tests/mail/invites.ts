/** What a customer means to send, in words: the table that both mail clients are held to. */
export interface Invite {
  name: string;
  locale: "en" | "ar" | "ja";
  to?: string;
  subject: string;
  /** Paragraphs; `LINK` alone is the place of the link. */
  body: readonly string[];
  linkUrl: string;
  /** The name of its picture in docs/mail. */
  picture?: string;
}

export const LINK = "{link}";

const linkUrl = "https://link.codat.io/company/1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10";

const english: Invite = {
  name: "an English invite",
  locale: "en",
  to: "sam.taylor@example.com",
  subject: "Acme Lending: please connect our Xero",
  body: [
    "Hi Sam,",
    "I'm applying to Acme Lending for Robin's Bakery, and they ask to see our books. " +
      "You have the login to Xero and I don't, so please open this link and sign in there:",
    LINK,
    "Acme Lending uses Codat (codat.io) for this. They can read our accounts; they can't change anything. " +
      "If you're unsure whether this is from me, please call me before you open the link.",
    "Thanks\nRobin",
  ],
  linkUrl,
};

const japanese: Invite = {
  name: "a Japanese invite",
  locale: "ja",
  to: "suzuki@example.co.jp",
  subject: "アクメ融資：会計ソフトの連携をお願いします",
  body: [
    "鈴木様",
    "「ロビンベーカリー」の件でアクメ融資に申し込んでいます。会計ソフトのログイン情報をお持ちの鈴木様に、下のリンクから連携をお願いできますでしょうか。",
    LINK,
    "Codat（codat.io）のページが開きます。先方は帳簿を閲覧できますが、変更はできません。ご不明な点はお電話ください。",
    "よろしくお願いいたします。\nロビン",
  ],
  linkUrl,
};

const arabic: Invite = {
  name: "an Arabic invite",
  locale: "ar",
  to: "sami@example.com",
  subject: "شركة أكمي للتمويل: يرجى ربط برنامج المحاسبة",
  body: [
    "مرحبًا سامي،",
    "أتقدّم بطلب تمويل من شركة أكمي لصالح «مخبز روبن»، وهم يطلبون الاطلاع على حساباتنا. بيانات الدخول إلى Xero معك، فأرجو فتح هذا الرابط:",
    LINK,
    "تستخدم أكمي خدمة Codat (codat.io). يمكنهم قراءة الحسابات فقط، ولا يمكنهم تغيير أي شيء. اتصل بي إن كان لديك شك.",
    "شكرًا\nروبن",
  ],
  linkUrl,
};

export const invites: readonly Invite[] = [
  { ...english, picture: "en" },
  { ...arabic, picture: "ar" },
  { ...japanese, picture: "ja" },
  {
    ...english,
    name: "signs that mean something in a URI, a shell or a header",
    subject: `Smith & Sons #1: 100% "sure"? + it's <ok>; a=b, $HOME \`id\` (!*)`,
    body: [
      `& + # % ' " ? = ; , / \\ | ~ ^ $HOME \`id\` $(id) <b> {x} [y] %0A %20 %% &amp; =?utf-8?q?x?= (!*)`,
      LINK,
    ],
  },
  {
    ...english,
    name: "emoji that are several code points",
    subject: "👩🏽‍💻 books for 🇯🇵",
    body: ["👨‍👩‍👧‍👦 🏳️‍🌈 🇬🇧 👍🏿 1️⃣ é (e + ́) ½", LINK],
  },
  {
    ...english,
    name: "a link that carries a query",
    linkUrl: `${linkUrl}?link.otp=abc%2Bdef&x=1`,
  },
  { ...english, name: "an address with a plus", to: "sam+codat@example.com" },
  { ...english, name: "no recipient at all", to: "" },
  {
    ...english,
    name: "empty lines, indents and a very long line",
    body: ["a\n\n\n\nb", "  two spaces\n\ttab", "word ".repeat(120).trim(), LINK],
  },
];
