import { AuthStep } from "codat-onboarding";
import type { StepEvent } from "codat-onboarding/core";
import { fetchLink, type Me } from "./me";

interface AccountingStepProps {
  me: Me;
  headingLevel: 1 | 2;
  className?: string | undefined;
  required?: boolean | undefined;
  onSkip?: (() => void) | undefined;
  onEvent: (event: StepEvent) => void;
}

/** All there is of `codat-onboarding` in this example: the step as it comes, told what the server knows. */
export function AccountingStep({ me, ...props }: AccountingStepProps) {
  return (
    <AuthStep
      companyId={me.companyId}
      sourceType="accounting"
      platformName={me.platformName}
      appName="Acme Lending"
      businessName={me.application.business}
      inviterName={me.application.name}
      purpose="a business loan"
      status={me.status}
      linkUrl={me.linkUrl ?? fetchLink}
      linkHosts={me.linkHosts}
      privacyUrl="/privacy"
      {...props}
    />
  );
}
