import type { InviteState } from "../../core/status/inviteState.js";
import type { PageMark } from "./pageMark.js";

/** What an invite's link answers once the invite has ended: the page's text in `PageMessages.ended`, and its status. */
export const endedPages = {
  none: undefined,
  prepared: undefined,
  opened: undefined,
  started: undefined,
  returned: undefined,
  connected: { text: "connected", status: 200, mark: "done" },
  declined: { text: "declined", status: 410, mark: "ended" },
  expired: { text: "expired", status: 410, mark: "late" },
  cancelled: { text: "cancelled", status: 410, mark: "ended" },
} as const satisfies Record<InviteState, { text: string; status: number; mark: PageMark } | undefined>;

/** The names of those texts. */
export type EndedPage = NonNullable<(typeof endedPages)[InviteState]>["text"];
