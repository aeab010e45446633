import type { Messages } from "codat-onboarding";
import { mergeSettings } from "../../src/hooks/settings.js";
import { english } from "./english.js";

/** Enough Arabic to see a step from right to left; what is missing stays English. */
export const arabic: Messages = mergeSettings<Messages>(english, {
  locale: "ar",
  dir: "rtl",
  connectCTA: {
    connect: {
      platform: "اربط {platform}",
      accounting: "اربط برنامج المحاسبة",
      banking: "اربط حساباتك المصرفية",
      commerce: "اربط منصة مبيعاتك",
    },
    pending: "تابع الربط",
  },
  connectHint: { newTab: "يفتح {host} في علامة تبويب جديدة." },
  status: { started: "بدأ الربط ولم يكتمل.", connected: "{organisation}." },
  fallback: { intro: "اطلب من شخص يستطيع ذلك." },
  handOver: {
    bearer: ["يمكن لأي شخص استخدام الرابط حتى {date}.", "يمكن لأي شخص استخدامه."],
  },
  invite: {
    link: "ادعُ شخصًا آخر",
  },
  copy: { link: "انسخ الرابط", linkCopied: "تم نسخ الرابط." },
  skipStep: { skip: "لاحقًا", undo: "الربط رغم ذلك" },
  inviteMail: { locale: "ar", dir: "rtl", why: "أتقدم بطلب إلى {app}." },
});
