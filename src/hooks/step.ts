"use client";

import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useInsertionEffect,
  useReducer,
  useRef,
} from "react";
import { parseCompanyId } from "../core/companyId.js";
import { OnboardingError, type OnboardingErrorCode } from "../core/errors.js";
import { fireStepEvent, type StepEvent } from "../core/event.js";
import { type SourceType, sourceTypes } from "../core/sourceType.js";
import {
  initialLocal,
  type Local,
  type LocalEvent,
  nextLocal,
  type StepState,
  stepState,
} from "../core/stepState.js";
import { mergeSettings, type Settings, type StepOptions } from "./settings.js";
import { type LinkHandle, useLink } from "./useLink.js";

/** What a part finds around it: settings, and who listens. */
export interface Surroundings {
  settings: Settings;
  emit(event: StepEvent): void;
}

/** One step, as its parts see it. */
export interface Step extends StepState, Surroundings {
  sourceType: SourceType;
  local: Local;
  dispatch(event: LocalEvent): void;
  /** Each link, by what it is for. */
  links: { connect: LinkHandle; invite: LinkHandle };
  /** A word on what was just done, and how often there was one, so that the same is spoken again. */
  notice: [text: string, count: number];
  say(text: string): void;
  /** The step cannot be put off. */
  required?: boolean | undefined;
  /** Id of the heading that tells this step's controls from another's. */
  headingId?: string | undefined;
  /** Id of the hint beside the button. */
  hintId?: string | undefined;
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
  const newest = useRef({ own, around });
  useInsertionEffect(() => {
    newest.current = { own, around };
  });
  const emit = useCallback((event: StepEvent) => {
    fireStepEvent(newest.current.own, event);
    newest.current.around.emit(event);
  }, []);
  return { settings: mergeSettings(around.settings, own), emit };
}

/**
 * Makes a step of what the host says and this browser remembers.
 *
 * @param memory where the step remembers; without one it forgets with the page
 * @param active `false` while another step is around that counts instead
 */
export function useNewStep(
  { status, invite, ...own }: StepOptions,
  memory?: [local: Local, dispatch: (event: LocalEvent) => void],
  active = true,
): Step {
  const { settings, emit } = useSurroundings(own);
  const { companyId, linkUrl, sourceType = "accounting" } = settings;
  if (active && !("companyId" in settings) && !linkUrl) {
    throw misuse("ONB-101", "No companyId and no linkUrl: there is nothing to connect. Pass one.");
  }
  const forgetful = useReducer(nextLocal, initialLocal);
  const [local, dispatch] = memory ?? forgetful;
  const links = { connect: useLink(settings, "connect"), invite: useLink(settings, "invite") };
  const problem = badData(settings) ?? links.connect.problem;
  const [notice, say] = useReducer(
    ([, count]: [string, number], text: string): [string, number] => [text, count + 1],
    ["", 0],
  );

  const reported = useRef<OnboardingErrorCode | undefined>(undefined);
  useEffect(() => {
    if (problem && active && problem.code !== reported.current) emit({ type: "error", detail: problem });
    reported.current = problem?.code;
  });

  const state = stepState({
    unavailable: Boolean(problem),
    loading: !linkUrl && (companyId ?? undefined) === undefined,
    status,
    invite,
    local,
  });
  useEffect(() => {
    if (state.status !== "opening") return;
    const onVisible = () => document.visibilityState === "visible" && dispatch({ type: "visible" });
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [state.status, dispatch]);

  return {
    ...state,
    sourceType: known(sourceType) ? sourceType : "accounting",
    settings,
    emit,
    local,
    dispatch,
    links,
    notice,
    say,
  };
}

/** The error for a mistake in the host's code, thrown in every environment. */
export function misuse(code: "ONB-101" | "ONB-104" | "ONB-106", sentence: string): OnboardingError {
  return new OnboardingError(code, sentence);
}

function badData({ sourceType, companyId }: Settings): OnboardingError | undefined {
  if (sourceType && !known(sourceType)) {
    return new OnboardingError("ONB-103", `The sourceType is unknown. Pass ${sourceTypes.join(", ")}.`);
  }
  if ((companyId ?? undefined) !== undefined && !parseCompanyId(companyId)) {
    return new OnboardingError("ONB-102", "The companyId is not a GUID. Pass a Codat company’s id.");
  }
  return undefined;
}

function known(sourceType: SourceType): boolean {
  return sourceTypes.includes(sourceType);
}
