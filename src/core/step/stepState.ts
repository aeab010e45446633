import type { LinkOutcome } from "../links/linkRedirect.js";
import { type ConnectionStatus, connectionStatuses } from "../status/connectionStatus.js";
import { type InviteState, localInviteState } from "../status/inviteState.js";
import type { Local } from "./local.js";

/** Three independent facts about one step. */
export interface StepState {
  status: ConnectionStatus;
  invite: InviteState;
  skipped: boolean;
}

/** What {@link stepState} decides from. */
export interface StepFacts {
  /** Bad data or an error: nothing can be opened. */
  unavailable?: boolean | undefined;
  /** The company is not known yet. */
  loading?: boolean | undefined;
  /** What the host, or the server, knows of the connection. */
  status?: ConnectionStatus | undefined;
  /** What the host, or the server, knows of the invite. */
  invite?: InviteState | undefined;
  local: Local;
}

const failures: readonly (LinkOutcome | undefined)[] = ["failed", "unsupported"];

/**
 * The state of a step. The host's word outranks the browser's, except where the browser knows better: that the
 * attempt which is `pending` has just failed, or what happens while the host knows nothing (`idle`).
 */
export function stepState({ unavailable, loading, status = "idle", invite, local }: StepFacts): StepState {
  const { confirmed, opening } = local;
  const returned = confirmed ? undefined : local.returned;
  const hostKnows = status !== "idle" && !unavailable && !loading;
  const holds = {
    unavailable,
    loading,
    ready: false,
    connected: false,
    failed: failures.includes(returned) && (!hostKnows || status === "pending"),
    pending: !hostKnows && returned === "connected",
    disconnected: false,
    opening: !hostKnows && !confirmed && opening,
    idle: true,
  } satisfies Record<ConnectionStatus, boolean | undefined>;
  const first = (Object.keys(connectionStatuses) as ConnectionStatus[]).find(
    (candidate) => holds[candidate] || (candidate === status && hostKnows),
  );
  return {
    status: first ?? status,
    invite: invite ?? localInviteState(local.invited),
    skipped: local.skipped,
  };
}
