import type { SourceType } from "../sourceType.js";

/**
 * One sentence, or several to choose from: the first whose `{holes}` all have a value is used, and where
 * none has, the sentence is dropped.
 */
export type Text = string | readonly string[];

/** A whole sentence for each source type. */
export type TextBySource = Readonly<Record<SourceType, Text>>;

/** Whole sentences for each source type, and one for when the platform is known. */
export type TextByPlatform = TextBySource & { readonly platform: Text };

/** The words of a step's heading and explanation. */
export interface AuthStepMessages {
  heading: TextBySource;
  /** In its place once a connection stands. */
  headingDone: TextBySource;
  optional: Text;
  benefit: TextBySource;
  next: TextBySource;
}

/** The words of a step's status line. */
export interface StatusMessages {
  opening: Text;
  returned: Text;
  pending: Text;
  connected: Text;
  ready: Text;
  failed: Text;
  unsupported: Text;
  cancelled: Text;
  unchanged: Text;
  disconnected: Text;
  skipped: Text;
  unavailable: Text;
}

/** The words of `ConnectCTA`. */
export interface ConnectCTAMessages {
  connect: TextByPlatform;
  pending: Text;
  failed: Text;
  disconnected: Text;
  unavailable: Text;
  /** In the new tab while its link is fetched; no holes. */
  wait: string;
  linkFailed: Text;
}

/** The words of `ConnectHint`. */
export interface ConnectHintMessages {
  newTab: Text;
  sameTab: Text;
  oneTime: Text;
}

/** The words of `CantSignInFallback`. */
export interface FallbackMessages {
  trigger: TextByPlatform;
  intro: Text;
}

/** The words around an invite: the link, the fields, and the panel after the click. */
export interface InviteMessages {
  link: Text;
  ownMail: Text;
  bearer: Text;
  oneTime: Text;
  recipient: Text;
  recipientHint: Text;
  recipientInvalid: Text;
  edit: Text;
  subject: Text;
  before: Text;
  fixedLink: Text;
  after: Text;
  opened: Text;
  unseen: Text;
  announced: Text;
  tooLong: Text;
  unavailable: Text;
  /** Label of the choice of the message's language. */
  language: Text;
}

/** The words of the other answers under “Can’t sign in?”. */
export interface FallbackAnswersMessages {
  heading: Text;
  notAdmin: AnswerMessages;
  forgotPassword: AnswerMessages;
  notListed: AnswerMessages;
  onPhone: AnswerMessages;
  /** What can be done is `SkipStep`'s. */
  later: Omit<AnswerMessages, "action">;
}

/** What a customer says, what we answer, and what can be done about it. */
export interface AnswerMessages {
  says: Text;
  answer: Text;
  action: Text;
}

/** The words of `DeviceNotice`. */
export interface DeviceNoticeMessages {
  installed: Text;
  desktop: Text;
  admin: Text;
  toMyself: Text;
}

/** The words of `ShareLink`, `WebmailLinks` and `LinkQRCode`. */
export interface ShareMessages {
  share: Text;
  shared: Text;
  failed: Text;
  webmail: Text;
  webmailHint: Text;
  qrShow: Text;
  qrHide: Text;
  /** No markup: it is an attribute. */
  qrAlt: Text;
  qrHost: Text;
  qrDownload: Text;
  qrFailed: Text;
}

/** The words of `InviteStatus`. */
export interface InviteStatusMessages {
  heading: Text;
  prepared: Text;
  opened: Text;
  connecting: Text;
  connected: Text;
  declined: Text;
  expired: Text;
  cancelled: Text;
  kind: { connect: TextByPlatform; reconnect: TextByPlatform; self: TextByPlatform };
  until: Text;
  remind: Text;
  change: Text;
  cancel: Text;
  /** On the button that `cancel` opens. */
  confirm: Text;
  cancelling: Text;
  failed: Text;
  /** On the button that opens the field `label`. */
  note: Text;
  label: Text;
  labelHint: Text;
  save: Text;
  saved: Text;
}

/** The words of the copy buttons. */
export interface CopyMessages {
  link: Text;
  message: Text;
  linkCopied: Text;
  messageCopied: Text;
  failed: Text;
}

/** The words of `SkipStep`. */
export interface SkipStepMessages {
  skip: Text;
  undo: Text;
}

/** The words of `ConsentNotice`. Truthful by Codat's own documents; change them with care. */
export interface ConsentMessages {
  heading: Text;
  access: TextByPlatform;
  howLong: Text;
  kept: Text;
  use: Text;
  useLink: Text;
}

/** The words for whoever sees the wrong organisation. */
export interface NotYourBusinessMessages {
  question: Text;
  explanation: Text;
  disconnect: Text;
  disconnecting: Text;
  failed: Text;
}

/** The words of `DataStatus`. */
export interface DataStatusMessages {
  waiting: Text;
  arrived: Text;
}

/** The e-mail that the customer sends, in the first person, by sentence. */
export interface InviteMailMessages {
  /** Language of the mail, for its dates and its field (BCP 47). */
  locale: string;
  dir: "ltr" | "rtl";
  /** `short` where percent-encoding triples the length and the full form never fits. */
  form: "full" | "short";
  /** A native speaker who knows the trade has read it. */
  reviewed: boolean;
  subject: Record<"connect" | "reconnect" | "reminder" | "self", TextByPlatform>;
  greeting: Text;
  why: Text;
  ask: Record<"connect" | "reconnect" | "reminder" | "self", TextByPlatform>;
  could: Text;
  /** Where the link leads to Codat at once. */
  opens: Text;
  /** Where it leads to a page of the host's first. */
  opensPage: Text;
  choose: Text;
  access: TextByPlatform;
  kept: Text;
  use: Text;
  until: Text;
  oneTime: Text;
  password: Text;
  unsure: Text;
  thanks: Text;
  /** What the short form says in its own, fewer words. */
  short: {
    ask: TextByPlatform;
    self: TextByPlatform;
    access: TextBySource;
    use: Text;
    unsure: Text;
    signature: Text;
  };
}

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

type Override<T> = [T] extends [Text | boolean]
  ? T
  : { readonly [Name in keyof T]?: Override<T[Name]> | undefined };

/** What goes into the `{holes}`. A missing or empty value drops the sentence that needs it. */
export type MessageValues = Readonly<Record<string, string | undefined>>;

/** Sentences cut at their holes: every step says the same ones, each time it renders. */
const cuts = new Map<string, readonly string[]>();

/**
 * The first alternative whose holes can all be filled, cut at them: literal text at even places, names of holes at
 * odd ones. An empty text where none can.
 */
export function chooseText(text: Text, values: MessageValues): readonly string[] {
  // A host may write names into its sentences; on a server they would pile up.
  if (cuts.size > 999) cuts.clear();
  for (const alternative of typeof text === "string" ? [text] : text) {
    const parts = cuts.get(alternative) ?? alternative.split(/\{(\w+)\}/);
    cuts.set(alternative, parts);
    if (parts.every((part, index) => index % 2 === 0 || values[part])) return parts;
  }
  return [""];
}

/** A sentence with its holes filled; empty when no alternative fits. */
export function fillText(text: Text, values: MessageValues): string {
  return chooseText(text, values)
    .map((part, index) => (index % 2 === 0 ? part : values[part]))
    .join("");
}

/** The sentence for the platform where it is known, else for the source type. */
export function byPlatform(
  text: TextByPlatform,
  sourceType: SourceType,
  platformName: string | undefined,
): Text {
  return text[platformName ? "platform" : sourceType];
}
