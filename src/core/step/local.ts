import type { LinkOutcome } from "../links/linkRedirect.js";
import type { InviteChannel } from "./inviteChannel.js";

/** What this browser knows by itself, kept across a reload but for what belongs to the page. */
export interface Local {
  skipped: boolean;
  /** A way of inviting was used; whether anything was sent is not known. */
  invited: boolean;
  /** How somebody was asked last. */
  channel?: InviteChannel | undefined;
  /**
   * Whether the last that happened is that somebody was asked, or that an attempt failed; `undefined` for neither, and
   * once the connection was confirmed.
   */
  asked?: boolean | undefined;
  /** The status in which somebody was asked. */
  askedIn?: string | undefined;
  /** What others knew of the invites at the time of `asked`; when they know something else, theirs is newer. */
  askedNews?: string | undefined;
  /** How the last visit to Hosted Link ended, as Codat's redirect said. */
  returned?: LinkOutcome | undefined;
  /** The host has since said that it is connected; `returned` stays, so that a reload does not report it anew. */
  confirmed: boolean;
  /** Whom, by the name that the customer gave. Of this page. */
  askedName?: string | undefined;
  /** A click on the button that has not been answered. Of this page. */
  opening: boolean;
  /** The panel for handing over is open. Of this page. */
  panel: boolean;
  /** What others knew when the customer put the button in front of what waits; until they know something else. Of this page. */
  front?: string | undefined;
}

/** What happens to {@link Local}. */
export type LocalEvent =
  | { type: "connect" }
  | { type: "visible" }
  | { type: "skip" }
  | { type: "undo" }
  | { type: "panel"; open: boolean }
  /** Puts the button in front; without `front` takes that back. */
  | { type: "front"; front?: string | undefined }
  | {
      type: "invite";
      channel?: InviteChannel | undefined;
      /** The step's. */
      status?: string | undefined;
      news?: string | undefined;
      /** Whom it is for. */
      name?: string | undefined;
      /** To the customer's own other device: nobody is waited for. */
      own?: boolean | undefined;
    }
  | { type: "return"; outcome: LinkOutcome; news?: string | undefined }
  | { type: "confirm" };

/** What no event has changed, or the next one takes back. */
export const untouched = { skipped: false, opening: false, confirmed: false, panel: false };

/** A step that nobody has touched. */
export const initialLocal: Local = { ...untouched, invited: false };

/** {@link Local} after an event, as far as a part by itself goes: it waits for nobody, and nobody comes back to it. */
export function nextAlone(local: Local, event: LocalEvent): Local {
  return { ...local, ...(event.type === "panel" ? { panel: event.open } : usual[event.type]) };
}

/** What an event changes, whatever else it carries. */
const usual: Partial<Record<LocalEvent["type"], Partial<Local>>> = {
  connect: { ...untouched, opening: true, returned: undefined },
  visible: { opening: false },
  skip: { skipped: true, panel: false },
  undo: { skipped: false },
  invite: { invited: true },
};
