import type { SourceType } from "../sourceType.js";
import { type ConnectionStatus, hasDisconnected } from "../status/connectionStatus.js";
import type { ShownInviteState } from "../status/inviteState.js";

export const inviteKinds = ["connect", "reconnect", "self"] as const;

/** What an invite asks for: to connect, to connect again, or the customer's own to another device. */
export type CompanyInviteKind = (typeof inviteKinds)[number];

/** Reads a kind; `undefined` for anything else. */
export function parseInviteKind(value: unknown): CompanyInviteKind | undefined {
  return inviteKinds.find((kind) => kind === value);
}

/** What a colleague is asked for where nobody says it. */
export function usualInviteKind(status: ConnectionStatus): Exclude<CompanyInviteKind, "self"> {
  return hasDisconnected(status) ? "reconnect" : "connect";
}

/** What a customer asks the companion for. The invite's page shows none of it. */
export interface InviteRequest {
  kind: CompanyInviteKind;
  sourceType: SourceType;
  platformKey?: string | undefined;
  /** Language of the invite's page (BCP 47). */
  locale?: string | undefined;
  /** Whom the customer asks. */
  name?: string | undefined;
  /** A way of passing the link on was used. */
  prepared?: boolean | undefined;
}

/**
 * An invite as the customer may see it. Its link is not part of it: everybody who holds the link can use it, so it is
 * requested at the moment of use.
 */
export interface CompanyInvite {
  id: string;
  kind: CompanyInviteKind;
  sourceType: SourceType;
  platformName?: string | undefined;
  /** As it was at its version: one past `expiresAt` has expired, whatever this says; see `inviteStateAt`. */
  state: ShownInviteState;
  /** ISO 8601, UTC. */
  createdAt: string;
  expiresAt: string;
  /** When it came to its state. */
  changedAt: string;
  /** Whom the customer asked, as the customer calls them. */
  name?: string | undefined;
  /** Counts the changes of this invite: an event with a lower one is old. */
  version: number;
}
