import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AuthStep } from "codat-onboarding";
import { ConnectionStatus, DataStatus, OnboardingProvider, useConnectionStatus } from "codat-onboarding/live";
import { useState } from "react";
import { codatUrl, heard } from "./settings.js";

/** A step that follows its company, with the host's own TanStack Query. */
export function LiveStep() {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <OnboardingProvider
        sessionKey="sam"
        appName="Acme Lending"
        linkHosts={[new URL(codatUrl).host]}
        onEvent={({ type }) => heard.push(type)}
        onError={({ code }) => heard.push(`error:${code}`)}
      >
        <AuthStep id="live" storage={null} />
        <ConnectionStatus />
        <DataStatus />
        <OwnStatus />
      </OnboardingProvider>
    </QueryClientProvider>
  );
}

function OwnStatus() {
  const { status, platformName } = useConnectionStatus();
  return (
    <output id="own-status">
      {status} {platformName ?? "nowhere"}
    </output>
  );
}
