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
import { parseCompanyId } from "../../core/companyId.js";
import type { OnboardingError } from "../../core/errors.js";
import type { MessageValues, Text } from "../../core/messages/messages.js";
import { plainName } from "../../core/plainName.js";
import { isSourceType, type SourceType } from "../../core/sourceType.js";
import { fireStepEvent, type StepEvent } from "../../core/step/event.js";
import { stepError } from "../../core/step/stepError.js";
import {
  initialLocal,
  type Local,
  type LocalEvent,
  nextLocal,
  type StepState,
  stepState,
} from "../../core/step/stepState.js";
import { connectCTA as english } from "../../locales/en.json";
import type { Fallback } from "../fallback/useFallback.js";
import type { Invite } from "../invite/useInvite.js";
import { type Links, useLinks } from "../links/useLinks.js";
import { overlay, type Settings, type StepOptions } from "../settings.js";
import type { Live, LiveFacts } from "./live.js";
import { useReport } from "./useReport.js";
import { wordsFor } from "./words.js";

/** What a part finds around it: settings, and who listens. */
export interface Surroundings {
  settings: Settings;
  emit(event: StepEvent): void;
  /** What a live provider around knows. */
  live?: Live | undefined;
}

/** What this browser knows of a step, and how to change it. */
export type Memory = readonly [local: Local, dispatch: (event: LocalEvent) => void];

/** A sentence for the live region. */
export interface Notice {
  text: Text;
  failed?: boolean;
  /** Only spoken: what was pressed shows it. */
  quiet?: boolean;
  /** Counts up, so that the same words are spoken again. */
  count: number;
}

/** One step, as its parts see it. */
export interface Step extends StepState, Surroundings {
  /** A connection stands. */
  done: boolean;
  sourceType: SourceType;
  /** What fills the holes in its sentences. */
  values: MessageValues &
    Readonly<Record<"app" | "business" | "platform" | "organisation", string | undefined>>;
  local: Local;
  dispatch: Memory[1];
  /** Each link, by what it is for. */
  links: Links;
  /** Tells that one could not be fetched. */
  onLinkFailure(error: OnboardingError): void;
  /** A word on what was just done or failed. */
  notice: Notice;
  say(notice: Omit<Notice, "count">): void;
  /** What the live provider says of it. */
  facts?: LiveFacts | undefined;
  /** A status line says how this step stands, so that its parts need not. */
  spoken?: boolean;
  /** “Can’t sign in?” around a part. */
  fallback?: Fallback;
  /** The invite around a part, and the language that was chosen for it, where there is a choice. */
  mail?: Invite;
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
export const StepContext = createContext<Surroundings | Step>({ settings: {}, emit() {} });

/** Whether a part stands in a step. */
export function isStep(around: Surroundings | Step): around is Step {
  return "links" in around;
}

/** The step around a part. */
export function useStep(): Step {
  return useContext(StepContext) as Step;
}

/** The surroundings with a component's own settings laid over them, and its callbacks called first. */
export function useSurroundings(own: Settings): Surroundings {
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
  return { settings: overlay(around.settings, own), emit, live: around.live };
}

/**
 * Makes a step of what the host says and this browser remembers. Throws `ONB-101` without `companyId` and
 * `linkUrl`.
 *
 * @param remembered what outlives the page; without it the step forgets
 * @param idle another step is around that counts instead
 */
export function useNewStep(options: StepOptions, remembered?: Memory, idle = false): Step {
  const { status, invite, ...own } = options;
  const { settings, emit, live } = useSurroundings(own);
  const { companyId, linkUrl, sourceType = "accounting" } = settings;
  const { platformName, appName, businessName } = settings;
  if (!idle && !("companyId" in settings) && !linkUrl) throw stepError("ONB-101");
  const forgotten = useReducer(nextLocal, initialLocal);
  const [local, dispatch] = remembered ?? forgotten;
  const [notice, say] = useReducer(count, { text: "", count: 0 });
  const onLinkFailure = (error: OnboardingError) =>
    fail({ emit, say }, error, wordsFor("connectCTA", english, { settings }).linkFailed);
  const facts = isSourceType(sourceType) ? live?.(sourceType, companyId) : undefined;
  const links = useLinks(settings, onLinkFailure, facts);
  const missing = companyId === undefined || companyId === null;
  const problem =
    links.connect.problem ?? (missing || parseCompanyId(companyId) ? facts?.problem : stepError("ONB-102"));
  useReport(idle ? undefined : problem, emit);

  const platform = platformName ?? facts?.platformName;
  const organisation = facts?.organisation;
  const values = useMemo(
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
    loading: missing && !linkUrl && !facts,
    status: status ?? facts?.status,
    invite: invite ?? facts?.invite,
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
    done: state.status === "connected" || state.status === "ready",
    sourceType: isSourceType(sourceType) ? sourceType : "accounting",
    values,
    settings,
    emit,
    facts,
    local,
    dispatch,
    links,
    onLinkFailure,
    notice,
    say,
  };
}

/** What a part needs around it. Throws `ONB-106` where it stands alone. */
export function required<T>(around: T | undefined): T {
  if (!around) throw stepError("ONB-106");
  return around;
}

/** Something went wrong: the host is told, and so is the customer. */
export function fail({ emit, say }: Pick<Step, "emit" | "say">, detail: OnboardingError, text: Text): void {
  emit({ type: "error", detail });
  say({ text, failed: true });
}

function count(last: Notice, next: Omit<Notice, "count">): Notice {
  return { ...next, count: last.count + 1 };
}
