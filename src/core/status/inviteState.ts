/**
 * What became of an invite. An invite moves to a higher number only; its link works between the first and the last.
 * `none`: its link was made, and no way of passing it on was used. Without a server only `none` and `prepared` are known.
 */
export const inviteStates = {
  none: 0,
  prepared: 1,
  opened: 2,
  /** Somebody began to connect on Codat's page. */
  started: 3,
  /** Codat sent somebody back and said that it worked; nobody else has said so yet. */
  returned: 4,
  connected: 5,
  declined: 5,
  expired: 5,
  cancelled: 5,
} as const;

/** What became of an invite, as `data-invite` shows it. */
export type InviteState = keyof typeof inviteStates;

/** The states that a customer is shown: something has come of the invite. */
export type ShownInviteState = Exclude<InviteState, "none">;

/** The states in which somebody has used the link. */
export type UsedInviteState = Exclude<
  ShownInviteState,
  "prepared" | "connected" | "declined" | "expired" | "cancelled"
>;

/** Reads a state as the companion stores and sends it, in older versions too; `undefined` for anything else. */
export function parseInviteState(value: unknown): InviteState | undefined {
  if (value === "connecting") return "started";
  return typeof value === "string" && Object.hasOwn(inviteStates, value) ? (value as InviteState) : undefined;
}

/** Whether an invite can still be used. */
export function isLiveInvite(state: InviteState): boolean {
  return state !== "none" && !hasInviteEnded(state);
}

/** Whether an invite has come to an end: no change follows. */
export function hasInviteEnded(state: InviteState): boolean {
  return inviteStates[state] === inviteStates.connected;
}

/** Whether nothing will come of an invite although its customer did not take it back. */
export function hasInviteFailed(state: InviteState): state is "declined" | "expired" {
  return state === "declined" || state === "expired";
}

/** Whether an invite's time has run out, which changes nothing in what is stored. */
export function hasInviteExpired(state: InviteState): boolean {
  return state === "expired";
}

/** An invite's state at a time: a live one expires without an event. `expiresAt` is a date as `Date.parse` reads it. */
export function inviteStateAt<State extends InviteState>(
  { state, expiresAt }: { state: State; expiresAt: string },
  now: Date,
): State | "expired" {
  return isLiveInvite(state) && Date.parse(expiresAt) <= now.getTime() ? "expired" : state;
}

/** The state as far as a browser knows it by itself. */
export function localInviteState(invited: boolean): InviteState {
  return invited ? "prepared" : "none";
}
