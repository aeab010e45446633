import { AuthStep } from "codat-onboarding";
import { OnboardingProvider } from "codat-onboarding/live";
import { createRoot } from "react-dom/client";

const customer = new URLSearchParams(location.search).get("customer") ?? "";
const root = document.body.appendChild(document.createElement("main"));

createRoot(root).render(
  <OnboardingProvider sessionKey={customer} appName="Acme Lending" onError={() => {}}>
    <AuthStep storage={null} />
  </OnboardingProvider>,
);
