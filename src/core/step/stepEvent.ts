import type { OnboardingError } from "../errors.js";
import type { LinkRedirect } from "../links/linkRedirect.js";
import type { FallbackAnswer } from "./fallbackAnswer.js";
import type { InviteChannel } from "./inviteChannel.js";
import type { StepState } from "./stepState.js";
import type { StepView } from "./stepView.js";

/** What each event of a step carries. */
interface StepEventDetails {
  connect: [];
  return: [redirect: LinkRedirect];
  pending: [];
  connected: [];
  dataReady: [];
  disconnected: [];
  skip: [];
  /** A skip was taken back. */
  undo: [];
  /** The first state that a mount sees, never a change. */
  restored: [state: StepState];
  /** Another view has taken over. */
  view: [shown: { view: StepView }];
  fallbackOpen: [];
  fallbackAnswer: [chosen: { answer: FallbackAnswer }];
  invite: [invite: { channel: InviteChannel }];
  copied: [copied: { what: "link" | "message" }];
  error: [error: OnboardingError];
}

/** The events of a step, under names that stay. */
export const stepEvents = [
  "connect",
  "return",
  "pending",
  "connected",
  "dataReady",
  "disconnected",
  "skip",
  "undo",
  "restored",
  "view",
  "fallbackOpen",
  "fallbackAnswer",
  "invite",
  "copied",
  "error",
] as const satisfies readonly (keyof StepEventDetails)[];

export type StepEventType = (typeof stepEvents)[number];

/** The callback of an event: `onCopied` of `copied`. Some events have `onEvent` alone. */
export function callbackName<Type extends StepEventType>(type: Type): `on${Capitalize<Type>}` {
  return type.replace(/^./, (initial) => `on${initial.toUpperCase()}`) as `on${Capitalize<Type>}`;
}

/** What happens at a step. */
export type StepEvent = {
  [Type in StepEventType]: StepEventDetails[Type] extends [infer Detail]
    ? { type: Type; detail: Detail }
    : { type: Type };
}[StepEventType];

/** Sends an event by its name: `emit.copied({ what: "link" })`. */
export type StepEmitter = {
  readonly [Type in StepEventType]: (...detail: StepEventDetails[Type]) => void;
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
