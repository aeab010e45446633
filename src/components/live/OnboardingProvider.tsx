"use client";

import type { QueryClient } from "@tanstack/react-query";
import { type ReactElement, type ReactNode, useMemo } from "react";
import { stepError } from "../../core/step/stepError.js";
import { CompanyContext, type LiveCompany } from "../../hooks/live/companyContext.js";
import { readConnection } from "../../hooks/live/readConnection.js";
import { useCompanyStream } from "../../hooks/live/useCompanyStream.js";
import { useCurrentCompany } from "../../hooks/live/useCurrentCompany.js";
import type { StepSettings } from "../../hooks/settings.js";
import type { LiveConnection, LiveConnections } from "../../hooks/step/liveConnection.js";
import { StepContext } from "../../hooks/step/stepContext.js";
import { useStepDefaults } from "../../hooks/step/useStepDefaults.js";
import { LivePartsContext } from "../internals/liveParts.js";
import { InviteStatus } from "./InviteStatus.js";
import { NotYourBusiness } from "./NotYourBusiness.js";

/** Props of {@link OnboardingProvider}: settings and callbacks for every step inside, and where the companion is. */
export interface OnboardingProviderProps extends StepSettings {
  /**
   * Who is signed in, such as the user's id; with the business's, where a user acts for several. What is cached belongs to
   * it, and is cleared when it changes; the children are then mounted anew.
   */
  sessionKey: string;
  /** Where the companion is, on the page's own origin: its `basePath`. @default "/api/codat" */
  endpoint?: string | undefined;
  /** The host's own. @default the one around, or one of ours */
  queryClient?: QueryClient | undefined;
  /** The steps and parts that are live. */
  children?: ReactNode;
}

const parts = { afterStatus: <NotYourBusiness />, afterInvite: <InviteStatus /> };

/**
 * Makes the steps inside live: their state is what Codat's webhooks say, held over one stream, without polling. The
 * session decides whose company it is. Renders no element. Throws `ONB-404` without a `sessionKey`.
 */
export function OnboardingProvider({
  sessionKey,
  endpoint = "/api/codat",
  queryClient,
  children,
  ...options
}: OnboardingProviderProps): ReactElement {
  if (!sessionKey) throw stepError("ONB-404");
  const { settings, emit } = useStepDefaults(options);
  const base = endpoint.replace(/\/+$/, "");
  const {
    company: known,
    problem,
    lost,
    owner,
  } = useCompanyStream({ sessionKey, endpoint: base, queryClient, emit });
  const company = useCurrentCompany(known);
  const context = useMemo(
    () => ({ company, problem, lost, owner, endpoint: base }),
    [company, problem, lost, owner, base],
  );
  const companyId = settings.companyId ?? company?.id ?? null;
  const defaults = useMemo(
    () => ({ settings: { ...settings, companyId }, emit, live: liveConnections(context) }),
    [settings, companyId, emit, context],
  );
  return (
    <CompanyContext.Provider value={context}>
      <LivePartsContext.Provider value={parts}>
        {/* Whoever comes next begins anew: what was typed, opened and answered is nobody else's. */}
        <StepContext.Provider key={owner} value={defaults}>
          {children}
        </StepContext.Provider>
      </LivePartsContext.Provider>
    </CompanyContext.Provider>
  );
}

/** Reads each connection once, so that a step renders only when the company has changed. */
function liveConnections(company: LiveCompany): LiveConnections {
  const read: Record<string, LiveConnection> = {};
  return (sourceType, id) => (read[sourceType + id] ??= readConnection(company, sourceType, id));
}
