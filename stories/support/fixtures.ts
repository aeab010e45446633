import type { StepOptions, StepStorage } from "codat-onboarding";

/** What every story begins with; the controls change it. */
export const settings = {
  companyId: "8a210b68-6988-11ed-a1eb-0242ac120002",
  sourceType: "accounting",
  platformName: "Xero",
  appName: "Acme Lending",
  businessName: "Oak & Elm Ltd",
  inviterName: "Sam Patel",
  purpose: "a business loan",
  privacyUrl: "https://acmelending.example/privacy",
} satisfies StepOptions;

/** A link that works once: Codat's form of a one-time password. */
export const oneTimeLink = `https://link.codat.io/company/${settings.companyId}?otp=472913`;

/** A browser that remembers something of every step, as localStorage would. */
export function memory(remembered: Record<string, unknown>): StepStorage {
  return { getItem: () => JSON.stringify(remembered), setItem() {} };
}

/** A browser that begins with what another remembers, and goes its own way. */
export function copyOf(storage: StepStorage | null): StepStorage {
  const written = new Map<string, string>();
  return {
    getItem: (key) => written.get(key) ?? storage?.getItem(key) ?? null,
    setItem: (key, value) => void written.set(key, value),
  };
}
