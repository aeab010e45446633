import type { ConnectionStatus } from "codat-onboarding";

/** A column of the table in the design, section 4: a status, or a step that was put off. */
export type Column = ConnectionStatus | "skipped";

/** What a customer finds of each part in each state. */
export interface Row {
  /** The button: its text, and whether it is a link, plain text or not there. */
  connect: { as: "link" | "text" | "gone"; name: RegExp };
  /** “Can't sign in?”: not there, or there and open or closed. */
  fallback: "gone" | "closed" | "open";
  /** The quiet button at the end. */
  skip: RegExp | undefined;
}

const connect = /^Connect Xero$/;
const later = /I’ll do this later/;

/** The table itself: stories are named by it, and play it. */
export const table: Readonly<Record<Column, Row>> = {
  loading: { connect: { as: "text", name: connect }, fallback: "gone", skip: later },
  idle: { connect: { as: "link", name: connect }, fallback: "closed", skip: later },
  opening: { connect: { as: "link", name: connect }, fallback: "closed", skip: later },
  pending: { connect: { as: "link", name: /^Continue connecting$/ }, fallback: "closed", skip: later },
  failed: { connect: { as: "link", name: /^Try again$/ }, fallback: "closed", skip: later },
  connected: { connect: { as: "gone", name: connect }, fallback: "gone", skip: undefined },
  ready: { connect: { as: "gone", name: connect }, fallback: "gone", skip: undefined },
  disconnected: { connect: { as: "link", name: /^Reconnect Xero$/ }, fallback: "closed", skip: later },
  skipped: { connect: { as: "link", name: connect }, fallback: "closed", skip: /^Undo/ },
  unavailable: { connect: { as: "text", name: /Connecting isn’t possible/ }, fallback: "gone", skip: later },
};

/** The parts that have a row in it, and the step as a whole. */
export const parts = ["ConnectCTA", "CantSignInFallback", "SkipStep", "AuthStep"] as const;
