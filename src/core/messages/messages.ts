import type { CompanyInviteKind } from "../company/companyInvite.js";
import type { LabelledStatus, SpokenStatus } from "../status/connectionStatus.js";
import type { ShownInviteState } from "../status/inviteState.js";
import type { ActingAnswer, FallbackAnswer } from "../step/fallbackAnswer.js";
import type { MessageText, MessageTextByPlatform, MessageTextBySource } from "./text.js";

/** The words of a step's heading and explanation. */
export interface AuthStepMessages {
  heading: MessageTextBySource;
  /** In its place once a connection stands. */
  headingDone: MessageTextBySource;
  optional: MessageText;
  benefit: MessageTextBySource;
  next: MessageTextBySource;
}

/** The words of a step's status line: for each status that it speaks of, and for how the last visit to Codat ended. */
export interface StatusMessages extends Readonly<Record<SpokenStatus, MessageText>> {
  returned: MessageText;
  unsupported: MessageText;
  cancelled: MessageText;
  unchanged: MessageText;
  skipped: MessageText;
  /** Nothing comes from the companion, and nothing is known. */
  unreachable: MessageText;
  /** Follows what is known, where nothing comes any longer; `{time}` is when something last came. */
  asOf: MessageText;
}

/** The words of `ConnectCTA`. */
export interface ConnectCTAMessages extends Readonly<Record<LabelledStatus, MessageText>> {
  connect: MessageTextByPlatform;
  /** In the new tab while its link is fetched; no holes. */
  wait: string;
  linkFailed: MessageText;
}

/** The words of `ConnectHint`. */
export interface ConnectHintMessages {
  newTab: MessageText;
  sameTab: MessageText;
  oneTime: MessageText;
}

/** The words of `CantSignInFallback`. */
export interface FallbackMessages {
  trigger: MessageTextByPlatform;
  intro: MessageText;
}

/** The words around an invite: the link, the fields, and the panel after the click. */
export interface InviteMessages {
  link: MessageText;
  ownMail: MessageText;
  bearer: MessageText;
  oneTime: MessageText;
  recipient: MessageText;
  recipientHint: MessageText;
  recipientInvalid: MessageText;
  edit: MessageText;
  subject: MessageText;
  before: MessageText;
  fixedLink: MessageText;
  after: MessageText;
  opened: MessageText;
  unseen: MessageText;
  announced: MessageText;
  tooLong: MessageText;
  unavailable: MessageText;
  /** Label of the choice of the message's language. */
  language: MessageText;
}

/** The words of the other answers under “Can’t sign in?”. What can be done about some is another part's to say. */
export interface FallbackAnswersMessages
  extends Readonly<Record<ActingAnswer, AnswerMessages>>,
    Readonly<Record<Exclude<FallbackAnswer, ActingAnswer>, Omit<AnswerMessages, "action">>> {
  heading: MessageText;
}

/** What a customer says, what we answer, and what can be done about it. */
export interface AnswerMessages {
  says: MessageText;
  answer: MessageText;
  action: MessageText;
}

/** The words of `DeviceNotice`. */
export interface DeviceNoticeMessages {
  installed: MessageText;
  desktop: MessageText;
  admin: MessageText;
  toMyself: MessageText;
}

/** The words of `ShareLink`, `WebmailLinks` and `LinkQRCode`. */
export interface ShareMessages {
  share: MessageText;
  shared: MessageText;
  failed: MessageText;
  webmail: MessageText;
  webmailHint: MessageText;
  qrShow: MessageText;
  qrHide: MessageText;
  /** No markup: it is an attribute. */
  qrAlt: MessageText;
  qrHost: MessageText;
  qrDownload: MessageText;
  qrFailed: MessageText;
}

/** The words of `InviteStatus`, and what became of an invite. */
export interface InviteStatusMessages extends Readonly<Record<ShownInviteState, MessageText>> {
  heading: MessageText;
  kind: Readonly<Record<CompanyInviteKind, MessageTextByPlatform>>;
  until: MessageText;
  remind: MessageText;
  change: MessageText;
  cancel: MessageText;
  /** On the button that `cancel` opens. */
  confirm: MessageText;
  cancelling: MessageText;
  failed: MessageText;
  /** On the button that opens the field `label`. */
  note: MessageText;
  label: MessageText;
  labelHint: MessageText;
  save: MessageText;
  saved: MessageText;
}

