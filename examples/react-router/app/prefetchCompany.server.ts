import { type DehydratedState, dehydrate, QueryClient } from "@tanstack/react-query";
import { companyQueryOptions } from "codat-onboarding/live";
import { companion } from "./companion.server";

/** What the companion knows of this request's customer, for the page's cache. It is asked without a network. */
export async function prefetchCompany(request: Request, sessionKey: string): Promise<DehydratedState> {
  const queryClient = new QueryClient();
  const ask = (path: string | URL | Request): Promise<Response> =>
    companion().fetch(new Request(new URL(`${path}`, request.url), { headers: request.headers }));
  // Where it fails the page does without.
  await queryClient.prefetchQuery(companyQueryOptions({ endpoint: "/api/codat", sessionKey, fetch: ask }));
  return dehydrate(queryClient);
}
