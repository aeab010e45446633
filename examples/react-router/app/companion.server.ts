import { setTimeout as pause } from "node:timers/promises";
import { createOnboardingServer, type OnboardingServer } from "codat-onboarding/server";
import { customerOf } from "./session.server";

const kept = globalThis as { companion?: OnboardingServer };

/** The companion: one for the process, made when it is first needed. A hot reload must not lose open streams. */
export function companion(): OnboardingServer {
  kept.companion ??= startCompanion();
  return kept.companion;
}

function startCompanion(): OnboardingServer {
  const onboarding = createOnboardingServer({
    apiKey: process.env.CODAT_API_KEY ?? "",
    webhookSecret: process.env.CODAT_WEBHOOK_SECRET ?? "",
    appName: "Acme Lending",
    authenticate: customerOf,
    returnUrl: "/onboarding",
    // Links for colleagues, on this host. In memory they end with the process: keep them in a backplane that lasts.
    invites: {
      secret: process.env.INVITE_SECRET,
      publicUrl: process.env.PUBLIC_URL ?? "https://apply.example.com",
      allowMemory: true,
    },
    onDataReady({ customerId, dataTypes }) {
      console.log("data ready", customerId, dataTypes.join(" "));
    },
    // For a fake Codat; with the real one these are not set.
    apiUrl: process.env.CODAT_API_URL,
    linkHosts: process.env.CODAT_LINK_HOST?.split(","),
    allowFake: process.env.CODAT_FAKE === "1",
  });
  // Streams would hold the server, which `react-router-serve` closes itself; what comes by connections that it keeps for
  // five seconds is answered.
  process.once("SIGTERM", () => void onboarding.close(pause(5_000)));
  return onboarding;
}
