import { AuthStep, type NextStep } from "codat-onboarding";
import type { StepEvent } from "codat-onboarding/core";

interface AccountingStepProps {
  headingLevel: 1 | 2;
  className?: string | undefined;
  required?: boolean | undefined;
  next?: NextStep;
  onSkip?: (() => void) | undefined;
  onEvent: (event: StepEvent) => void;
}

/** The step as it comes. Whose company it is and how it stands, it has from the provider around it. */
export function AccountingStep(props: AccountingStepProps) {
  return <AuthStep sourceType="accounting" {...props} />;
}
