import type { Text, TextByPlatform } from "../../core/messages/messages.js";

/** A page's heading, and what stands under it. */
export interface PageText {
  title: Text;
  text: Text;
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
    heading: { connect: TextByPlatform; reconnect: TextByPlatform };
    /** Who asks; dropped for an invite to oneself. */
    asks: { connect: TextByPlatform; reconnect: TextByPlatform };
    self: Text;
    unexpected: Text;
    call: Text;
    notByApp: Text;
    nothingYet: Text;
    before: Text;
    admin: Text;
    installed: Text;
    choose: Text;
    only: TextByPlatform;
    access: TextByPlatform;
    howLong: Text;
    kept: Text;
    use: Text;
    go: Text;
    goHint: Text;
    decline: Text;
    declineHint: Text;
    declineButton: Text;
    until: Text;
    language: Text;
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
    again: Text;
    /** For whoever came by no invite of ours. */
    askAgain: Text;
  };
  cannotOpen: PageText;
  signedOut: PageText;
  questions: Text;
  privacy: Text;
}
