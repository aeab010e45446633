import type { Decorator } from "@storybook/react-vite";
import { type Company, OnboardingProvider } from "codat-onboarding/live";
import { type Companion, companyOf, installCompanion, xero } from "./companion";
import { settings } from "./fixtures";

let count = 0;

/** Companies as a stream may begin with them. */
export const companies = {
  idle: companyOf(),
  pending: companyOf(xero("PendingAuth")),
  failed: companyOf(
    xero("PendingAuth", undefined, { dataConnectionErrors: [{ statusCode: "500", status: "Active" }] }),
  ),
  connected: companyOf(xero("Linked")),
  ready: withData(companyOf(xero("Linked"))),
  disconnected: withData(companyOf(xero("Deauthorized"))),
} as const satisfies Record<string, Company>;

/** A company whose first data has arrived, and says whose it is. */
export function withData(company: Company): Company {
  const arrival = { at: "2026-11-23T09:05:00Z", organisation: "Oak & Elm Ltd" };
  return { ...company, arrivals: { [xero("").id]: arrival } };
}

/** A story that begins with a company on its companion's stream; `loading` has a companion that does not answer, and
 * `unreachable` one that cannot. */
export function withCompanion(company: Company | "loading" | "ended" | "unreachable") {
  let companion: Companion;
  const Provided: Decorator = (Story, { args }) => (
    <OnboardingProvider {...shared} {...args} sessionKey={`story-${count}`}>
      <Story />
    </OnboardingProvider>
  );
  return {
    decorators: [Provided],
    beforeEach() {
      count++;
      companion = installCompanion(typeof company === "object" ? company : undefined);
      if (company === "loading") companion.answer = () => new Promise(() => {});
      if (company === "unreachable") companion.answer = () => new Response("Bad gateway", { status: 502 });
      if (company === "ended") companion.answer = () => Response.json({ error: "session" }, { status: 401 });
      return () => companion.restore();
    },
    get companion() {
      return companion;
    },
  };
}

const { companyId: _, platformName: __, ...shared } = settings;
