// @ts-check
import { createOnboardingServer } from "codat-onboarding/server";
import { customerOf } from "./session.mjs";

const { CODAT_API_KEY, CODAT_WEBHOOK_SECRET, CODAT_API_URL, CODAT_LINK_HOST } = process.env;
const { INVITE_SECRET, PUBLIC_URL = "https://apply.example.com" } = process.env;

/** The companion: all of `codat-onboarding` on this server. */
export const onboarding = createOnboardingServer({
  apiKey: CODAT_API_KEY,
  webhookSecret: CODAT_WEBHOOK_SECRET,
  appName: "Acme Lending",
  authenticate: customerOf,
  returnUrl: "/",
  // Links for colleagues, on this host. In memory they end with the process: keep them in a backplane that lasts.
  invites: { secret: INVITE_SECRET, publicUrl: PUBLIC_URL, allowMemory: true },
  onDataReady({ customerId, dataTypes }) {
    console.log("data ready", customerId, dataTypes.join(" "));
  },
  // For a fake Codat; with the real one these two are not set.
  apiUrl: CODAT_API_URL,
  linkHosts: CODAT_LINK_HOST?.split(","),
});
