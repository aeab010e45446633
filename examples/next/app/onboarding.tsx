"use client";

import { OnboardingDefaults, type OnboardingDefaultsProps } from "codat-onboarding";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";

declare global {
  interface Window {
    /** What the host's analytics read. */
    dataLayer?: unknown[];
  }
}

/** Callbacks are functions, which a server component cannot pass on: they live in this one client component. */
export function Onboarding(props: OnboardingDefaultsProps): ReactNode {
  const router = useRouter();
  return (
    <OnboardingDefaults
      {...props}
      onReturn={() => router.refresh()}
      onFallbackOpen={() => {
        document.title = "Ask somebody else – Acme Lending";
      }}
      onEvent={({ type }) => {
        window.dataLayer = [...(window.dataLayer ?? []), type];
      }}
    />
  );
}
