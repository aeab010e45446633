import type { Decorator } from "@storybook/react-vite";
import { type Company, OnboardingProvider } from "codat-onboarding/live";
import { type ComponentProps, useEffect, useState } from "react";
import { type Companion, companyOf, installCompanion, xero } from "./companion";
import { settings } from "./fixtures";

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

/** How a companion in the page begins: with a company on its stream; or it never answers, cannot, or has nobody signed in. */
export type Beginning = Company | "loading" | "unreachable" | "ended";

const companions = new WeakMap<HTMLElement, Companion>();
let count = 0;

/** The companion of the story in this canvas. */
export function companionIn(canvasElement: HTMLElement): Companion {
  const companion = companions.get(canvasElement);
  if (!companion) throw new Error("This story has no companion.");
  return companion;
}

/** Puts a story into a provider with a companion of its own, however often it stands on a page. */
export function withCompanion(beginning: Beginning): Decorator {
  return (Story, { args, canvasElement }) => (
    <Accompanied {...shared} {...args} beginning={beginning} canvas={canvasElement}>
      <Story />
    </Accompanied>
  );
}

interface AccompaniedProps extends Omit<ComponentProps<typeof OnboardingProvider>, "sessionKey"> {
  beginning: Beginning;
  canvas: HTMLElement;
}

function Accompanied({ beginning, canvas, children, ...settings }: AccompaniedProps) {
  const [companion] = useState(() => {
    const endpoint = `/companion/${++count}`;
    const made = installCompanion(typeof beginning === "object" ? beginning : undefined, endpoint);
    if (beginning === "loading") made.answer = () => new Promise(() => {});
    if (beginning === "unreachable") made.answer = () => new Response("Bad gateway", { status: 502 });
    if (beginning === "ended") made.answer = () => Response.json({ error: "session" }, { status: 401 });
    companions.set(canvas, made);
    return { endpoint, restore: made.restore };
  });
  useEffect(() => companion.restore, [companion]);
  return (
    <OnboardingProvider {...settings} endpoint={companion.endpoint} sessionKey={companion.endpoint}>
      {children}
    </OnboardingProvider>
  );
}

const { companyId: _, platformName: __, ...shared } = settings;
