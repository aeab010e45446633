import {
  type ConnectButton,
  type ConnectionStatus,
  hasDisconnected,
  hasFailed,
  isConnectedStatus,
  isKnownStatus,
  isUnavailable,
  mayHandOver,
} from "../status/connectionStatus.js";
import { type InviteState, isLiveInvite } from "../status/inviteState.js";
import type { Local } from "./local.js";
import { hasReturned, type StepReason } from "./stepReason.js";

/** What a step shows: one task at a time. The values say whether the host's way on stands in it. */
export const stepViews = {
  ask: false,
  handOver: false,
  waiting: true,
  returned: true,
  connected: true,
  unavailable: true,
} as const;

/** What a step shows, as `data-view` says it. */
export type StepView = keyof typeof stepViews;

/** Whether the step asks to connect. */
export function isAsking(view: StepView): boolean {
  return view === "ask";
}

/** Whether a way of handing over is the task. */
export function isHandingOver(view: StepView): boolean {
  return view === "handOver";
}

/** Whether somebody else was asked to connect. */
export function isWaitingView(view: StepView): boolean {
  return view === "waiting";
}

/** Whether what leads on when asking does not help is shown. */
export function isWayOut(view: StepView): boolean {
  return view === "ask" || view === "unavailable";
}

/** That of a part by itself, which shows by its status. */
export const firstView: StepView = "ask";

/** What {@link stepView} decides from. */
export interface ViewFacts {
  status: ConnectionStatus;
  /** What the button is. */
  button: ConnectButton;
  reason?: StepReason | undefined;
  local: Local;
  /** There is a link to pass on. */
  hasLink?: boolean | undefined;
  /** What the host, or the server, knows of the invite. */
  invite?: InviteState | undefined;
  /** Whether an invite that lives is newer than the last failure or disconnection, where the server knows of invites. */
  waiting?: boolean | undefined;
  /** What the server knows of invites, as a text to compare. */
  news?: string | undefined;
  /** Whether the host, or the server, says how the connection stands. */
  told?: ConnectionStatus | undefined;
}

/** What a step shows: the first that holds. */
export function stepView(facts: ViewFacts): StepView {
  const { status, reason, local } = facts;
  if (isConnectedStatus(status)) return "connected";
  if (local.panel && canHandOver(facts)) return "handOver";
  if (isUnavailable(status)) return "unavailable";
  if (local.front !== undefined && local.front === factsKey(facts)) return "ask";
  if (hasReturned(reason)) return "returned";
  return isWaiting(facts) ? "waiting" : "ask";
}

/** Whether the panel for handing over can be opened: a link that stands by itself can be passed on in every state. */
export function canHandOver({
  status,
  button,
  hasLink = false,
}: Pick<ViewFacts, "status" | "button" | "hasLink">): boolean {
  return mayHandOver(button) && (isKnownStatus(status) || hasLink);
}

/** What others than this browser know, as a text to compare: while it stays the same, nothing new has come. */
export function factsKey({ told, ...facts }: Pick<ViewFacts, "told" | "news" | "invite">): string {
  return `${told} ${newsKey(facts)}`;
}

/** What others know of the invites, as a text to compare. */
export function newsKey({ news, invite }: Pick<ViewFacts, "news" | "invite">): string {
  return news ?? invite ?? "none";
}

/** Whether somebody was asked, and nothing has failed or ended since. */
function isWaiting(facts: ViewFacts): boolean {
  const { status, local, invite, waiting } = facts;
  const isBroken = hasFailed(status) || hasDisconnected(status);
  // What this browser did last, others may not have heard of yet.
  if (local.asked !== undefined && local.askedNews === newsKey(facts))
    return local.asked && (!isBroken || local.askedIn === status);
  return waiting ?? (!!invite && isLiveInvite(invite) && !isBroken);
}
