import { AuthStep } from "codat-onboarding";
import "./8-own-theme.css";

/** Custom properties on any element around it; this host has no dark theme, and says so. */
export default function OwnTheme() {
  return (
    <div className="acme" data-co-theme="light">
      <AuthStep companyId="8a210b68-6988-11ed-a1eb-0242ac120002" appName="Acme Lending" storage={null} />
    </div>
  );
}
