import { AuthStep, type AuthStepProps, ConnectCTA, OnboardingDefaults } from "codat-onboarding";
import english from "codat-onboarding/locales/en";
import french from "codat-onboarding/locales/mail/fr-CA";
import "codat-onboarding/styles.css";

export const props: AuthStepProps = { companyId: null, sourceType: "banking" };

export const page = (
  <OnboardingDefaults appName="Acme Lending" messages={english}>
    <AuthStep {...props} storage={null} languages={[french]} onError={({ code }) => console.error(code)}>
      <ConnectCTA render={<button type="button">Connect</button>} />
    </AuthStep>
  </OnboardingDefaults>
);

// @ts-expect-error an id is text
export const wrong = <AuthStep companyId={3} />;
