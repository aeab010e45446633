import type { MessagesOverride } from "codat-onboarding";
import inviteMail from "codat-onboarding/locales/mail/ja";

/** Japanese, to see a language without spaces. For demonstration: no native speaker has read it. */
export const ja: MessagesOverride = {
  locale: "ja",
  dir: "ltr",
  authStep: {
    heading: {
      accounting: "会計ソフトを連携する",
      banking: "銀行口座を連携する",
      commerce: "販売プラットフォームを連携する",
    },
    optional: "（任意）",
    benefit: {
      accounting: "すでにお使いのソフトから会計データを共有できます。",
      banking: "すでにお使いの銀行から取引データを共有できます。",
      commerce: "すでにお使いのプラットフォームから売上データを共有できます。",
    },
    next: {
      accounting: "Codatのページでソフトを選び、ログインして承認します。通常は数分で終わります。",
      banking: "Codatのページで銀行を選び、ログインして承認します。通常は数分で終わります。",
      commerce: "Codatのページでプラットフォームを選び、ログインして承認します。通常は数分で終わります。",
    },
  },
  status: {
    opening: "Codatのページを開いています…",
    returned: ["Codatによると連携は成功しました。{app}が確認します。", "Codatによると連携は成功しました。"],
    pending: "まだ確認されていません。連携を続けることも、このページを離れることもできます。",
    connected: ["{platform}を連携しました：{organisation}", "{platform}を連携しました。", "連携しました。"],
    ready: [
      "{platform}を連携しました：{organisation}。最初のデータが届きました。",
      "{platform}を連携し、最初のデータが届きました。",
      "連携し、最初のデータが届きました。",
    ],
    failed: "連携できませんでした。もう一度試すか、ほかの人に依頼できます。",
    unsupported: "そのプラットフォームは連携できません。別のものを選べます。",
    cancelled: "連携する前に終了しました。何も連携されていません。",
    unchanged: "新しく連携されたものはありません。",
    disconnected: [
      "{platform}の連携は終了しました。新しいデータは読み取れません。Codatは、連携が削除されるまで読み取り済みのデータを保持します。",
      "連携は終了しました。新しいデータは読み取れません。Codatは、連携が削除されるまで読み取り済みのデータを保持します。",
    ],
    skipped: "今はスキップしました。",
    unreachable: [
      "{app}のサーバーが応答していません。もう一度お試しいただくか、後でお戻りください。",
      "サーバーが応答していません。もう一度お試しいただくか、後でお戻りください。",
    ],
    asOf: [
      "{time}時点の状態です。変更を見るには、このページを開き直してください。",
      "変更を見るには、このページを開き直してください。",
    ],
    unavailable: ["現在、連携できません。{app}にお問い合わせください。", "現在、連携できません。"],
  },
  connectCTA: {
    connect: {
      platform: "{platform}を連携する",
      accounting: "会計ソフトを連携する",
      banking: "銀行口座を連携する",
      commerce: "販売プラットフォームを連携する",
    },
    pending: "連携を続ける",
    failed: "もう一度試す",
    disconnected: ["{platform}を再連携する", "再連携する"],
    unavailable: "現在、連携できません",
    wait: "Codatのページを開いています…",
    linkFailed: "リンクを取得できませんでした。何も連携されていません。もう一度お試しください。",
  },
  connectHint: {
    newTab: [
      "Codatが運営する{host}を新しいタブで開きます。",
      "Codatが運営するページを新しいタブで開きます。",
    ],
    sameTab: ["Codatが運営する{host}を開きます。", "Codatが運営するページを開きます。"],
    oneTime: "このリンクは一度だけ使えます。",
  },
  fallback: {
    trigger: {
      platform: "{platform}にログインできませんか？",
      accounting: "会計ソフトにログインできませんか？",
      banking: "銀行にログインできませんか？",
      commerce: "販売プラットフォームにログインできませんか？",
    },
    intro: [
      "会計士など、ログインできる人に依頼してください。その人に{app}のアカウントは不要で、パスワードを教えてもらう必要もありません。",
      "会計士など、ログインできる人に依頼してください。パスワードを教えてもらう必要はありません。",
    ],
  },
  invite: {
    link: "ほかの人に依頼する",
    ownMail: "メッセージはお客様ご自身のメールアドレスから送られます。先に読んで変更できます。",
    bearer: [
      "このリンクは{date}まで誰でも使えます。信頼できる人にだけ送ってください。",
      "このリンクは誰でも使えます。信頼できる人にだけ送ってください。",
    ],
    oneTime: ["リンクは{date}まで一度だけ使えます。", "リンクは1日の間、一度だけ使えます。"],
    recipient: "相手のメールアドレス（任意）",
    recipientHint: "ブラウザの中にとどまります。メールアプリで選ぶこともできます。",
    recipientInvalid: "name@example.com のように、メールアドレスを1つ入力してください",
    edit: "メッセージを見る・編集する",
    subject: "件名",
    before: "リンクの前の文",
    fixedLink: "リンクは変更されません",
    after: "リンクの後の文",
    opened:
      "メールアプリにメッセージが表示されます。そこで送信してください。何も開かない場合は、下の別の方法をご利用ください。",
    unseen: "送信されたかどうかは、こちらでは分かりません。",
    announced: "メールアプリが開きます。ほかの送り方は下にあります。",
    tooLong: "一部のメールアプリには長すぎます。コピーして新しいメールに貼り付けてください。",
    unavailable: "渡せるリンクがまだありません。ほかの人が使えるリンクを{app}に依頼してください。",
  },
  copy: {
    link: "リンクをコピー",
    message: "メッセージをコピー",
    linkCopied: "リンクをコピーしました。",
    messageCopied: "メッセージをコピーしました。",
    failed: "コピーできませんでした。選択された文字をコピーしてください。",
  },
  skipStep: { skip: "あとで行う", undo: "やはり連携する" },
  consent: {
    heading: "連携で許可されること",
    access: {
      platform: "{app}とCodatは、{platform}のデータ全体にアクセスできます。",
      accounting: "{app}とCodatは、会計データ全体にアクセスできます。",
      banking: "{app}とCodatは、銀行データ全体にアクセスできます。",
      commerce: "{app}とCodatは、売上データ全体にアクセスできます。",
    },
    howLong:
      "アクセスは取り消されるまで続きます。{app}に解除を依頼するか、ソフトで取り消せる場合はそこで取り消してください。",
    kept: "Codatは、連携が削除されるまで読み取り済みのデータを保持します。解除すると新しい読み取りは止まりますが、そのデータは削除されません。",
    use: "連携は、{app}によるデータの使い方や保持する写しを定めるものではありません。",
    useLink: "{app}によるデータの使い方を見る",
  },
  notYourBusiness: {
    question: "別の会社ですか？",
    explanation: [
      "別の事業者を連携するには、先に{organisation}の連携を解除してください。解除後、新しいデータは読み取れません。Codatは、連携が削除されるまで読み取り済みのデータを保持します。",
      "別の事業者を連携するには、先にこの連携を解除してください。解除後、新しいデータは読み取れません。Codatは、連携が削除されるまで読み取り済みのデータを保持します。",
    ],
    disconnect: ["{platform}の連携を解除する", "連携を解除する"],
    disconnecting: "連携を解除しています…",
    failed: "連携を解除できませんでした。何も変わっていません。もう一度お試しください。",
  },
  dataStatus: {
    waiting: "最初のデータを待っています。通常は数分で届きます。",
    arrived: "最初のデータが届きました。",
  },
  inviteMail,
};
