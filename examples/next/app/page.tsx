import { AuthStep, CantSignInFallback, ConnectCTA, ConnectHint, SkipStep } from "codat-onboarding";
import type { ReactNode } from "react";
import { Button } from "./Button";
import { createLink } from "./createLink";
import { Onboarding } from "./onboarding";
import { QuietButton } from "./QuietButton";
import { getCustomer } from "./session";

/** A server component: everything on it but the callbacks is said here. */
export default async function Page(): Promise<ReactNode> {
  const customer = await getCustomer();
  return (
    <main>
      <h1>Your application</h1>
      <Onboarding
        companyId={customer.companyId}
        appName="Acme Lending"
        businessName={customer.business}
        inviterName={customer.name}
        purpose="a business loan"
        linkHosts={process.env.CODAT_LINK_HOST?.split(",")}
        messages={{ skipStep: { skip: "Not today" } }}
      >
        {/* A fresh link for each use, from a server action; the host's own buttons. */}
        <AuthStep
          id="accounting"
          aria-labelledby="accounting-heading"
          linkUrl={createLink}
          messages={{ copy: { link: "Copy the link instead" } }}
        >
          <h2 id="accounting-heading">Your books</h2>
          <ConnectCTA render={<Button />} />
          <ConnectHint />
          <CantSignInFallback />
          <SkipStep render={<QuietButton />} />
        </AuthStep>

        {/* The step as it comes, with a link that is made of the company's id. */}
        <AuthStep id="banking" sourceType="banking" linkTemplate={process.env.CODAT_LINK_TEMPLATE} />
      </Onboarding>
    </main>
  );
}
