import { AuthStep, InviteByMailto, type StepEvent } from "codat-onboarding";
import type { ReactElement } from "react";

/** A step with an invite in it, as it stands on the pages of this suite. */
export function step(onEvent?: (event: StepEvent) => void): ReactElement {
  return (
    <AuthStep
      companyId="3f2b8c1e-5a4d-4e6f-9b7a-1c2d3e4f5a6b"
      appName="Acme Lending"
      storage={null}
      onEvent={onEvent}
    >
      <InviteByMailto />
    </AuthStep>
  );
}
