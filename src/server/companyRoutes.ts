import { deniedAnswer, jsonAnswer } from "./answers.js";
import type { Companies } from "./companies.js";
import type { CompanyFeed } from "./companyFeed.js";
import type { Route } from "./router.js";
import type { Streams } from "./streams.js";
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
  const show = async (companyId: string | undefined) =>
    companyId ? jsonAnswer((await feed.snapshot(companyId)).company) : deniedAnswer("not found");

  const read = visitors.reading(async ({ customer }) => show(await companies.find(customer)));

  return [
    {
      path: /^\/company$/,
      methods: {
        GET: read,
        HEAD: read,
        POST: visitors.changing(async ({ customer }) => show(await companies.ensure(customer))),
      },
    },
    {
      path: /^\/events$/,
      methods: {
        GET: visitors.reading(async ({ request, customer }) => {
          const companyId = await companies.find(customer);
          return companyId ? streams.open(request, customer, companyId) : deniedAnswer("not found");
        }),
      },
    },
  ];
}