/** The words of the copy buttons. */
export interface CopyMessages {
  link: MessageText;
  message: MessageText;
  linkCopied: MessageText;
  messageCopied: MessageText;
  failed: MessageText;
}

/** The words of `SkipStep`. */
export interface SkipStepMessages {
  skip: MessageText;
  undo: MessageText;
}

/** The words of `ConsentNotice`. Truthful by Codat's own documents; change them with care. */
export interface ConsentMessages {
  heading: MessageText;
  access: MessageTextByPlatform;
  howLong: MessageText;
  kept: MessageText;
  use: MessageText;
  useLink: MessageText;
}

/** The words for a customer who sees the wrong organisation. */
export interface NotYourBusinessMessages {
  question: MessageText;
  explanation: MessageText;
  disconnect: MessageText;
  disconnecting: MessageText;
  failed: MessageText;
}

/** The words of `DataStatus`. */
export interface DataStatusMessages {
  waiting: MessageText;
  arrived: MessageText;
}

/**
 * The e-mail that the customer sends, in the first person, by sentence. Where all of it is too long for a link, it is
 * made of what matters most.
 */
export interface InviteMailMessages {
  /** Language of the mail, for its dates and its field (BCP 47). */
  locale: string;
  dir: "ltr" | "rtl";
  /** Stands between the sentences of a paragraph. @default " " */
  sentenceSeparator?: string | undefined;
  /** The last alternative needs neither `{app}` nor `{business}`. */
  subject: Readonly<Record<InviteKind, MessageTextByPlatform>>;
  greeting: MessageText;
  why: MessageText;
  ask: Readonly<Record<InviteKind, MessageTextByPlatform>>;
  could: MessageText;
  /** Where the link leads to Codat at once. */
  opens: MessageText;
  /** Where it leads to a page of the host's first, which says what connecting allows. */
  opensPage: MessageText;
  choose: MessageText;
  access: MessageTextByPlatform;
  kept: MessageText;
  use: MessageText;
  until: MessageText;
  oneTime: MessageText;
  /** Follows `oneTime`: what to do when the link has ended. */
  renew: MessageText;
  password: MessageText;
  unsure: MessageText;
  thanks: MessageText;
  /** Fewer words, for a language whose letters take many characters of a link. */
  brief?:
    | {
        /** Who asks, for which business and of whom, in one sentence. */
        ask: Readonly<Record<Exclude<InviteKind, "self">, MessageTextByPlatform>>;
        opensPage: MessageText;
        access: MessageTextBySource;
        use: MessageText;
        unsure: MessageText;
      }
    | undefined;
}

/** What an invite is for. */
type InviteKind = "connect" | "reconnect" | "reminder" | "self";

/** Every visible word in one language; a locale file is of this shape. Strings only, so it is JSON. */
export interface Messages {
  /** Language of the page's words (BCP 47). */
  locale: string;
  dir: "ltr" | "rtl";
  authStep: AuthStepMessages;
  status: StatusMessages;
  connectCTA: ConnectCTAMessages;
  connectHint: ConnectHintMessages;
  fallback: FallbackMessages;
  invite: InviteMessages;
  copy: CopyMessages;
  skipStep: SkipStepMessages;
  consent: ConsentMessages;
  notYourBusiness: NotYourBusinessMessages;
  dataStatus: DataStatusMessages;
  fallbackAnswers: FallbackAnswersMessages;
  deviceNotice: DeviceNoticeMessages;
  share: ShareMessages;
  inviteStatus: InviteStatusMessages;
  inviteMail: InviteMailMessages;
}

/** Messages that replace the English ones: a whole language, or single sentences. */
export type MessagesOverride = Override<Messages>;

type Override<T> = [T] extends [MessageText | boolean]
  ? T
  : { readonly [Name in keyof T]?: Override<T[Name]> | undefined };
