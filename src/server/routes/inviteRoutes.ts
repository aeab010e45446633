import { plainName } from "../../core/plainName.js";
import type { Companies } from "../companies/companies.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import { readJsonBody } from "../http/readJsonBody.js";
import { deniedResponse, emptyResponse, jsonResponse } from "../http/responses.js";
import type { Route } from "../http/router.js";
import type { InviteRecord } from "../invites/invite.js";
import { hasEnded } from "../invites/inviteStore.js";
import type { Invites } from "../invites/invites.js";
import { toCompanyInvite, toInviteView } from "../invites/toCompanyInvite.js";
import type { Customer } from "../options/options.js";
import { type Timers, unrefTimers } from "../utils/unrefTimers.js";
import type { Guards } from "./guards.js";
import { parseInviteRequest } from "./parseInviteRequest.js";

export interface InviteRoutesOptions {
  guards: Guards;
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
  const { guards, companies, feed, invites, urlOf, timers = unrefTimers } = options;

  async function ownOf(customer: Customer, id: string | undefined): Promise<InviteRecord | undefined> {
    const companyId = await companies.find(customer);
    const all = companyId ? await invites.list(companyId) : [];
    return all.find((one) => one.id === id);
  }

  return [
    {
      path: /^\/invites$/,
      methods: {
        GET: guards.query(async ({ customer }) => {
          const companyId = await companies.find(customer);
          const all = companyId ? await invites.list(companyId) : [];
          const shown = all.flatMap((one) => toCompanyInvite(one) ?? []);
          return jsonResponse({ invites: shown.map((one) => ({ ...one, url: urlOf(one.id) })) });
        }),
        POST: guards.mutation(async ({ request, customer }) => {
          const fields = await readJsonBody(request, longestBody, timers);
          const wish = fields && parseInviteRequest(fields);
          if (!wish) return deniedResponse("request");
          const companyId = await companies.ensure(customer);
          const { company } = await feed.snapshot(companyId);
          const invite = await invites.ensure(customer, companyId, wish, company.connections);
          if (invite === "tooMany") return deniedResponse("too many");
          return jsonResponse({ ...toInviteView(invite), url: urlOf(invite.id) });
        }),
      },
    },
    {
      path: /^\/invites\/([^/]+)$/,
      methods: {
        POST: guards.mutation(async ({ request, customer }, id) => {
          const { label } = (await readJsonBody(request, longestBody, timers)) ?? {};
          if (typeof label !== "string") return deniedResponse("request");
          const own = await ownOf(customer, id);
          if (!own) return deniedResponse("not found");
          if (hasEnded(own)) return deniedResponse("status");
          await invites.update(own.id, () => ({ label: plainName(label) }));
          return emptyResponse(204);
        }),
        DELETE: guards.mutation(async ({ customer }, id) => {
          const own = await ownOf(customer, id);
          if (!own) return deniedResponse("not found");
          await invites.update(own.id, () => ({ state: "cancelled" }));
          return emptyResponse(204);
        }),
      },
    },
  ];
}
