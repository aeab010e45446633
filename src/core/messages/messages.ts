import type { LabelledStatus } from "../status/connectionStatus.js";
import type { ShownInviteState, UsedInviteState } from "../status/inviteState.js";
import type { ActingAnswer } from "../step/fallbackAnswer.js";
import type { StatusHeading, StepSentence } from "../step/stepSentence.js";
import type { MessageText, MessageTextByCount, MessageTextByPlatform, MessageTextBySource } from "./text.js";

/** The words of an `AuthStep` itself; where it asks, its heading is what the button says. */
export interface AuthStepMessages {
  optional: MessageText;
  /** On the button that puts the button to connect in front, after a return that nobody has confirmed. */
  again: MessageText;
}

/**
 * How a step stands: a sentence for each fact, and a heading where the fact has one. `{organisation}` is the business's
 * name at the platform.
 */
export interface StatusMessages extends Readonly<Record<Exclude<StepSentence, "waiting">, MessageText>> {
  heading: Readonly<
    Record<
      Extract<StatusHeading, "connected" | "disconnected" | "started" | "error">,
      MessageTextByPlatform
    > &
      Record<
        Exclude<StatusHeading, "connected" | "disconnected" | "started" | "error" | "waiting">,
        MessageText
      >
  >;
  opening: MessageText;
  /** Beside `returned`, in a step that can be put off. */
  carryOn: MessageText;
  /** Beside `unreachable`, in a step that can be put off. */
  later: MessageText;
  /** While news comes by itself, beside `returned`. */
  live: MessageText;
  /** Follows what is known, where nothing comes any longer; `{time}` is when something last came. */
  asOf: MessageText;
}

/** The words while somebody is waited for. */
export interface WaitingMessages extends Readonly<Record<UsedInviteState, MessageText>> {
  /** `{name}` was asked last, and `{other}` before. */
  heading: MessageTextByPlatform;
  /** How it left the page, where nobody has used it yet. */
  email: MessageText;
  copied: MessageText;
  unseen: MessageText;
  /** `{asked}` and `{until}` are dates. */
  asked: MessageText;
  /** While news comes by itself. */
  live: MessageText;
  /** Where only the host can tell. */
  confirm: MessageText;
  nothingOpened: MessageText;
  copyAgain: MessageText;
  remind: MessageText;
  change: MessageText;
  myself: MessageText;
}

/** The words of `ConnectCTA`. */
export interface ConnectCTAMessages extends Readonly<Record<LabelledStatus, MessageText>> {
  connect: MessageTextByPlatform;
  /** In place of `failed`, where another platform might do. */
  unsupported: MessageText;
  /** In the new tab while its link is fetched; no holes. */
  wait: string;
  linkFailed: MessageText;
}

/** The words of `ConnectHint`. */
export interface ConnectHintMessages {
  newTab: MessageText;
  sameTab: MessageText;
  time: MessageText;
  oneTime: MessageText;
}

/** The words of `CantSignInFallback`. */
export interface FallbackMessages {
  trigger: MessageTextByPlatform;
  /** Beside the question, on the button. */
  hint: MessageText;
  heading: MessageText;
  intro: MessageText;
  /** In the place of the question, where nobody's login would help. */
  support: MessageText;
}

/** The words of the whole arrangement of ways of handing over. */
export interface HandOverMessages {
  more: MessageText;
  toMyself: MessageText;
  linkHint: MessageText;
  bearer: MessageText;
  oneTime: MessageText;
}

/** The words of the field for the colleague's name. */
export interface InviteNameMessages {
  label: MessageText;
  hint: MessageText;
  /** In place of `hint` where the companion keeps the name. */
  kept: MessageText;
}

/** The words of the field for the colleague's address. */
export interface InviteRecipientMessages {
  label: MessageText;
  hint: MessageText;
  invalid: MessageText;
}

/** The words around the message and its fields. */
export interface InviteMessageMessages {
  edit: MessageText;
  editHint: MessageText;
  /** Below the message, in place of the link's own hint. */
  editedHint: MessageText;
  subject: MessageText;
  before: MessageText;
  after: MessageText;
  /** Label of the choice of the message's language. */
  language: MessageText;
}

/** The words of an invite's link, and of what follows the click. */
export interface InviteMessages {
  link: MessageText;
  opened: MessageText;
  unseen: MessageText;
  announced: MessageText;
  tooLong: MessageText;
  unavailable: MessageText;
}

/** The words of the other answers under “Can’t sign in?”. */
export interface FallbackAnswersMessages extends Readonly<Record<ActingAnswer, AnswerMessages>> {
  /** From a view to what was there before. */
  back: MessageText;
  /** On the button that opens them in a panel. */
  open: MessageText;
  heading: MessageText;
  /** What can be done is the button that connects. */
  forgotPassword: Omit<AnswerMessages, "action">;
  /** Below a link into another tab. */
  newTab: MessageText;
}

/** What a customer says, what we answer, and what can be done about it. */
export interface AnswerMessages {
  says: MessageText;
  /** Follows it in the same button. */
  hint: MessageText;
  answer: MessageText;
  action: MessageText;
}

/** The words of `DeviceNotice`. */
export interface DeviceNoticeMessages {
  installed: MessageText;
  desktop: MessageText;
  admin: MessageText;
  toMyself: MessageText;
  toSomeone: MessageText;
}

/** The words of `ShareLink`, `WebmailLinks` and `LinkQRCode`. */
export interface ShareMessages {
  share: MessageText;
  shareHint: MessageText;
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

/**
 * The words of `InviteStatus`, and what became of an invite: `{date}` is when it did, or was made; `{until}` when its
 * link ends.
 */
export interface InviteStatusMessages extends Readonly<Record<ShownInviteState, MessageText>> {
  heading: MessageText;
  /** Where an invite has no name. */
  someone: MessageText;
  yourself: MessageText;
  earlier: MessageTextByCount;
  remind: MessageText;
  /** On the button that opens the field `name`. */
  rename: MessageText;
  name: MessageText;
  nameHint: MessageText;
  save: MessageText;
  saved: MessageText;
  cancel: MessageText;
  /** What `cancel` opens, above `confirm` and `replace`. */
  cancelHint: MessageText;
  confirm: MessageText;
  replace: MessageText;
  /** Where one has come to nothing. */
  again: MessageText;
  cancelling: MessageText;
  failed: MessageText;
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
  waiting: WaitingMessages;
  connectCTA: ConnectCTAMessages;
  connectHint: ConnectHintMessages;
  fallback: FallbackMessages;
  handOver: HandOverMessages;
  inviteName: InviteNameMessages;
  inviteRecipient: InviteRecipientMessages;
  inviteMessage: InviteMessageMessages;
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

/**
 * Messages that replace the English ones: single sentences, or another language, which is whole, so that no English is left
 * in it that is read out and laid out as if it were of that language.
 */
export type MessagesOverride =
  | Messages
  | (Override<Omit<Messages, "locale">> & { readonly locale?: English | undefined });

/** One form of English or another, for dates. */
type English = "en" | `en-${string}`;

type Override<T> = [T] extends [MessageText | boolean]
  ? T
  : { readonly [Name in keyof T]?: Override<T[Name]> | undefined };
