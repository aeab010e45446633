import { AuthStep, CantSignInFallback, ConnectCTA, ConnectHint, CopyLink, SkipStep } from "codat-onboarding";

/** The parts in an order of the host's own; each finds in the step what it needs. */
export default function OwnArrangement() {
  return (
    <AuthStep
      companyId="8a210b68-6988-11ed-a1eb-0242ac120002"
      appName="Acme Lending"
      platformName="QuickBooks"
      storage={null}
      aria-labelledby="accounts"
    >
      <h2 id="accounts">One last thing: your accounts</h2>
      <ConnectCTA />
      <ConnectHint />
      <CantSignInFallback>
        <CopyLink />
      </CantSignInFallback>
      <SkipStep />
    </AuthStep>
  );
}
