import { QueryClient } from "@tanstack/react-query";
import { AuthStep } from "codat-onboarding";
import {
  ConnectionStatus,
  companyQueryOptions,
  DataStatus,
  InviteStatus,
  OnboardingProvider,
} from "codat-onboarding/live";
import { type ReactElement, StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { beforeAll, describe, expect, test } from "vitest";
import { companyOf, xero } from "../../stories/support/companion.js";
import { inviteOf, inviteUrl, inviting } from "../../stories/support/companionInvites.js";
import { type Hydrate, installDom } from "../support/dom.js";
import { listenToConsole } from "../support/noConsole.js";

const said = listenToConsole();
const at = "2026-11-23T09:05:00Z";

const companies = {
  unknown: undefined,
  idle: companyOf(),
  pending: companyOf(xero("PendingAuth")),
  connected: companyOf(xero("Linked")),
  ready: { ...companyOf(xero("Linked")), arrivals: { [xero("").id]: { at, organisation: "Oak & Elm Ltd" } } },
  disconnected: companyOf(xero("Unlinked")),
  invited: inviting(companyOf(), inviteOf("opened", 2, { label: "Priya" }), inviteOf("declined", 1)),
  "invited, and too late": inviting(
    companyOf(),
    inviteOf("prepared", 1, { expiresAt: "2026-11-01T09:00:00.000Z" }),
  ),
};

/** A page of a host that prefetched the company, or did not. */
function page(company: (typeof companies)[keyof typeof companies]): ReactElement {
  const queryClient = new QueryClient();
  const { queryKey } = companyQueryOptions({ endpoint: "/api/codat", sessionKey: "sam" });
  if (company) queryClient.setQueryData(queryKey, company);
  return (
    <StrictMode>
      <OnboardingProvider sessionKey="sam" appName="Acme Lending" queryClient={queryClient}>
        <AuthStep storage={null} />
        <ConnectionStatus />
        <DataStatus />
        <InviteStatus />
      </OnboardingProvider>
    </StrictMode>
  );
}

test("the server's markup has the link to the companion, which needs no script", () => {
  expect(renderToString(page(companies.idle))).toContain(
    'href="/api/codat/go?use=connect&amp;sourceType=accounting"',
  );
});

test("the server's markup says what was prefetched", () => {
  const text = renderToString(page(companies.ready)).replace(/<[^>]*>/g, "");
  expect(text).toMatch(/Xero is connected.*Oak &amp; Elm Ltd\. Its first data has arrived\./);
});

test("the server's markup says what became of the invites, and holds no link of theirs", () => {
  const html = renderToString(page(companies.invited));
  expect(html.replace(/<[^>]*>/g, "")).toContain("To connect your accounting software Priya");
  expect(html).toContain('data-invite="opened"');
  expect(html).not.toContain(inviteUrl("invite2").slice(0, 40));
});

describe("in the browser", () => {
  let hydrate: Hydrate;
  beforeAll(async () => {
    hydrate = await installDom();
    globalThis.fetch = () => new Promise(() => {});
  });

  test.each(Object.entries(companies))("a company that is %s hydrates without a word", async (_, company) => {
    const { problems, unmount } = await hydrate(renderToString(page(company)), page(company));
    await unmount();
    expect([...problems, ...said.splice(0)]).toEqual([]);
  });
});
