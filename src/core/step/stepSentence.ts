import {
  type ConnectionStatus,
  isConnectedStatus,
  isIdle,
  isPending,
  isUnavailable,
} from "../status/connectionStatus.js";
import { hasInviteFailed } from "../status/inviteState.js";
import type { Local } from "./local.js";
import { hasReturned, tellingReason } from "./stepReason.js";
import type { StepState } from "./stepState.js";
import { isHandingOver, type StepView } from "./stepView.js";

/** What a step says of how it stands, each for one fact. */
export type StepSentence =
  | "connected"
  | "ready"
  | "waiting"
  | "returned"
  | "signedOut"
  | "unreachable"
  | "unavailable"
  | "disconnected"
  | "unsupported"
  | "error"
  | "started"
  | "cancelled"
  | "unchanged"
  | "declined"
  | "expired"
  | "skipped";

/** The sentences that have a heading of their own; with the others stands that of the task. */
export type StatusHeading = Exclude<
  StepSentence,
  "ready" | "unreachable" | "cancelled" | "unchanged" | "declined" | "expired" | "skipped"
>;

/** The sentences whose heading is that of another. */
export const headedAs: Partial<Record<StepSentence, StatusHeading>> = {
  ready: "connected",
  unreachable: "unavailable",
};

/** What each status says by itself. */
const ofStatus = {
  ready: "ready",
  connected: "connected",
  unavailable: "unavailable",
  disconnected: "disconnected",
  failed: "error",
  pending: "started",
  opening: undefined,
  idle: undefined,
  loading: undefined,
} as const satisfies Record<ConnectionStatus, StepSentence | undefined>;

/** The views that say the one thing that they are shown for. */
const ofView: Partial<Record<StepView, StepSentence>> = { waiting: "waiting", returned: "returned" };

/** The sentence for a state; none where there is nothing to say, or the view says it itself. */
export function stepSentence(state: StepState, { returned, confirmed }: Local): StepSentence | undefined {
  const { view, status, reason, invite, skipped } = state;
  const news = tellingReason(status, reason);
  if (isConnectedStatus(status)) return ofStatus[status];
  if (isHandingOver(view)) return undefined;
  if (isUnavailable(status)) return news ?? ofStatus[status];
  if (ofView[view]) return ofView[view];
  if (skipped) return "skipped";
  const isUnchanged = (isPending(status) || isIdle(status)) && returned === "unchanged" && !confirmed;
  // Who came back well and has put the button in front is not told that it is unfinished: that may be wrong.
  const said = hasReturned(news) ? undefined : (news ?? (isUnchanged ? returned : ofStatus[status]));
  return said ?? (hasInviteFailed(invite) ? invite : undefined);
}
