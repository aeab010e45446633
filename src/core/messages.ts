import type { SourceType } from "./sourceType.js";

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
  subject: { connect: TextByPlatform; reconnect: TextByPlatform };
  greeting: Text;
  why: Text;
  ask: { connect: TextByPlatform; reconnect: TextByPlatform };
  could: Text;
  opens: Text;
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
  short: { ask: TextByPlatform; access: TextBySource; use: Text; unsure: Text; signature: Text };
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
  inviteMail: InviteMailMessages;
}

/** Messages that replace the English ones: a whole language, or single sentences. */
export type MessagesOverride = Override<Messages>;

type Override<T> = [T] extends [Text] ? T : { readonly [Name in keyof T]?: Override<T[Name]> | undefined };

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
