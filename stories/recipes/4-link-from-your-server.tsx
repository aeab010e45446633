import { AuthStep, type LinkUse } from "codat-onboarding";

/** Called when somebody is about to use the link, never on mount. A server action fits. */
async function fetchLink(use: LinkUse) {
  const response = await fetch(`/api/codat-link?use=${use}`, { method: "POST" });
  if (!response.ok) throw new Error(`The link could not be fetched: ${response.status}`);
  const { url, expiresAt } = await response.json();
  return { url, expiresAt: new Date(expiresAt) };
}

export default function LinkFromYourServer() {
  return (
    <AuthStep
      companyId="8a210b68-6988-11ed-a1eb-0242ac120002"
      appName="Acme Lending"
      linkUrl={fetchLink}
      storage={null}
    />
  );
}
