import { AuthStep } from "codat-onboarding";
import { companyQueryOptions, OnboardingProvider, useCompany } from "codat-onboarding/live";
import { createOnboardingServer, type OnboardingServer } from "codat-onboarding/server";
import { createFakeCodat } from "codat-onboarding/testing";

export const page = (
  <OnboardingProvider sessionKey="sam" appName="Acme Lending">
    <AuthStep sourceType="accounting" />
  </OnboardingProvider>
);

// @ts-expect-error the session has a name
export const wrong = <OnboardingProvider appName="Acme Lending" />;

export const useId = (): string | undefined => useCompany().companyId;
export const key: readonly string[] = companyQueryOptions({ endpoint: "/api", sessionKey: "sam" }).queryKey;

export function serve(apiKey: string, webhookSecret: string): OnboardingServer {
  const { baseUrl: apiUrl } = createFakeCodat();
  return createOnboardingServer({ apiKey, webhookSecret, apiUrl, appName: "Acme", authenticate: () => null });
}
