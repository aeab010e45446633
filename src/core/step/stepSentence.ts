import {
  hasDisconnected,
  hasFailed,
  hasFirstData,
  isConnectedStatus,
  isIdle,
  isPending,
  isUnavailable,
} from "../status/connectionStatus.js";
import { hasInviteFailed } from "../status/inviteState.js";
import type { Local } from "./local.js";
import { hasReturned, type StepReason } from "./stepReason.js";
import type { StepState } from "./stepState.js";
import { isAsking, isHandingOver, type StepView } from "./stepView.js";

/**
 * What a step says of how it stands, each for one fact. The values say whose words the heading is: its own, those of
 * another, or those of the task where nothing has changed about it.
 */
export const stepSentences = {
  connected: "connected",
  ready: "connected",
  waiting: "waiting",
  returned: "returned",
  signedOut: "signedOut",
  unreachable: "unavailable",
  unavailable: "unavailable",
  disconnected: "disconnected",
  unsupported: "unsupported",
  error: "error",
  started: "started",
  cancelled: undefined,
  unchanged: undefined,
  declined: undefined,
  expired: undefined,
  skipped: undefined,
} as const;

/** What a step says of how it stands. */
export type StepSentence = keyof typeof stepSentences;

/** The sentences that have a heading of their own. */
export type StatusHeading = NonNullable<(typeof stepSentences)[StepSentence]>;

/** What each reason is said with; none where nothing of it is to be told, or the status says enough. */
const ofReason = {
  started: "started",
  cancelled: "cancelled",
  unsupported: "unsupported",
  error: "error",
  unreachable: "unreachable",
  signedOut: "signedOut",
  returned: undefined,
  badData: undefined,
} as const satisfies Record<StepReason, StepSentence | undefined>;

/** The sentence for a state; none where there is nothing to say, or the view says it itself. */
export function stepSentence(state: StepState, local: Local): StepSentence | undefined {
  const { view, status, reason, invite, skipped } = state;
  const said: StepSentence | undefined = reason && ofReason[reason];
  if (isConnectedStatus(status)) return hasFirstData(status) ? "ready" : "connected";
  if (isHandingOver(view)) return undefined;
  if (isUnavailable(status)) return said === "signedOut" || said === "unreachable" ? said : "unavailable";
  if (!isAsking(view)) return waitingSentences[view];
  if (skipped) return "skipped";
  return askSentence(state, said, local) ?? (hasInviteFailed(invite) ? invite : undefined);
}

/** The views that say the one thing that they are shown for. */
const waitingSentences: Partial<Record<StepView, StepSentence>> = {
  waiting: "waiting",
  returned: "returned",
};

/** What happened to the connection, or on the way to it. A reason that is not of the status says nothing. */
function askSentence(
  { status, reason }: StepState,
  said: StepSentence | undefined,
  { returned, confirmed }: Local,
): StepSentence | undefined {
  if (hasDisconnected(status)) return "disconnected";
  if (hasFailed(status)) return said === "unsupported" ? said : "error";
  if (!isPending(status) && !isIdle(status)) return undefined;
  if (said === "cancelled") return said;
  if (returned === "unchanged" && !confirmed) return returned;
  return isPending(status) && !hasReturned(reason) ? "started" : undefined;
}
