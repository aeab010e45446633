"use client";

import { useMemo, useReducer } from "react";
import { parseGuid } from "../../core/guid.js";
import { plainName } from "../../core/plainName.js";
import { isSourceType, type SourceType } from "../../core/sourceType.js";
import { connectionStatuses, isConnectedStatus } from "../../core/status/connectionStatus.js";
import { initialLocal, type Local, type LocalEvent, nextAlone } from "../../core/step/local.js";
import { stepError } from "../../core/step/stepError.js";
import { type StepFacts, type StepState, stateAlone } from "../../core/step/stepState.js";
import { connectCTA as english } from "../../locales/en.json";
import { sayUnreadable } from "../browser/sayUnreadable.js";
import { useHydrated } from "../browser/useHydrated.js";
import { hasLink, type LinkHandle, useLinks } from "../links/useLinks.js";
import { mergeSettings, type StepOptions } from "../settings.js";
import { type Announce, announceFailure } from "./announcer.js";
import type { LiveConnection } from "./liveConnection.js";
import { sayBadStatus } from "./speakingCallbacks.js";
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
) => readonly [local: Local, dispatch: (event: LocalEvent) => void, hydrated: boolean];

/** What tells a whole step from a part by itself. */
export interface StepKind {
  useLocal: UseLocal;
  stateOf(
    facts: StepFacts & Pick<LiveConnection, "waitingFor">,
    invite: LinkHandle,
  ): StepState & Partial<Pick<Step, "news" | "factsKey">>;
}

/** A part by itself is forgotten with the page. */
const alone: StepKind = {
  useLocal: () => [...useReducer(nextAlone, initialLocal), useHydrated()],
  stateOf: stateAlone,
};

/**
 * Makes a step of what the host, this browser and the companion know: the same object until any of it changes. Throws
 * `ONB-101` without `companyId` and `linkUrl`.
 *
 * @param outer the step around, whose state counts; only settings, and a link of its own, are laid over it
 */
export function useStepState(
  { status, invite, reason, storage, ...options }: AuthStepOptions,
  announce: Announce,
  outer?: Step,
  { useLocal, stateOf } = alone,
): Step {
  const defaults = useStepDefaults(options);
  const { settings, emit, live } = defaults;
  const { companyId: given, linkUrl, sourceType = "accounting" } = settings;
  if (!outer && !("companyId" in settings) && !linkUrl) throw stepError("ONB-101");
  try {
    if (process.env["NODE_ENV"] !== "production") {
      sayBadStatus(status);
      sayUnreadable();
    }
  } catch {}
  const companyId = parseGuid(given);
  const isKnown = isSourceType(sourceType);
  const [local, dispatch, hydrated] = useLocal(companyId, sourceType, storage);
  const connection = isKnown ? live?.(sourceType, companyId ?? given) : undefined;
  const step = { announce, ...outer, ...defaults };
  const links = useLinks(settings, companyId, connection, (error) =>
    announceFailure(step, error, messagesFor("connectCTA", english, step).linkFailed),
  );
  const missing = given === undefined || given === null;
  const problem = missing || companyId ? links.connect.problem : stepError("ONB-102");
  useReportedError(outer ? undefined : (problem ?? connection?.reported), emit);

  const ownLink = options.linkUrl || options.companyId || options.linkTemplate;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rest follows from these
  return useMemo(() => {
    const { appName, businessName, platformName } = settings;
    // What the host says outranks what the companion says.
    const said = { status, invite, reason, platformName };
    const known = mergeSettings<Partial<LiveConnection>>(connection, said);
    const loading = !hasLink(links.connect);
    const state = stateOf({ ...known, unavailable: !!problem, loading, local }, links.invite);
    return {
      ...state,
      button: known.button ?? connectionStatuses[state.status],
      isConnected: isConnectedStatus(state.status),
      local,
      dispatch,
      hydrated,
      connection,
      ...step,
      links: (!ownLink && outer?.links) || links,
      companyId,
      sourceType: isKnown ? sourceType : "accounting",
      messageValues: {
        app: plainName(appName),
        business: plainName(businessName),
        platform: plainName(known.platformName),
        organisation: plainName(known.organisation),
      },
    };
  }, [outer, defaults, links, connection, status, invite, reason, local, dispatch, hydrated, ownLink]);
}
