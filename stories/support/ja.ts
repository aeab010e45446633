import type { MessagesOverride } from "codat-onboarding";
import inviteMail from "codat-onboarding/locales/mail/ja";

/** Japanese, to see a language without spaces. For demonstration: no native speaker has read it. */
export const ja: MessagesOverride = {
  locale: "ja",
  dir: "ltr",
  authStep: {
    optional: "（任意）",
    again: "うまくいきませんでしたか？もう一度連携する",
  },
  status: {
    heading: {
      connected: {
        platform: "{platform}を連携しました",
        accounting: "会計ソフトを連携しました",
        banking: "銀行口座を連携しました",
        commerce: "販売プラットフォームを連携しました",
      },
      disconnected: {
        platform: "{platform}の連携は終了しました",
        accounting: "会計ソフトの連携は終了しました",
        banking: "銀行口座の連携は終了しました",
        commerce: "販売プラットフォームの連携は終了しました",
      },
      started: {
        platform: "{platform}の連携を完了する",
        accounting: "会計ソフトの連携を完了する",
        banking: "銀行口座の連携を完了する",
        commerce: "販売プラットフォームの連携を完了する",
      },
      unsupported: "そのプラットフォームは連携できません",
      error: {
        platform: "{platform}を連携できませんでした",
        accounting: "会計ソフトを連携できませんでした",
        banking: "銀行口座を連携できませんでした",
        commerce: "販売プラットフォームを連携できませんでした",
      },
      returned: "Codatによると連携は成功しました",
      signedOut: "ログアウトしています",
      unavailable: "現在、この手順を開けません",
    },
    connected: "{organisation}",
    ready: ["{organisation}。最初のデータが届きました。", "最初のデータが届きました。"],
    disconnected: [
      "{app}は新しいデータを読み取れません。Codatは、連携が削除されるまで読み取り済みのデータを保持します。",
      "新しいデータは読み取れません。Codatは、連携が削除されるまで読み取り済みのデータを保持します。",
    ],
    started: "Codatのページで開始されましたが、完了していません。まだ何も連携されていません。",
    cancelled: "連携する前にCodatのページを離れました。何も連携されていません。",
    unchanged: "新しく連携されたものはありません。",
    unsupported:
      "選んだプラットフォームはCodatで提供されていません。何も連携されていません。ほかにもお使いであれば、そちらを選んでください。",
    error: [
      "Codatは{platform}の連携を完了できませんでした。もう一度試すか、ほかの人に依頼できます。",
      "Codatは連携を完了できませんでした。もう一度試すか、ほかの人に依頼できます。",
    ],
    returned: ["{app}はまだ確認していません。", "まだ確認されていません。"],
    signedOut: [
      "続けるには{app}にもう一度ログインしてください。連携済みのものはそのままです。",
      "続けるにはもう一度ログインしてください。連携済みのものはそのままです。",
    ],
    unreachable: ["{app}のサーバーが応答していません。", "サーバーが応答していません。"],
    unavailable: "{app}にお問い合わせください。",
    declined: "リンクを開いた人は対応できません。ほかの人に依頼できます。",
    expired: "渡したリンクの期限が切れました。もう一度依頼できます。",
    skipped: "今はスキップしました。",
    opening: "Codatのページを開いています…",
    carryOn: "先に進めます。",
    later: "先に進み、後で連携できます。",
    live: "確認されると、このページが変わります。",
    asOf: [
      "{time}時点の状態です。変更を見るには、このページを開き直してください。",
      "変更を見るには、このページを開き直してください。",
    ],
  },
  waiting: {
    heading: {
      platform: [
        "{name}さんか{other}さんを待っています",
        "{name}さんを待っています",
        "{platform}の連携を待っています",
      ],
      accounting: [
        "{name}さんか{other}さんを待っています",
        "{name}さんを待っています",
        "会計ソフトの連携を待っています",
      ],
      banking: [
        "{name}さんか{other}さんを待っています",
        "{name}さんを待っています",
        "銀行口座の連携を待っています",
      ],
      commerce: [
        "{name}さんか{other}さんを待っています",
        "{name}さんを待っています",
        "販売プラットフォームの連携を待っています",
      ],
    },
    opened: "リンクが使われましたが、まだ連携されていません。",
    started: "Codatのページで開始されました。まだ何も連携されていません。",
    returned: [
      "Codatによると連携は成功しました。{app}はまだ確認していません。",
      "Codatによると連携は成功しました。まだ確認されていません。",
    ],
    email: "まだでしたら、メールで送信を押してください。送信されたかどうかはわかりません。",
    copied: "まだでしたら、ログイン情報を持つ人に貼り付けて送ってください。送られたかどうかはわかりません。",
    unseen: "渡されたかどうかはわかりません。",
    asked: "{asked}に依頼しました。リンクは{until}まで使えます。",
    live: ["{platform}が連携されると、このページが変わります。", "連携されると、このページが変わります。"],
    confirm: "連携されると{app}が確認します。",
    nothingOpened: "何も開きませんでしたか？メッセージをコピー",
    copyAgain: "リンクをもう一度コピー",
    remind: "リマインダーを書く",
    change: "この依頼を変更する",
    myself: "自分で連携する",
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
    unsupported: "別のプラットフォームを選ぶ",
    disconnected: ["{platform}を再連携する", "再連携する"],
    unavailable: "現在、連携できません",
    wait: "Codatのページを開いています…",
    linkFailed: "リンクを取得できませんでした。何も連携されていません。もう一度お試しください。",
  },
  connectHint: {
    time: "通常は数分で終わります。",
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
    hint: "会計士や同僚に依頼する",
    heading: "ログインできる人に依頼する",
    intro: [
      "その人に{app}のアカウントは不要で、パスワードを教えてもらう必要もありません。",
      "パスワードを教えてもらう必要はありません。",
    ],
    support: ["{app}にほかの方法を尋ねる", "ほかの方法を尋ねる"],
  },
  handOver: {
    more: "ほかの方法",
    toMyself: "自分宛てに送る",
    linkHint: "お客様ご自身のアドレスで、メールアプリを開きます。送信前に読めます。",
    bearer: [
      "このリンクは{date}まで誰でも使えます。信頼できる人にだけ送ってください。",
      "このリンクは誰でも使えます。信頼できる人にだけ送ってください。",
    ],
    oneTime: ["リンクは{date}まで一度だけ使えます。", "リンクは1日の間、一度だけ使えます。"],
  },
  inviteName: {
    label: "依頼する相手（任意）",
    hint: "メッセージの宛名になります。ブラウザの中にとどまります。",
    kept: "メッセージの宛名になり、依頼を見分けられます。依頼の終了後30日まで保持されます。",
  },
  inviteRecipient: {
    label: "相手のメールアドレス（任意）",
    hint: "ブラウザの中にとどまります。メールアプリで選ぶこともできます。",
    invalid: "name@example.com のように、メールアドレスを1つ入力してください",
  },
  inviteMessage: {
    edit: "メッセージを読む・変更する",
    editHint: "あなたからのメッセージです。自分の言葉にしてください。リンクは変更されません。",
    editedHint: "この文面でメールアプリを開きます。送信前に読めます。",
    subject: "件名",
    before: "リンクの前の文",
    after: "リンクの後の文",
  },
  invite: {
    link: "メールを書く",
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
  skipStep: { skip: "あとで行う", undo: "元に戻す：この手順をもう一度表示" },
  consent: {
    heading: "連携で許可されること",
    access: {
      platform: "{app}とCodatは、{platform}のデータ全体に、アクセスが取り消されるまでアクセスできます。",
      accounting: "{app}とCodatは、会計データ全体に、アクセスが取り消されるまでアクセスできます。",
      banking: "{app}とCodatは、銀行データ全体に、アクセスが取り消されるまでアクセスできます。",
      commerce: "{app}とCodatは、売上データ全体に、アクセスが取り消されるまでアクセスできます。",
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
