import type { InviteMailMessages, MessagesOverride } from "codat-onboarding";

const every = (text: string) => ({ platform: text, accounting: text, banking: text, commerce: text });

/** Two languages as a host would give them in `messages`, in the form that fits them: the short one. */
export const arabic: MessagesOverride = {
  inviteMail: short("ar", "rtl", {
    subject: "{app}: يرجى ربط برنامج المحاسبة",
    greeting: "مرحبًا {recipient}،",
    ask: "من أجل {business}، هل يمكنك ربط {platform} مع {app}؟ بيانات الدخول معك.",
    access: "يتيح هذا لهم ولشركة Codat الوصول إلى بياناتنا بكاملها حتى يُلغى الوصول.",
    choose: "إن ظهرت عدة مؤسسات فاختر {business}.",
    oneTime: "يعمل الرابط مرة واحدة، ولمدة يوم.",
    unsure: "غير متأكد أنني المرسل؟ اتصل بي على الرقم الذي لديك.",
  }),
};

export const japanese: MessagesOverride = {
  inviteMail: short("ja", "ltr", {
    subject: "{app}：会計ソフトの連携をお願いします",
    greeting: "{recipient}様",
    ask: "{business}の件で、{platform}と{app}の連携をお願いできますか。ログインをお持ちです。",
    access: "先方とCodatは、取り消されるまで当社のデータ全体にアクセスできます。",
    choose: "組織が複数表示されたら「{business}」を選んでください。",
    oneTime: "リンクは1日の間、一度だけ使えます。",
    unsure: "私からか不安な場合は、ご存じの番号にお電話ください。",
  }),
};

interface Sentences {
  subject: string;
  greeting: string;
  ask: string;
  access: string;
  choose: string;
  oneTime: string;
  unsure: string;
}

function short(locale: string, dir: "ltr" | "rtl", own: Sentences): Partial<InviteMailMessages> {
  const subject = every(own.subject);
  return {
    ...{ locale, dir, form: "short", subject: { connect: subject, reconnect: subject } },
    ...{ greeting: own.greeting, choose: own.choose, oneTime: own.oneTime, kept: "" },
    short: {
      ask: every(own.ask),
      access: every(own.access),
      use: "",
      unsure: own.unsure,
      signature: "{inviter}",
    },
  };
}
