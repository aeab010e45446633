import { AuthStep } from "codat-onboarding";
import "codat-onboarding/styles.css";

export default function Minimal() {
  return <AuthStep companyId="8a210b68-6988-11ed-a1eb-0242ac120002" appName="Acme Lending" />;
}
