import {
  InviteByMailto,
  type InviteByMailtoProps,
  OnboardingDefaults,
  wholeArrangement,
} from "codat-onboarding";
import type { ReactNode } from "react";

/** Composites inside are filled as in an `AuthStep`. */
export function Whole({ children }: { children: ReactNode }): ReactNode {
  return <OnboardingDefaults arrangement={wholeArrangement}>{children}</OnboardingDefaults>;
}

/** An invite with everything that an `AuthStep` puts into it, and none around. */
export function WholeInvite(props: InviteByMailtoProps): ReactNode {
  return (
    <Whole>
      <InviteByMailto {...props} />
    </Whole>
  );
}
