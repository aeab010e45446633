import { OnboardingError } from "../../core/errors.js";
import type { Companies } from "../companies/companies.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import type { Streams } from "../events/streams.js";
import { deniedResponse, emptyResponse, jsonResponse, unavailableResponse } from "../http/responses.js";
import type { Route } from "../http/router.js";
import type { Guards } from "./guards.js";
import { routePaths } from "./routePaths.js";

export interface CompanyRoutesOptions {
  guards: Guards;
  companies: Companies;
  feed: CompanyFeed;
  streams: Streams;
}

/** The customer's company: `GET` returns it, `POST` creates it if there is none, `events` streams its changes. */
export function companyRoutes({ guards, companies, feed, streams }: CompanyRoutesOptions): readonly Route[] {
  async function show(find: () => Promise<string | undefined>): Promise<Response> {
    const companyId = await find();
    if (!companyId) return deniedResponse("not found");
    try {
      return jsonResponse((await feed.snapshot(companyId)).company);
    } catch (error) {
      // The reading may have found that it was deleted, or that Codat did not find it yet.
      const isGone = error instanceof OnboardingError && error.code === "ONB-515";
      const other = await find();
      if (other === companyId && !isGone) throw error;
      return other ? jsonResponse((await feed.snapshot(other)).company) : deniedResponse("not found");
    }
  }

  const stream = guards.query(async ({ request, customer, payer }) => {
    const companyId = await companies.find(customer, payer);
    // Not an error: browsers would log it to the console on every customer's first visit.
    return companyId ? streams.open(request, customer, companyId) : emptyResponse(204);
  });

  const get = guards.query(({ customer, payer }) => show(() => companies.find(customer, payer)));

  return [
    {
      path: routePaths.company,
      methods: {
        GET: get,
        HEAD: get,
        POST: guards.mutation(({ customer }) => show(() => companies.ensure(customer))),
      },
    },
    {
      path: routePaths.events,
      methods: {
        async GET(request) {
          const leave = streams.enter();
          let hasBegun = false;
          try {
            // First, so that no sign-out is missed between the reading of the session and the stream.
            const isWatching = await streams.watch().then(
              () => true,
              () => false,
            );
            const response = isWatching ? await stream(request) : unavailableResponse();
            hasBegun = response.status === 200;
            return response;
          } finally {
            leave(hasBegun);
          }
        },
      },
    },
  ];
}
