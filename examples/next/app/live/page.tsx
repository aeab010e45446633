import { AuthStep } from "codat-onboarding";
import { OnboardingProvider } from "codat-onboarding/live";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { customerOf } from "../session";

/** The live depth, in a server component: the session says whose company it is, and nobody names one. */
export default async function LivePage(): Promise<ReactNode> {
  const customer = customerOf({ headers: await headers() });
  if (!customer?.user) return <p>Please sign in.</p>;
  return (
    <main>
      <h1>Your application</h1>
      <OnboardingProvider
        sessionKey={customer.user.id}
        appName="Acme Lending"
        businessName={customer.name}
        inviterName={customer.user.name}
        linkHosts={process.env.CODAT_LINK_HOST?.split(",")}
      >
        <AuthStep sourceType="accounting" />
      </OnboardingProvider>
    </main>
  );
}
