import type { LinkOutcome } from "../links/linkRedirect.js";

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

const untouched = { skipped: false, opening: false, confirmed: false };

/** A step that nobody has touched. */
export const initialLocal: Local = { ...untouched, invited: false };

/** {@link Local} after an event: the same object where the event changes nothing. */
export function nextLocal(local: Local, event: LocalEvent): Local {
  const next: Local = {
    ...local,
    ...changes[event.type],
    ...(event.type === "return" && { returned: event.outcome }),
  };
  return (Object.keys(next) as (keyof Local)[]).some((name) => next[name] !== local[name]) ? next : local;
}

const changes: Record<LocalEvent["type"], Partial<Local>> = {
  connect: { ...untouched, opening: true, returned: undefined },
  visible: { opening: false },
  skip: { skipped: true },
  undo: { skipped: false },
  invite: { invited: true },
  return: untouched,
  confirm: { ...untouched, confirmed: true },
};
