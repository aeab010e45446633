import type { OnboardingError } from "../errors.js";
import type { LinkRedirect } from "../links/linkRedirect.js";
import type { FallbackAnswer } from "./fallbackAnswer.js";
import type { StepState } from "./stepState.js";

/** A way by which an invite left the page. */
export type InviteChannel = "mailto" | "webmail" | "share" | "copyMessage" | "copyLink" | "qr";

/** What each event of a step carries. */
interface StepEventDetails {
  connect: undefined;
  return: LinkRedirect;
  pending: undefined;
  connected: undefined;
  dataReady: undefined;
  disconnected: undefined;
  skip: undefined;
  /** A skip was taken back. */
  undo: undefined;
  /** The first state that a mount sees, never a change. */
  restored: StepState;
  fallbackOpen: undefined;
  fallbackAnswer: { answer: FallbackAnswer };
  invite: { channel: InviteChannel };
  copied: { what: "link" | "message" };
  error: OnboardingError;
}

/** The events of a step, under names that stay, and the callback of each; some have `onEvent` alone. */
export const stepEvents = {
  connect: "onConnect",
  return: "onReturn",
  pending: "onPending",
  connected: "onConnected",
  dataReady: "onDataReady",
  disconnected: "onDisconnected",
  skip: "onSkip",
  undo: "onEvent",
  restored: "onEvent",
  fallbackOpen: "onFallbackOpen",
  fallbackAnswer: "onFallbackAnswer",
  invite: "onInvite",
  copied: "onCopied",
  error: "onError",
} as const satisfies Record<keyof StepEventDetails, keyof StepCallbacks>;

export type StepEventType = keyof typeof stepEvents;

/** What happens at a step. */
export type StepEvent = {
  [Type in StepEventType]: StepEventDetails[Type] extends undefined
    ? { type: Type }
    : { type: Type; detail: StepEventDetails[Type] };
}[StepEventType];

/** Sends an event by its name: `emit.copied({ what: "link" })`. */
export type StepEmitter = {
  readonly [Type in StepEventType]: (
    ...detail: StepEventDetails[Type] extends undefined ? [] : [detail: StepEventDetails[Type]]
  ) => void;
};

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

/** A {@link StepEmitter} whose events go to `listener`. */
export function createStepEmitter(listener: (event: StepEvent) => void): StepEmitter {
  const types = Object.keys(stepEvents);
  return Object.fromEntries(
    types.map((type) => [
      type,
      (detail?: unknown) => listener((detail === undefined ? { type } : { type, detail }) as StepEvent),
    ]),
  ) as unknown as StepEmitter;
}

/** Calls the callback of an event, then `onEvent`. What one throws goes to `reportError`. */
export function fireStepEvent(callbacks: StepCallbacks, event: StepEvent): void {
  const { type, detail } = event as { type: StepEventType; detail?: unknown };
  const name = stepEvents[type];
  if (name !== "onEvent") call(callbacks[name] as Callback, detail);
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
