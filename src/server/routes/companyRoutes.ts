import type { Companies } from "../companies/companies.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import type { Streams } from "../events/streams.js";
import { deniedResponse, emptyResponse, jsonResponse } from "../http/responses.js";
import type { Route } from "../http/router.js";
import type { Guards } from "./guards.js";

export interface CompanyRoutesOptions {
  guards: Guards;
  companies: Companies;
  feed: CompanyFeed;
  streams: Streams;
}

/** The customer's company: `GET` tells of it, `POST` makes it if there is none, `events` follows it. */
export function companyRoutes({ guards, companies, feed, streams }: CompanyRoutesOptions): readonly Route[] {
  async function show(ask: () => Promise<string | undefined>): Promise<Response> {
    const companyId = await ask();
    if (!companyId) return deniedResponse("not found");
    try {
      return jsonResponse((await feed.snapshot(companyId)).company);
    } catch (error) {
      // By reading it, it may have turned out to be gone.
      const other = await ask();
      if (other === companyId) throw error;
      return other ? jsonResponse((await feed.snapshot(other)).company) : deniedResponse("not found");
    }
  }

  const read = guards.query(({ customer }) => show(() => companies.find(customer)));

  return [
    {
      path: /^\/company$/,
      methods: {
        GET: read,
        HEAD: read,
        POST: guards.mutation(({ customer }) => show(() => companies.ensure(customer))),
      },
    },
    {
      path: /^\/events$/,
      methods: {
        GET: guards.query(async ({ request, customer }) => {
          const companyId = await companies.find(customer);
          // No error: browsers write those into the console of everybody's first visit.
          return companyId ? streams.open(request, customer, companyId) : emptyResponse(204);
        }),
      },
    },
  ];
}
