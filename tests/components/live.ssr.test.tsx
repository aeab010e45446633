import {
  type DehydratedState,
  dehydrate,
  HydrationBoundary,
  QueryClient,
  QueryClientProvider,
} from "@tanstack/react-query";
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
import type { Company } from "../../src/core/company/company.js";
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
  invited: inviting(companyOf(), inviteOf("opened", 2, { name: "Priya" }), inviteOf("declined", 1)),
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

const go = 'href="/api/codat/go?use=connect&amp;sourceType=accounting"';

test.each(["unknown", "idle", "pending", "disconnected", "invited"] as const)(
  "the server's markup of a company that is %s has the link to the companion, which needs no script",
  (name) => {
    const html = renderToString(page(companies[name]));
    expect(html).toContain(go);
    const [button = ""] = /<a [^>]*class="co-ConnectCTA"[^>]*>/.exec(html) ?? [];
    expect(button).toContain(go);
    expect(button).not.toContain("aria-disabled");
  },
);

test("the server's markup says what was prefetched", () => {
  const text = renderToString(page(companies.ready)).replace(/<[^>]*>/g, "");
  expect(text).toMatch(/Xero is connected.*Oak &amp; Elm Ltd\. Its first data has arrived\./);
});

test("the server's markup says what became of the invites, and holds no link of theirs", () => {
  const html = renderToString(page(companies.invited));
  expect(html.replace(/<[^>]*>/g, "")).toContain("Waiting for PriyaSomeone used the link");
  expect(html).toContain('data-invite="opened"');
  expect(html).not.toContain(inviteUrl("invite2").slice(0, 40));
});

/** What a host's loader hands to its page: the query asked on the server, as JSON. */
async function prefetch(company: Company | undefined): Promise<DehydratedState> {
  const queryClient = new QueryClient();
  const answer = async () => (company ? Response.json(company) : new Response(null, { status: 404 }));
  await queryClient.prefetchQuery(
    companyQueryOptions({ endpoint: "/api/codat", sessionKey: "sam", fetch: answer }),
  );
  return JSON.parse(JSON.stringify(dehydrate(queryClient)));
}

function hostPage(state: DehydratedState): ReactElement {
  return (
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <HydrationBoundary state={state}>
          <OnboardingProvider sessionKey="sam" appName="Acme Lending">
            <AuthStep storage={null} />
          </OnboardingProvider>
        </HydrationBoundary>
      </QueryClientProvider>
    </StrictMode>
  );
}

test("a company that a host's loader prefetched is said in the server's markup", async () => {
  const said = async (company: Company | undefined) =>
    renderToString(hostPage(await prefetch(company))).replace(/<[^>]*>/g, "");
  expect(await said(companies.connected)).toBe("Xero is connected");
  expect(await said(companies.ready)).toMatch(
    /^Xero is connectedOak &amp; Elm Ltd\. Its first data has arrived\./,
  );
  expect(await said(undefined)).not.toContain("is connected");
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

  test.each(Object.entries(companies))(
    "a company that is %s, prefetched by the host's loader, hydrates without a word",
    async (name, company) => {
      const state = await prefetch(company);
      const html = renderToString(hostPage(state));
      const { container, problems, unmount } = await hydrate(html, hostPage(state));
      const href = container.querySelector(".co-ConnectCTA")?.getAttribute("href");
      await unmount();
      expect([...problems, ...said.splice(0)]).toEqual([]);
      // Where somebody is waited for, connecting oneself is a press away.
      const isAsked = !["connected", "ready", "invited"].includes(name);
      expect(href).toBe(isAsked ? "/api/codat/go?use=connect&sourceType=accounting" : undefined);
    },
  );
});
