import { type ConnectionStatus, type StatusFacts, stepStatus } from "../status/connectionStatus.js";
import { type InviteState, localInviteState } from "../status/inviteState.js";
import type { StepReason } from "./stepReason.js";

/** Independent facts about one step. */
export interface StepState {
  status: ConnectionStatus;
  invite: InviteState;
  skipped: boolean;
  /** Why it is not as the customer may expect. */
  reason?: StepReason | undefined;
}

/** What {@link stepState} decides from. */
export interface StepFacts extends StatusFacts {
  /** What the host, or the server, knows of the invite. */
  invite?: InviteState | undefined;
  reason?: StepReason | undefined;
}

/** The state of a step. */
export function stepState(facts: StepFacts): StepState {
  const { invite, local, reason } = facts;
  return {
    status: stepStatus(facts),
    invite: invite ?? localInviteState(local.invited),
    skipped: local.skipped,
    reason,
  };
}
