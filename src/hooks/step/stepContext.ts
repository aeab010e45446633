"use client";

import {
  createContext,
  useContext,
  useEffect,
  useInsertionEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from "react";
import type { OnboardingError } from "../../core/errors.js";
import { parseGuid } from "../../core/guid.js";
import type { MessageText, MessageValues } from "../../core/messages/text.js";
import { plainName } from "../../core/plainName.js";
import { isSourceType, type SourceType } from "../../core/sourceType.js";
import { initialLocal, type Local, type LocalEvent, nextLocal } from "../../core/step/local.js";
import { stepError } from "../../core/step/stepError.js";
import { fireStepEvent, type StepEvent } from "../../core/step/stepEvent.js";
import { type StepState, stepState } from "../../core/step/stepState.js";
import { connectCTA as english } from "../../locales/en.json";
import type { Fallback } from "../fallback/useFallback.js";
import type { UseInviteResult } from "../invite/useInvite.js";
import { type Links, useLinks } from "../links/useLinks.js";
import { mergeSettings, type StepOptions, type StepSettings } from "../settings.js";
import type { LiveConnection, LiveConnections } from "./liveConnection.js";
import { messagesFor } from "./useMessages.js";
import { useReportedError } from "./useReportedError.js";

/** What a part finds around it: settings, and who listens. */
export interface StepDefaults {
  settings: StepSettings;
  emit(event: StepEvent): void;
  /** What a live provider around knows. */
  live?: LiveConnections | undefined;
}

/** What this browser knows of a step, and how to change it. */
export type StoredState = readonly [local: Local, dispatch: (event: LocalEvent) => void];

/** A sentence for the live region. */
export interface Announcement {
  text: MessageText;
  failed?: boolean;
  /** Only spoken: what was pressed shows it. */
  visuallyHidden?: boolean;
  /** Counts up, so that the same words are spoken again. */
  count: number;
}

/** One step, as its parts see it. */
export interface Step extends StepState, StepDefaults {
  /** A connection stands. */
  isConnected: boolean;
  sourceType: SourceType;
  /** What fills the holes in its sentences. */
  messageValues: MessageValues &
    Readonly<Record<"app" | "business" | "platform" | "organisation", string | undefined>>;
  local: Local;
  dispatch: StoredState[1];
  /** Each link, by what it is for. */
  links: Links;
  /** Tells that one could not be fetched. */
  onLinkFailure(error: OnboardingError): void;
  /** A word on what was just done or failed. */
  announcement: Announcement;
  announce(notice: Omit<Announcement, "count">): void;
  /** What the live provider says of it. */
  connection?: LiveConnection | undefined;
  /** A status line says how this step stands, so that its parts need not. */
  hasStatusLine?: boolean;
  /** “Can’t sign in?” around a part. */
  fallback?: Fallback;
  /** The invite around a part, and the language that was chosen for it, where there is a choice. */
  mail?: UseInviteResult;
  language?: string | undefined;
  /** The step cannot be put off. */
  required?: boolean | undefined;
  /** Id of the heading that tells this step's controls from another's. */
  headingId?: string | undefined;
  /** Id of the hint beside the button, whether there is one, and its way of saying so. */
  hintId?: string | undefined;
  hinted?: boolean;
  setHinted?(hinted: boolean): void;
}

/** A step, or the settings of an `OnboardingDefaults`. */
export const StepContext = createContext<StepDefaults | Step>({ settings: {}, emit() {} });

/** Whether a part stands in a step. */
export function isStep(around: StepDefaults | Step): around is Step {
  return "links" in around;
}

/** The step around a part. */
export function useStep(): Step {
  return useContext(StepContext) as Step;
}

/** The surroundings with a component's own settings laid over them, and its callbacks called first. */
export function useStepDefaults(own: StepSettings): StepDefaults {
  const around = useContext(StepContext);
  const newest = useRef([own, around] as const);
  useInsertionEffect(() => {
    newest.current = [own, around];
  });
  const [emit] = useState(() => (event: StepEvent) => {
    const [callbacks, outer] = newest.current;
    fireStepEvent(callbacks, event);
    outer.emit(event);
  });
  return { settings: mergeSettings(around.settings, own), emit, live: around.live };
}

/**
 * Makes a step of what the host says and this browser remembers. Throws `ONB-101` without `companyId` and
 * `linkUrl`.
 *
 * @param remembered what outlives the page; without it the step forgets
 * @param idle another step is around that counts instead
 */
export function useStepState(options: StepOptions, remembered?: StoredState, idle = false): Step {
  const { status, invite, ...own } = options;
  const { settings, emit, live } = useStepDefaults(own);
  const { companyId, linkUrl, sourceType = "accounting" } = settings;
  const { platformName, appName, businessName } = settings;
  if (!idle && !("companyId" in settings) && !linkUrl) throw stepError("ONB-101");
  const forgotten = useReducer(nextLocal, initialLocal);
  const [local, dispatch] = remembered ?? forgotten;
  const [announcement, announce] = useReducer(count, { text: "", count: 0 });
  const onLinkFailure = (error: OnboardingError) =>
    fail({ emit, announce }, error, messagesFor("connectCTA", english, { settings }).linkFailed);
  const connection = isSourceType(sourceType) ? live?.(sourceType, companyId) : undefined;
  const links = useLinks(settings, onLinkFailure, connection);
  const missing = companyId === undefined || companyId === null;
  const problem =
    links.connect.problem ?? (missing || parseGuid(companyId) ? connection?.problem : stepError("ONB-102"));
  useReportedError(idle ? undefined : problem, emit);

  const platform = platformName ?? connection?.platformName;
  const organisation = connection?.organisation;
  const messageValues = useMemo(
    () => ({
      app: plainName(appName),
      business: plainName(businessName),
      platform: plainName(platform),
      organisation: plainName(organisation),
    }),
    [appName, businessName, platform, organisation],
  );
  const state = stepState({
    unavailable: !!problem,
    loading: missing && !linkUrl && !connection,
    status: status ?? connection?.status,
    invite: invite ?? connection?.invite,
    local,
  });
  const opening = state.status === "opening";
  useEffect(() => {
    if (!opening) return;
    const onVisible = () => document.hidden || dispatch({ type: "visible" });
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [opening, dispatch]);

  return {
    ...state,
    isConnected: state.status === "connected" || state.status === "ready",
    sourceType: isSourceType(sourceType) ? sourceType : "accounting",
    messageValues,
    settings,
    emit,
    connection,
    local,
    dispatch,
    links,
    onLinkFailure,
    announcement,
    announce,
  };
}

/** What a part needs around it. Throws `ONB-106` where it stands alone. */
export function required<T>(around: T | undefined): T {
  if (!around) throw stepError("ONB-106");
  return around;
}

/** Something went wrong: the host is told, and so is the customer. */
export function fail(
  { emit, announce }: Pick<Step, "emit" | "announce">,
  detail: OnboardingError,
  text: MessageText,
): void {
  emit({ type: "error", detail });
  announce({ text, failed: true });
}

function count(last: Announcement, next: Omit<Announcement, "count">): Announcement {
  return { ...next, count: last.count + 1 };
}
