"use client";

import type { QueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { stepError } from "../../core/step/stepError.js";
import { CompanyContext } from "../../hooks/live/companyContext.js";
import { readConnection } from "../../hooks/live/readConnection.js";
import { useCompanyStream } from "../../hooks/live/useCompanyStream.js";
import { useCurrentCompany } from "../../hooks/live/useCurrentCompany.js";
import type { StepSettings } from "../../hooks/settings.js";
import type { LiveConnections } from "../../hooks/step/liveConnection.js";
import { StepContext, useStepDefaults } from "../../hooks/step/stepContext.js";
import { InviteStatus } from "./InviteStatus.js";
import { NotYourBusiness } from "./NotYourBusiness.js";

/** Props of {@link OnboardingProvider}: settings and callbacks for every step inside, and where the companion is. */
export interface OnboardingProviderProps extends StepSettings {
  /**
   * Who is signed in, such as the user's id: what is cached belongs to it, and is cleared when it changes.
   */
  sessionKey: string;
  /** Where the companion is, on the page's own origin: its `basePath`. @default "/api/codat" */
  endpoint?: string | undefined;
  /** The host's own. @default the one around, or one of ours */
  queryClient?: QueryClient | undefined;
  children?: ReactNode;
}

/**
 * Makes the steps inside live: their state is what Codat's webhooks say, held over one stream, without polling. The
 * session decides whose company it is. Renders no element. Throws `ONB-404` without a `sessionKey`.
 */
export function OnboardingProvider({
  sessionKey,
  endpoint = "/api/codat",
  queryClient,
  children,
  ...own
}: OnboardingProviderProps): ReactNode {
  if (!sessionKey) throw stepError("ONB-404");
  const { settings, emit } = useStepDefaults(own);
  const base = endpoint.replace(/\/+$/, "");
  const { company: known, problem } = useCompanyStream({ sessionKey, endpoint: base, queryClient, emit });
  const company = useCurrentCompany(known);
  const live = useMemo(() => ({ company, problem, endpoint: base }), [company, problem, base]);
  const facts = useMemo<LiveConnections>(
    () => (sourceType, companyId) => ({
      ...readConnection(live, sourceType, companyId),
      beside: <NotYourBusiness />,
      below: <InviteStatus />,
    }),
    [live],
  );
  const companyId = settings.companyId ?? company?.id ?? null;
  return (
    <CompanyContext.Provider value={live}>
      <StepContext.Provider value={{ settings: { ...settings, companyId }, emit, live: facts }}>
        {children}
      </StepContext.Provider>
    </CompanyContext.Provider>
  );
}
