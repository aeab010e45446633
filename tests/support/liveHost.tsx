import type { StepEvent } from "codat-onboarding";
import { OnboardingProvider, type OnboardingProviderProps } from "codat-onboarding/live";
import type { ReactElement } from "react";
import { type Companion, companyOf, installCompanion } from "../../stories/support/companion.js";

/** A host's page with a companion in it. */
export interface LiveHost {
  companion: Companion;
  /** What its `onEvent` heard. */
  heard: StepEvent[];
  /** Puts something into the host's provider. */
  live(children: ReactElement, props?: Partial<OnboardingProviderProps>): ReactElement;
  /** Requests but for the stream's. */
  asked(): string[];
}

export function createLiveHost(): LiveHost {
  const heard: StepEvent[] = [];
  const companion = installCompanion(companyOf());
  return {
    companion,
    heard,
    live: (children, props = {}) => (
      <OnboardingProvider
        sessionKey="sam"
        appName="Acme Lending"
        onEvent={(event) => void heard.push(event)}
        {...props}
      >
        {children}
      </OnboardingProvider>
    ),
    asked: () => companion.requests.filter((request) => !request.endsWith("/events")),
  };
}
