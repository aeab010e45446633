import { AuthStep } from "codat-onboarding";
import { useState } from "react";

/** A step is optional: the onboarding goes on, whichever way the customer chose. */
export default function CarryOn() {
  const [next, setNext] = useState<string>();
  return (
    <>
      <AuthStep
        companyId="8a210b68-6988-11ed-a1eb-0242ac120002"
        appName="Acme Lending"
        storage={null}
        onSkip={() => setNext("Next: your address. You can connect later, from your dashboard.")}
        onInvite={({ channel }) => setNext(`Next: your address. An invite was prepared by ${channel}.`)}
        onConnected={() => setNext("Next: your offer.")}
        onError={({ code, recoverable }) => console.warn("connect step", code, { recoverable })}
      />
      <p role="status">{next}</p>
    </>
  );
}
