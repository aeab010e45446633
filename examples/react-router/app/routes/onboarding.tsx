import { HydrationBoundary } from "@tanstack/react-query";
import { AuthStep } from "codat-onboarding";
import { OnboardingProvider } from "codat-onboarding/live";
import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { prefetchCompany } from "../prefetchCompany.server";
import { customerOf } from "../session.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const customer = customerOf(request);
  if (!customer?.user) throw new Response("Please sign in.", { status: 401 });
  const { user, name } = customer;
  return { user, businessName: name, company: await prefetchCompany(request, user.id) };
}

/** The session says whose company it is, and nobody names one. */
export default function Onboarding(): ReactNode {
  const { user, businessName, company } = useLoaderData<typeof loader>();
  return (
    <main>
      <h1>Your application</h1>
      <HydrationBoundary state={company}>
        <OnboardingProvider
          sessionKey={user.id}
          appName="Acme Lending"
          businessName={businessName}
          inviterName={user.name}
          purpose="a business loan"
        >
          <AuthStep sourceType="accounting" />
        </OnboardingProvider>
      </HydrationBoundary>
    </main>
  );
}
