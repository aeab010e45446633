import { type ConnectionStatus, type StatusFacts, stepStatus } from "../status/connectionStatus.js";
import { type InviteState, localInviteState } from "../status/inviteState.js";

/** Three independent facts about one step. */
export interface StepState {
  status: ConnectionStatus;
  invite: InviteState;
  skipped: boolean;
}

/** What {@link stepState} decides from. */
export interface StepFacts extends StatusFacts {
  /** What the host, or the server, knows of the invite. */
  invite?: InviteState | undefined;
}

/** The state of a step. */
export function stepState(facts: StepFacts): StepState {
  const { invite, local } = facts;
  return {
    status: stepStatus(facts),
    invite: invite ?? localInviteState(local.invited),
    skipped: local.skipped,
  };
}
