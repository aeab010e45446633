/** What no word may say, in one language: how it would be said, and sentences that say it. */
export interface Untrue {
  /** Of the message; whoever holds it may be told that somebody wrote it. */
  inMessage?: boolean;
  pattern: RegExp;
  samples: readonly string[];
}

/** What Codat's own documents do not bear out, nobody on the page can know, or only hurries. */
export const untrueThings = [
  "read-only",
  "never shared",
  "one-time access",
  "erased on disconnecting",
  "secure, safe or encrypted",
  "sent, of a mail that nobody sees",
  "pressure",
] as const;

type Untruths = Readonly<Record<(typeof untrueThings)[number], Untrue>>;

export const untrueIn: Readonly<Record<string, Untruths>> = {
  en: {
    "read-only": {
      pattern: /read[\s-]*only|only (be )?read|can.t change|view[\s-]only/i,
      samples: ["Access is read-only.", "They can only read your data."],
    },
    "never shared": {
      pattern: /never\s+(be\s+)?shared|not\s+(be\s+)?shared|(don.t|never) share/i,
      samples: ["Your data is never shared.", "Your login is never shared.", "We don’t share it."],
    },
    "one-time access": {
      pattern: /one[\s-]*(time|off)\s+access|access\s+(it\s+)?(only\s+)?once/i,
      samples: ["This is one-time access.", "They access it only once."],
    },
    "erased on disconnecting": {
      pattern: /\b(erase[sd]?|removed?|wiped?|destroyed)\b/i,
      samples: ["Your data is erased.", "The data is removed when you disconnect."],
    },
    "secure, safe or encrypted": {
      pattern: /\b(secure(ly)?|safe(ly)?|encrypted|bank[\s-]grade)\b/i,
      samples: ["Connect securely.", "It is encrypted."],
    },
    "sent, of a mail that nobody sees": {
      inMessage: true,
      pattern: /\bsent\b/i,
      samples: ["It was sent.", "Invite sent!"],
    },
    pressure: {
      pattern: /\b(urgent(ly)?|immediately|asap|within 24 hours|act now|last chance)\b/i,
      samples: ["Please do this immediately.", "Urgent: connect our software"],
    },
  },
  "fr-CA": {
    "read-only": {
      pattern:
        /(lecture|consultation) (seule|uniquement)|(peut|peuvent) (que|seulement|uniquement) lire|rien modifier/i,
      samples: [
        "L’accès est en lecture seule.",
        "Ils ne peuvent que lire vos données.",
        "Ils ne peuvent rien modifier.",
      ],
    },
    "never shared": {
      pattern: /(jamais|pas) (être |été )?(partag|communiqu|transmis|divulgu)/i,
      samples: ["Vos données ne sont jamais partagées.", "Votre mot de passe n’est pas communiqué."],
    },
    "one-time access": {
      pattern: /accès (unique|ponctuel|temporaire)|(accéd|accès)\S* (qu.)?une (seule )?fois/i,
      samples: ["C’est un accès unique.", "Il n’y a accès qu’une fois."],
    },
    "erased on disconnecting": {
      pattern: /effac|retir|détrui|(?<!\bne )supprime|données (sont|seront) supprimées/i,
      samples: [
        "Vos données sont effacées.",
        "La déconnexion supprime ces données.",
        "Les données seront supprimées.",
      ],
    },
    "secure, safe or encrypted": {
      pattern: /sécuri|chiffré|crypt|en toute (confiance|sûreté)/i,
      samples: ["Connexion sécurisée.", "Les données sont chiffrées.", "En toute sécurité."],
    },
    "sent, of a mail that nobody sees": {
      inMessage: true,
      pattern: /envoyé|expédié/i,
      samples: ["Le message a été envoyé.", "Courriel expédié!"],
    },
    pressure: {
      pattern: /urgen|immédiat|au plus (vite|tôt)|sans (délai|tarder)|dernière chance|24 heures/i,
      samples: ["C’est urgent.", "Connectez-le immédiatement.", "Dans les 24 heures."],
    },
  },
  de: {
    "read-only": {
      pattern: /nur[\s-]?les|schreibgeschützt|lesezugriff|nichts ändern/i,
      samples: ["Der Zugriff ist nur lesend.", "Nur-Lese-Zugriff", "Dort kann man nichts ändern."],
    },
    "never shared": {
      pattern: /(nie|niemals|nicht) (\S+ ){0,2}(weitergegeben|geteilt|weiterge|teilen)/i,
      samples: ["Ihre Daten werden nie weitergegeben.", "Ihr Login wird nicht geteilt."],
    },
    "one-time access": {
      pattern: /einmalige[nrsm]? Zugriff|(nur )?einmal (\S+ )?(zu|zugreifen)|Zugriff nur einmal/i,
      samples: ["Das ist ein einmaliger Zugriff.", "Sie können nur einmal zugreifen."],
    },
    "erased on disconnecting": {
      pattern:
        /entfern|vernichte|daten (werden|sind) (\S+ )?gelöscht|löscht (alle |die |ihre |diese )\S*daten/i,
      samples: [
        "Die Daten werden entfernt.",
        "Ihre Daten werden dann gelöscht.",
        "Das Trennen löscht die Daten.",
      ],
    },
    "secure, safe or encrypted": {
      pattern: /(?<!un)sicher|verschlüssel/i,
      samples: ["Sicher verbinden.", "Die Daten sind verschlüsselt."],
    },
    "sent, of a mail that nobody sees": {
      inMessage: true,
      pattern: /gesendet|(ge|ver)schickt|versandt|versendet/i,
      samples: ["Die Nachricht wurde gesendet.", "Verschickt!"],
    },
    pressure: {
      pattern: /dringend|sofort|umgehend|unverzüglich|letzte chance|24 stunden/i,
      samples: ["Bitte dringend verbinden.", "Sofort verbinden"],
    },
  },
  ar: {
    "read-only": {
      pattern: /(للقراءة|القراءة|للاطلاع|الاطلاع) فقط|(?<!يوقف )قراءة فقط/,
      samples: ["الوصول للقراءة فقط.", "يمكنهم الاطلاع فقط."],
    },
    "never shared": {
      pattern: /(لا|لن) (\S+ )?(تُ?شار[َ]?ك|يُ?شار[َ]?ك|تتم مشاركة|يتم مشاركة)|عدم مشاركة|دون مشاركة/,
      samples: ["لن تُشارَك بياناتك.", "لا تتم مشاركة كلمة مرورك.", "نضمن عدم مشاركة البيانات."],
    },
    "one-time access": {
      pattern: /وصول\S* (ل?مرة واحدة|مؤقت)/,
      samples: ["هذا وصول لمرة واحدة.", "وصول مؤقت إلى البيانات."],
    },
    "erased on disconnecting": {
      pattern: /تُ?محى|يُ?محى|مسح|تُ?زال|إزالة|(?<!لا )[يت]ُ?حذف (جميع |كل |تلك )?(ال)?بيانات/,
      samples: ["تُمحى بياناتك.", "قطع الربط يحذف تلك البيانات.", "إزالة البيانات عند قطع الربط."],
    },
    "secure, safe or encrypted": {
      pattern: /آمن|بأمان|أمان|مشف|تشفير/,
      samples: ["ربط آمن.", "البيانات مشفّرة."],
    },
    "sent, of a mail that nobody sees": {
      inMessage: true,
      pattern: /تم إرسال|أُ?رسلت|أُ?رسل |قد أُ?رسل/,
      samples: ["تم إرسال الرسالة.", "أُرسلت الدعوة."],
    },
    pressure: {
      pattern: /عاجل|فور[اً]|حال[اً]|آخر فرصة|24 ساعة/,
      samples: ["طلب عاجل.", "اربط البرنامج فورًا."],
    },
  },
  ja: {
    "read-only": {
      pattern: /(読み取り|閲覧|参照)(専用|のみ|だけ)|変更(は)?(でき|され)ません/,
      samples: ["アクセスは読み取り専用です。", "閲覧のみ可能です。", "データは変更できません。"],
    },
    "never shared": {
      pattern: /(共有|開示|提供)(され|し|する|される)?(ことは)?(一切)?(ありません|ません)/,
      samples: [
        "データが共有されることはありません。",
        "ログイン情報は共有しません。",
        "第三者に提供されません。",
      ],
    },
    "one-time access": {
      pattern: /(一度|一回|1回|今回)(だけ|限り|のみ)の?アクセス|一時的なアクセス/,
      samples: ["一度限りのアクセスです。", "一時的なアクセスです。"],
    },
    "erased on disconnecting": {
      pattern: /消去|抹消|破棄|データ(は|も|が|を)(すべて|全て)?削除(され(ます|る)|し(ます|て))/,
      samples: ["解除するとデータは削除されます。", "データは消去されます。"],
    },
    "secure, safe or encrypted": {
      pattern: /安全|安心|暗号/,
      samples: ["安全に連携できます。", "データは暗号化されています。"],
    },
    "sent, of a mail that nobody sees": {
      inMessage: true,
      pattern: /(送信|送付)(しました|されました|済み)|お送り(し|いたし)ました/,
      samples: ["メッセージを送信しました。", "招待をお送りしました。"],
    },
    pressure: {
      pattern: /至急|緊急|直ちに|ただちに|今すぐ|お急ぎ|24時間以内/,
      samples: ["至急ご対応ください。", "今すぐ連携してください。"],
    },
  },
};
