import { OnboardingProvider } from "codat-onboarding/live";
import type { ReactNode } from "react";
import { fetchLink, type Me } from "./me";

interface LiveProps {
  me: Me;
  onSignedOut: () => void;
  children: ReactNode;
}

/** Makes the steps inside live, and says what they have in common. */
export function Live({ me, onSignedOut, children }: LiveProps) {
  return (
    <OnboardingProvider
      sessionKey={me.sessionKey}
      endpoint={me.endpoint}
      appName="Acme Lending"
      businessName={me.application.business}
      inviterName={me.application.name}
      purpose="a business loan"
      linkUrl={fetchLink}
      linkHosts={me.linkHosts}
      privacyUrl="/privacy"
      // Signed out, here or in another tab.
      onError={({ code }) => code === "ONB-401" && onSignedOut()}
    >
      {children}
    </OnboardingProvider>
  );
}
