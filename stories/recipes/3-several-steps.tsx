import { AuthStep, OnboardingDefaults } from "codat-onboarding";

/** What several steps share is said once. */
export default function SeveralSteps() {
  return (
    <OnboardingDefaults
      companyId="8a210b68-6988-11ed-a1eb-0242ac120002"
      appName="Acme Lending"
      businessName="Oak & Elm Ltd"
      inviterName="Sam Patel"
      privacyUrl="https://acmelending.example/privacy"
    >
      <AuthStep sourceType="accounting" platformName="Xero" storage={null} />
      <AuthStep sourceType="banking" storage={null} />
    </OnboardingDefaults>
  );
}
