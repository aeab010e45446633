import { OnboardingDefaults } from "codat-onboarding";
import { mailtoUrl } from "codat-onboarding/core";
import french from "codat-onboarding/locales/mail/fr-CA";

console.log(mailtoUrl({ subject: french.locale, body: typeof OnboardingDefaults }));
