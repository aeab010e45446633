import { AuthStep } from "codat-onboarding";
import { OnboardingProvider } from "codat-onboarding/live";
import type { ReactNode } from "react";

/** Whoever is signed in, as the API says. */
export interface Session {
  userId: string;
  userName: string;
  businessName: string;
}

export function Onboarding({ session }: { session: Session }): ReactNode {
  return (
    <OnboardingProvider
      sessionKey={session.userId}
      appName="Acme Lending"
      businessName={session.businessName}
      inviterName={session.userName}
      purpose="a business loan"
    >
      <AuthStep sourceType="accounting" />
    </OnboardingProvider>
  );
}
