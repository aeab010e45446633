import { ConnectCTA } from "codat-onboarding";
import type { ComponentProps } from "react";

/** A link of the host's design system. */
function BrandLink({ className, ...props }: ComponentProps<"a">) {
  return <a className={`brand-link ${className}`} {...props} />;
}

export default function OwnButton() {
  return (
    <ConnectCTA
      companyId="8a210b68-6988-11ed-a1eb-0242ac120002"
      platformName="Xero"
      render={<BrandLink />}
      className={({ status }) => (status === "failed" ? "brand-link-urgent" : undefined)}
    />
  );
}
