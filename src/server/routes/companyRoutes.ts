import type { Companies } from "../companies/companies.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import type { Streams } from "../events/streams.js";
import { deniedAnswer, emptyAnswer, jsonAnswer } from "../http/answers.js";
import type { Route } from "../http/router.js";
import type { Visitors } from "./visitors.js";

export interface CompanyRoutesOptions {
  visitors: Visitors;
  companies: Companies;
  feed: CompanyFeed;
  streams: Streams;
}

/** The customer's company: `GET` tells of it, `POST` makes it if there is none, `events` follows it. */
export function companyRoutes({
  visitors,
  companies,
  feed,
  streams,
}: CompanyRoutesOptions): readonly Route[] {
  async function show(ask: () => Promise<string | undefined>): Promise<Response> {
    const companyId = await ask();
    if (!companyId) return deniedAnswer("not found");
    try {
      return jsonAnswer((await feed.snapshot(companyId)).company);
    } catch (error) {
      // By reading it, it may have turned out to be gone.
      const other = await ask();
      if (other === companyId) throw error;
      return other ? jsonAnswer((await feed.snapshot(other)).company) : deniedAnswer("not found");
    }
  }

  const read = visitors.reading(({ customer }) => show(() => companies.find(customer)));

  return [
    {
      path: /^\/company$/,
      methods: {
        GET: read,
        HEAD: read,
        POST: visitors.changing(({ customer }) => show(() => companies.ensure(customer))),
      },
    },
    {
      path: /^\/events$/,
      methods: {
        GET: visitors.reading(async ({ request, customer }) => {
          const companyId = await companies.find(customer);
          // No error: browsers write those into the console of everybody's first visit.
          return companyId ? streams.open(request, customer, companyId) : emptyAnswer(204);
        }),
      },
    },
  ];
}
