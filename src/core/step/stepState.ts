import type { LinkOutcome } from "../links/linkRedirect.js";

/** Where the connection stands. */
export type ConnectionStatus =
  | "loading"
  | "idle"
  | "opening"
  | "pending"
  | "failed"
  | "connected"
  | "ready"
  | "disconnected"
  | "unavailable";

/** What became of the invite. Without a server only `none` and `prepared` (a channel was used) are known. */
export type InviteState =
  | "none"
  | "prepared"
  | "opened"
  | "connecting"
  | "connected"
  | "declined"
  | "expired"
  | "cancelled";

/** Three independent facts about one step. */
export interface StepState {
  status: ConnectionStatus;
  invite: InviteState;
  skipped: boolean;
}

/** What this browser knows by itself, kept across a reload. */
export interface Local {
  skipped: boolean;
  /** A way of inviting was used; whether anything was sent is not known. */
  invited: boolean;
  /** A click on the button that has not been answered. */
  opening: boolean;
  /** How the last visit to Hosted Link ended, as Codat's redirect said. */
  returned?: LinkOutcome | undefined;
  /** The host has since said that it is connected; `returned` stays, so that a reload does not report it anew. */
  confirmed: boolean;
}

/** What happens to {@link Local}. */
export type LocalEvent =
  | { type: "connect" }
  | { type: "visible" }
  | { type: "skip" }
  | { type: "undo" }
  | { type: "invite" }
  | { type: "return"; outcome: LinkOutcome }
  | { type: "confirm" };

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

/** A step that nobody has touched. */
export const initialLocal: Local = { skipped: false, invited: false, opening: false, confirmed: false };

/**
 * The state of a step. The host's word outranks the browser's, but for what the browser knows better: that the
 * attempt which is `pending` has just failed, or what happens while the host knows nothing (`idle`).
 */
export function stepState({ unavailable, loading, status = "idle", invite, local }: StepFacts): StepState {
  const own = localStatus(local);
  const known = status === "idle" || (status === "pending" && own === "failed") ? own : status;
  return {
    status: unavailable ? "unavailable" : loading ? "loading" : known,
    invite: invite ?? (local.invited ? "prepared" : "none"),
    skipped: local.skipped,
  };
}

function localStatus({ opening, returned, confirmed }: Local): ConnectionStatus {
  if (confirmed) return "idle";
  if (returned === "connected") return "pending";
  if (returned === "failed" || returned === "unsupported") return "failed";
  return opening ? "opening" : "idle";
}

/** What one event makes of {@link Local}. */
export function nextLocal(local: Local, event: LocalEvent): Local {
  return { ...local, ...changes[event.type], ...(event.type === "return" && { returned: event.outcome }) };
}

const changes: Record<LocalEvent["type"], Partial<Local>> = {
  connect: { opening: true, skipped: false, confirmed: false, returned: undefined },
  visible: { opening: false },
  skip: { skipped: true },
  undo: { skipped: false },
  invite: { invited: true },
  return: { opening: false, skipped: false, confirmed: false },
  confirm: { opening: false, skipped: false, confirmed: true },
};
