import type { OnboardingError } from "../errors.js";
import type { LinkRedirect } from "../links/linkRedirect.js";
import type { StepState } from "./stepState.js";

/** A way by which an invite left the page. */
export type InviteChannel = "mailto" | "webmail" | "share" | "copyMessage" | "copyLink" | "qr";

/** What a customer who cannot sign in may say instead of inviting somebody. */
export type FallbackAnswer = "notAdmin" | "forgotPassword" | "notListed" | "onPhone" | "later";

/**
 * What happens at a step, under names that stay. `restored` is the first state a mount sees, never a change;
 * `undo` takes a skip back.
 */
export type StepEvent =
  | {
      type:
        | "connect"
        | "pending"
        | "connected"
        | "dataReady"
        | "disconnected"
        | "skip"
        | "undo"
        | "fallbackOpen";
    }
  | { type: "restored"; detail: StepState }
  | { type: "return"; detail: LinkRedirect }
  | { type: "invite"; detail: { channel: InviteChannel } }
  | { type: "fallbackAnswer"; detail: { answer: FallbackAnswer } }
  | { type: "copied"; detail: { what: "link" | "message" } }
  | { type: "error"; detail: OnboardingError };

/** Callbacks for the changes that this mount sees; the newest function is called, part, then step, then provider. */
export interface StepCallbacks {
  /** The button was pressed. */
  onConnect?: (() => void) | undefined;
  /** Codat sent the customer back to a page with an `AuthStep`. A hint: confirm it on the server. */
  onReturn?: ((redirect: LinkRedirect) => void) | undefined;
  /** The step's status became `pending`: a connection waits for its confirmation. */
  onPending?: (() => void) | undefined;
  /** The step's status became `connected` or `ready`. */
  onConnected?: (() => void) | undefined;
  /** The step's status became `ready`. */
  onDataReady?: (() => void) | undefined;
  /** The step's status became `disconnected`. */
  onDisconnected?: (() => void) | undefined;
  /** The customer put the step off. */
  onSkip?: (() => void) | undefined;
  /** “Can’t sign in?” was opened. */
  onFallbackOpen?: (() => void) | undefined;
  /** One of the other answers under “Can’t sign in?” was opened. */
  onFallbackAnswer?: ((chosen: { answer: FallbackAnswer }) => void) | undefined;
  /** A way of inviting was used; whether anything was sent is not known. */
  onInvite?: ((invite: { channel: InviteChannel }) => void) | undefined;
  /** Something was copied to the clipboard. */
  onCopied?: ((copied: { what: "link" | "message" }) => void) | undefined;
  /** Something went wrong; the customer sees a labelled state meanwhile. */
  onError?: ((error: OnboardingError) => void) | undefined;
  /** Every event, after the callback of its own name. */
  onEvent?: ((event: StepEvent) => void) | undefined;
}

/** Calls the callback named after an event, then `onEvent`. What one throws goes to `reportError`. */
export function fireStepEvent(callbacks: StepCallbacks, event: StepEvent): void {
  const { type, detail } = event as { type: string; detail?: unknown };
  const name = type.replace(/^./, (initial) => `on${initial.toUpperCase()}`);
  call(callbacks[name as "onConnect"] as Callback, detail);
  call(callbacks.onEvent as Callback, event);
}

type Callback = ((detail: unknown) => void) | undefined;

function call(callback: Callback, detail: unknown): void {
  try {
    callback?.(detail);
  } catch (error) {
    reportError(error);
  }
}
