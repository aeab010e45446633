import { plainName } from "../../core/plainName.js";
import type { Companies } from "../companies/companies.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import { deniedAnswer, emptyAnswer, jsonAnswer } from "../http/answers.js";
import { readJsonRequest } from "../http/jsonRequest.js";
import type { Route } from "../http/router.js";
import { companyInvite, inviteView } from "../invites/companyInvite.js";
import type { Invite } from "../invites/invite.js";
import { hasEnded } from "../invites/inviteRecords.js";
import type { Invites } from "../invites/invites.js";
import type { Customer } from "../options/options.js";
import { quietTimers, type Timers } from "../quietTimers.js";
import { parseInviteWish } from "./inviteWish.js";
import type { Visitors } from "./visitors.js";

export interface InviteRoutesOptions {
  visitors: Visitors;
  companies: Companies;
  feed: CompanyFeed;
  invites: Invites;
  /** Where an invite's page is. */
  urlOf: (id: string) => string;
  timers?: Timers | undefined;
}

/** Bytes: a label of any length is cut, not refused. */
const longestBody = 64 * 1024;

/** The customer's own invites: those that are there, one found or made, one's note changed, one cancelled. */
export function inviteRoutes(options: InviteRoutesOptions): readonly Route[] {
  const { visitors, companies, feed, invites, urlOf, timers = quietTimers } = options;

  async function ownOf(customer: Customer, id: string | undefined): Promise<Invite | undefined> {
    const companyId = await companies.find(customer);
    const all = companyId ? await invites.list(companyId) : [];
    return all.find((one) => one.id === id);
  }

  return [
    {
      path: /^\/invites$/,
      methods: {
        GET: visitors.reading(async ({ customer }) => {
          const companyId = await companies.find(customer);
          const all = companyId ? await invites.list(companyId) : [];
          const shown = all.flatMap((one) => companyInvite(one) ?? []);
          return jsonAnswer({ invites: shown.map((one) => ({ ...one, url: urlOf(one.id) })) });
        }),
        POST: visitors.changing(async ({ request, customer }) => {
          const fields = await readJsonRequest(request, longestBody, timers);
          const wish = fields && parseInviteWish(fields);
          if (!wish) return deniedAnswer("request");
          const companyId = await companies.ensure(customer);
          const { company } = await feed.snapshot(companyId);
          const invite = await invites.ensure(customer, companyId, wish, company.connections);
          if (invite === "tooMany") return deniedAnswer("too many");
          return jsonAnswer({ ...inviteView(invite), url: urlOf(invite.id) });
        }),
      },
    },
    {
      path: /^\/invites\/([^/]+)$/,
      methods: {
        POST: visitors.changing(async ({ request, customer }, id) => {
          const { label } = (await readJsonRequest(request, longestBody, timers)) ?? {};
          if (typeof label !== "string") return deniedAnswer("request");
          const own = await ownOf(customer, id);
          if (!own) return deniedAnswer("not found");
          if (hasEnded(own)) return deniedAnswer("status");
          await invites.update(own.id, () => ({ label: plainName(label) }));
          return emptyAnswer(204);
        }),
        DELETE: visitors.changing(async ({ customer }, id) => {
          const own = await ownOf(customer, id);
          if (!own) return deniedAnswer("not found");
          await invites.update(own.id, () => ({ state: "cancelled" }));
          return emptyAnswer(204);
        }),
      },
    },
  ];
}
