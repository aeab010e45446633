import { OnboardingProvider } from "codat-onboarding/live";
import ar from "codat-onboarding/locales/mail/ar";
import de from "codat-onboarding/locales/mail/de";
import frCA from "codat-onboarding/locales/mail/fr-CA";
import ja from "codat-onboarding/locales/mail/ja";
import type { ReactNode } from "react";
import type { Me } from "./me";

interface LiveProps {
  me: Me;
  onSignedOut: () => void;
  children: ReactNode;
}

/** What the customer can write to a colleague in, beside English. */
const languages = [frCA, de, ar, ja];

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
      linkHosts={me.linkHosts}
      languages={languages}
      privacyUrl="/privacy"
      supportUrl="mailto:help@acme-lending.example"
      // Signed out, here or in another tab.
      onError={({ code }) => code === "ONB-401" && onSignedOut()}
    >
      {children}
    </OnboardingProvider>
  );
}
