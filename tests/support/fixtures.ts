import type { StepStorage } from "codat-onboarding";

/** A company, its link, and who asks. */
export const companyId = "3f2b8c1e-5a4d-4e6f-9b7a-1c2d3e4f5a6b";
export const otherCompanyId = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
export const link = `https://link.codat.io/company/${companyId}`;
export const oneTimeLink = `${link}?link.otp=a%2Bb`;
export const acme = { companyId, appName: "Acme Lending" } as const;

/** A storage of its own, with what a step has remembered in it. */
export function memory(remembered?: object): StepStorage & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    getItem: (key) => entries.get(key) ?? (remembered ? JSON.stringify(remembered) : null),
    setItem: (key, value) => void entries.set(key, value),
  };
}
