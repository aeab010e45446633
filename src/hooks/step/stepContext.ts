"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { MessageValues } from "../../core/messages/text.js";
import type { SourceType } from "../../core/sourceType.js";
import type { ConnectButton } from "../../core/status/connectionStatus.js";
import type { FallbackAnswer } from "../../core/step/fallbackAnswer.js";
import type { Local, LocalEvent } from "../../core/step/local.js";
import type { StepCallbacks, StepEmitter } from "../../core/step/stepEvent.js";
import type { StepState } from "../../core/step/stepState.js";
import type { KeptDraft } from "../invite/inviteDraft.js";
import type { Links } from "../links/useLinks.js";
import type { StepSettings } from "../settings.js";
import type { Announce } from "./announcer.js";
import type { LiveConnection, LiveConnections } from "./liveConnection.js";
import { createStepEmitter } from "./stepEmitter.js";

/** The settings that surround a part, and the listeners to its events. */
export interface StepDefaults {
  settings: Omit<StepSettings, keyof StepCallbacks>;
  emit: StepEmitter;
  /** What a live provider around knows. */
  live?: LiveConnections | undefined;
  /** What fills composites without children; without it they hold what they are made of. */
  arrangement?: Arrangement | undefined;
}

/** What fills a composite that has no children, where that is more than it is made of by itself. */
export interface Arrangement {
  /** Around what a `FallbackPanel` holds. */
  panel(content: ReactNode): ReactNode;
  /** In an `InviteByMailto`. */
  invite: ReactNode;
  /** In an `InviteAfter`: the other ways of sending. */
  inviteAfter: ReactNode;
  /** Below the invite in a `CantSignInFallback`; `answers` is its own prop. */
  answers(answers: readonly FallbackAnswer[] | undefined): ReactNode;
}

/** What an `AuthStep` lends the parts in it. */
export interface StepFrame {
  /** The step cannot be put off. */
  required?: boolean | undefined;
  /** Its panel is a view of its own. */
  byView?: boolean | undefined;
  /** Level of its heading, where it has one. */
  headingLevel?: number | undefined;
  /** The invite as the customer last wrote it. */
  draft?: KeptDraft;
  /** Id of the heading that tells this step's controls from another's. */
  headingId?: string | undefined;
  /** Ids of what describes the button: the heading, and the hint where there is one. */
  buttonDescription?: string | undefined;
  hintId?: string;
  /** Called by the hint, which may come and go. */
  setHinted?: ((hinted: boolean) => void) | undefined;
}

/** One step, as its parts see it. */
export interface Step extends StepDefaults, StepState {
  /** The canonical id, where the host's is one. */
  companyId: string | undefined;
  sourceType: SourceType;
  isConnected: boolean;
  /** What others know of its invites, as a text to compare. */
  news?: string | undefined;
  /** What others know of it, as a text to compare. */
  factsKey?: string | undefined;
  /** What the link that connects is. */
  button: ConnectButton;
  /** What fills the holes in its sentences. */
  messageValues: MessageValues &
    Readonly<Record<"app" | "business" | "platform" | "organisation", string | undefined>>;
  /** What this browser knows of it, and how to change that. */
  local: Local;
  /** The server's markup is hydrated: what only a browser knows may be shown. */
  hydrated: boolean;
  dispatch(event: LocalEvent): void;
  links: Links;
  announce: Announce;
  /** What the live provider says of it. */
  connection?: LiveConnection | undefined;
  /** What the `AuthStep` around lends; its status line says how the step stands, so that parts need not. */
  frame?: StepFrame | undefined;
}

/** A step, or the settings of an `OnboardingDefaults`. */
export const StepContext = createContext<StepDefaults | Step>({
  settings: {},
  emit: createStepEmitter()[0],
});

/** Whether a part stands in a step. */
export function isStep(context: StepDefaults | Step): context is Step {
  return "links" in context;
}

/** The step around a part. */
export function useStep(): Step {
  return useContext(StepContext) as Step;
}
