import { QueryClient } from "@tanstack/react-query";
import type { ConnectionStatus as Status } from "codat-onboarding";
import {
  type Company,
  type CompanyInvite,
  ConnectionStatus,
  companyQueryOptions,
  DataStatus,
  InviteStatus,
  OnboardingProvider,
  useCompany,
  useConnectionStatus,
  useInvites,
} from "codat-onboarding/live";
import { expectTypeOf } from "vitest";

const queryClient = new QueryClient();

<OnboardingProvider sessionKey="sam" endpoint="/api/codat" queryClient={queryClient} onConnected={() => {}}>
  <ConnectionStatus sourceType="banking" className={({ status }) => status} />
  <DataStatus className={({ ready }) => (ready ? "ready" : undefined)} />
  <InviteStatus sourceType="commerce" className={({ invite }) => invite} />
</OnboardingProvider>;

// @ts-expect-error whose data it is must be said
<OnboardingProvider>…</OnboardingProvider>;
// @ts-expect-error the stream is the only source: nothing is asked for at intervals
<OnboardingProvider sessionKey="sam" refetchInterval={1000} />;
// @ts-expect-error there is no such source type
<ConnectionStatus sourceType="payroll" />;
// @ts-expect-error what became of the invites is its content
<InviteStatus>…</InviteStatus>;

expectTypeOf(useCompany).returns.toHaveProperty("companyId").toEqualTypeOf<string | undefined>();
expectTypeOf(useConnectionStatus).returns.toHaveProperty("status").toEqualTypeOf<Status>();

expectTypeOf(useInvites).returns.toHaveProperty("invites").toEqualTypeOf<readonly CompanyInvite[]>();
expectTypeOf(useInvites).returns.toHaveProperty("cancel").returns.resolves.toEqualTypeOf<boolean>();
// A link is asked for; it is nowhere in what is told.
expectTypeOf<CompanyInvite>().not.toHaveProperty("url");

// TanStack Query takes the options as they are, and knows what comes of them.
expectTypeOf(
  queryClient.fetchQuery(companyQueryOptions({ endpoint: "/api/codat", sessionKey: "sam" })),
).resolves.toEqualTypeOf<Company | null>();
void queryClient.prefetchQuery(companyQueryOptions({ endpoint: "/api/codat", sessionKey: "sam" }));
// @ts-expect-error whose data it is must be said
companyQueryOptions({ endpoint: "/api/codat" });
