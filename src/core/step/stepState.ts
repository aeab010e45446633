import {
  type ConnectButton,
  type ConnectionStatus,
  connectionStatuses,
  localStatus,
  pressedStatus,
  type StatusFacts,
  stepStatus,
} from "../status/connectionStatus.js";
import { type InviteState, localInviteState } from "../status/inviteState.js";
import { givenReason, type StepReason, stepReason } from "./stepReason.js";
import { firstView, type StepView, stepView, type ViewFacts } from "./stepView.js";

/** Independent facts about one step, and the view that follows from them. */
export interface StepState {
  status: ConnectionStatus;
  invite: InviteState;
  skipped: boolean;
  /** Why it is as it is. */
  reason?: StepReason | undefined;
  /** What it shows. */
  view: StepView;
}

/** What {@link stepState} decides from. */
export interface StepFacts
  extends StatusFacts,
    Pick<ViewFacts, "local" | "invite" | "hasLink" | "waiting" | "news"> {
  /** What the host, or the server, says of the reason. */
  reason?: StepReason | undefined;
  /** What the button is. @default as the status has it */
  button?: ConnectButton | undefined;
}

/** The state of a part by itself: what it is told. */
export function stateAlone(facts: StepFacts): StepState {
  const { invite, local } = facts;
  return {
    status: stepStatus(facts, pressedStatus(local)),
    invite: invite ?? localInviteState(local.invited),
    skipped: local.skipped,
    reason: givenReason(facts.unavailable, facts.reason),
    view: firstView,
  };
}

/** The state of a step. */
export function stepState(facts: StepFacts): StepState {
  const alone = stateAlone(facts);
  const status = stepStatus(facts, localStatus(facts.local));
  const reason = stepReason(status, facts.local, alone.reason);
  const { button = connectionStatuses[status], status: told } = facts;
  return { ...alone, status, reason, view: stepView({ ...facts, status, button, reason, told }) };
}
