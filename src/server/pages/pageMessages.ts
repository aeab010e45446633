import type { MessageText, MessageTextByPlatform, MessageTextBySource } from "../../core/messages/text.js";
import type { EndedPage } from "./endedPages.js";

/** The CSS properties that a language may set on the whole page. */
export type TypographyProperty =
  | "hyphenate-limit-chars"
  | "hyphens"
  | "line-break"
  | "line-height"
  | "word-break";

/** A page's heading and the text under it. */
export interface PageText {
  title: MessageText;
  text: MessageText;
}

/** The texts of the companion's own pages in one language, with `{holes}` as in the components' messages. */
export interface PageMessages {
  /** BCP 47. */
  locale: string;
  dir: "ltr" | "rtl";
  /** The language's name in itself, for the links between languages. */
  name: string;
  /** Stands between the sentences of a paragraph: a space, or nothing. */
  sentenceSeparator: string;
  /** What the language needs of its type, as CSS declarations. */
  typography: Readonly<Partial<Record<TypographyProperty, string>>>;
  invite: {
    heading: { connect: MessageTextByPlatform; reconnect: MessageTextByPlatform };
    /** Who asks; left out of an invite to oneself. */
    asks: { connect: MessageTextByPlatform; reconnect: MessageTextByPlatform };
    self: MessageText;
    unexpected: MessageText;
    call: MessageText;
    notByApp: MessageText;
    nothingYet: MessageText;
    before: MessageText;
    admin: MessageText;
    installed: MessageText;
    choose: MessageText;
    only: MessageTextByPlatform;
    access: MessageTextByPlatform;
    howLong: MessageTextBySource;
    kept: MessageText;
    use: MessageText;
    go: MessageText;
    goHint: MessageText;
    decline: MessageText;
    /** Asks once more, with the two below. */
    declineTitle: MessageText;
    declineHint: MessageText;
    declineButton: MessageText;
    back: MessageText;
    until: MessageText;
    language: MessageText;
  };
  /** An invite that has ended, that was declined by this very press, or that is not known. */
  ended: Record<EndedPage | "declinedNow" | "unknown", PageText>;
  /** After the way back from Codat. */
  returned: {
    confirmed: PageText;
    waiting: PageText;
    nothing: PageText;
    failed: PageText;
    /** After an invite whose link still works. */
    again: MessageText;
    /** After any other link. */
    askAgain: MessageText;
  };
  cannotOpen: PageText & { retry: MessageText };
  signedOut: PageText;
  questions: MessageText;
  privacy: MessageText;
}
