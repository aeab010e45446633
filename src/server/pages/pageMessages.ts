import type { MessageText, MessageTextByPlatform } from "../../core/messages/text.js";

/** A page's heading, and what stands under it. */
export interface PageText {
  title: MessageText;
  text: MessageText;
}

/** Every word of the companion's own pages in one language, `{holes}` as in the components' messages. */
export interface PageMessages {
  /** BCP 47. */
  locale: string;
  dir: "ltr" | "rtl";
  /** A native speaker who knows the trade has read it. */
  reviewed: boolean;
  /** The language's own name, for the switch. */
  name: string;
  invite: {
    heading: { connect: MessageTextByPlatform; reconnect: MessageTextByPlatform };
    /** Who asks; dropped for an invite to oneself. */
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
    howLong: MessageText;
    kept: MessageText;
    use: MessageText;
    go: MessageText;
    goHint: MessageText;
    decline: MessageText;
    declineHint: MessageText;
    declineButton: MessageText;
    until: MessageText;
    language: MessageText;
  };
  /** An invite that has ended. */
  ended: {
    connected: PageText;
    declined: PageText;
    declinedNow: PageText;
    expired: PageText;
    cancelled: PageText;
    unknown: PageText;
  };
  /** Back from Codat. */
  returned: {
    confirmed: PageText;
    waiting: PageText;
    nothing: PageText;
    failed: PageText;
    /** For whoever came by an invite: its link still works. */
    again: MessageText;
    /** For whoever came by no invite of ours. */
    askAgain: MessageText;
  };
  cannotOpen: PageText;
  signedOut: PageText;
  questions: MessageText;
  privacy: MessageText;
}
