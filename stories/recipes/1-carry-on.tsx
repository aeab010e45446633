import { AuthStep } from "codat-onboarding";
import { useState } from "react";

/** A step is optional: the onboarding goes on, whichever way the customer chose. `next` is the way on. */
export default function CarryOn() {
  const [done, setDone] = useState(false);
  if (done) return <h2>Next: your address</h2>;
  return (
    <AuthStep
      companyId="8a210b68-6988-11ed-a1eb-0242ac120002"
      appName="Acme Lending"
      storage={null}
      next={{ label: "Continue to your address", onClick: () => setDone(true) }}
      onSkip={() => setDone(true)}
      onError={({ code, recoverable }) => console.warn("connect step", code, { recoverable })}
    />
  );
}
