"use client";

import { useEffect, useReducer } from "react";
import type { OnboardingError } from "../../core/errors.js";
import { parseGuid } from "../../core/guid.js";
import { plainName } from "../../core/plainName.js";
import { isSourceType, type SourceType } from "../../core/sourceType.js";
import { isConnectedStatus } from "../../core/status/connectionStatus.js";
import { initialLocal, type Local, type LocalEvent, nextLocal } from "../../core/step/local.js";
import { stepError } from "../../core/step/stepError.js";
import { stepState } from "../../core/step/stepState.js";
import { connectCTA as english } from "../../locales/en.json";
import { useLinks } from "../links/useLinks.js";
import type { StepOptions } from "../settings.js";
import { type Announce, announceFailure } from "./announcer.js";
import type { Step } from "./stepContext.js";
import type { StepStorage } from "./stepStorage.js";
import { messagesFor } from "./useMessages.js";
import { useReportedError } from "./useReportedError.js";
import { useStepDefaults } from "./useStepDefaults.js";

/** What a whole step takes. */
export interface AuthStepOptions extends StepOptions {
  /** Where the step remembers across a reload; `null` switches it off. @default localStorage */
  storage?: StepStorage | null | undefined;
}

/** What this browser knows of a company's step, and how to change it. */
export type UseLocal = (
  companyId: string | undefined,
  sourceType: SourceType,
  storage: StepStorage | null | undefined,
) => readonly [local: Local, dispatch: (event: LocalEvent) => void];

/** For a step that is forgotten with the page. */
const useForgotten: UseLocal = () => useReducer(nextLocal, initialLocal);

/**
 * Makes a step of what the host, this browser and the companion know. Throws `ONB-101` without `companyId` and
 * `linkUrl`.
 *
 * @param outer the step around, whose state counts; only settings, and a link of its own, are laid over it
 */
export function useStepState(
  { status, invite, storage, ...options }: AuthStepOptions,
  announce: Announce,
  outer?: Step,
  useLocal: UseLocal = useForgotten,
): Step {
  const defaults = useStepDefaults(options);
  const { settings, emit, live } = defaults;
  const { companyId: given, linkUrl } = settings;
  if (!outer && !("companyId" in settings) && !linkUrl) throw stepError("ONB-101");
  const companyId = parseGuid(given);
  const { sourceType = "accounting" } = settings;
  const isKnown = isSourceType(sourceType);
  const [local, dispatch] = useLocal(companyId, sourceType, storage);
  const connection = isKnown ? live?.(sourceType, companyId ?? given) : undefined;
  const links = useLinks(settings, companyId, linkFailure({ announce, ...outer, ...defaults }), connection);
  const missing = given === undefined || given === null;
  const problem =
    links.connect.problem ?? (missing || companyId ? connection?.problem : stepError("ONB-102"));
  useReportedError(outer ? undefined : problem, emit);

  const { opening } = local;
  useEffect(() => {
    if (!opening) return;
    const onVisible = () => document.hidden || dispatch({ type: "visible" });
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [opening, dispatch]);

  const state = stepState({
    unavailable: !!problem,
    loading: missing && !linkUrl && !connection,
    status: status ?? connection?.status,
    invite: invite ?? connection?.invite,
    local,
  });
  return {
    ...state,
    isConnected: isConnectedStatus(state.status),
    local,
    dispatch,
    links,
    connection,
    announce,
    ...outer,
    ...defaults,
    companyId,
    sourceType: isKnown ? sourceType : "accounting",
    messageValues: {
      app: plainName(settings.appName),
      business: plainName(settings.businessName),
      platform: plainName(settings.platformName ?? connection?.platformName),
      organisation: plainName(connection?.organisation),
    },
    ...((options.linkUrl || options.companyId || options.linkTemplate) && { links }),
  };
}

/** Reports that a step's link could not be fetched. */
export function linkFailure(step: Pick<Step, "emit" | "settings" | "announce">) {
  return (error: OnboardingError): void =>
    announceFailure(step, error, messagesFor("connectCTA", english, step).linkFailed);
}
