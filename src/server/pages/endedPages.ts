import type { InviteState } from "../../core/status/inviteState.js";

/** What an invite's link answers once the invite has ended: the page's text in `PageMessages.ended`, and its status. */
export const endedPages = {
  none: undefined,
  prepared: undefined,
  opened: undefined,
  started: undefined,
  returned: undefined,
  connected: { text: "connected", status: 200 },
  declined: { text: "declined", status: 410 },
  expired: { text: "expired", status: 410 },
  cancelled: { text: "cancelled", status: 410 },
} as const satisfies Record<InviteState, { text: string; status: number } | undefined>;

/** The names of those texts. */
export type EndedPage = NonNullable<(typeof endedPages)[InviteState]>["text"];
