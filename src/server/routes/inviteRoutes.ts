import { plainName } from "../../core/plainName.js";
import { hasInviteEnded } from "../../core/status/inviteState.js";
import type { Payer } from "../codat/payer.js";
import type { Companies } from "../companies/companies.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import { readJsonBody } from "../http/readJsonBody.js";
import { deniedResponse, emptyResponse, jsonResponse } from "../http/responses.js";
import type { Route } from "../http/router.js";
import type { Invites } from "../invites/invites.js";
import type { InviteRecord } from "../invites/life/inviteRecord.js";
import { toCompanyInvite, toInviteView } from "../invites/toCompanyInvite.js";
import type { Customer } from "../options/options.js";
import type { Guards } from "./guards.js";
import { parseInviteRequest } from "./parseInviteRequest.js";
import { routePaths } from "./routePaths.js";

export interface InviteRoutesOptions {
  guards: Guards;
  companies: Companies;
  feed: CompanyFeed;
  invites: Invites;
  /** Address of an invite's page. */
  urlOf: (id: string) => string;
}

/** Bytes. Long names are cut, not refused, so there is room for them. */
const maxBody = 64 * 1024;

/** The customer's own invites: list them, find or make one, change a name, cancel one. */
export function inviteRoutes(options: InviteRoutesOptions): readonly Route[] {
  const { guards, companies, feed, invites, urlOf } = options;

  async function listOf(customer: Customer, payer?: Payer): Promise<readonly InviteRecord[]> {
    const companyId = await companies.find(customer, payer);
    return companyId ? invites.list(companyId) : [];
  }

  async function findOf(customer: Customer, id: string | undefined): Promise<InviteRecord | undefined> {
    return (await listOf(customer)).find((invite) => invite.id === id);
  }

  return [
    {
      path: routePaths.invites,
      methods: {
        GET: guards.query(async ({ customer, payer }) => {
          const shown = (await listOf(customer, payer)).flatMap((record) => toCompanyInvite(record) ?? []);
          return jsonResponse({ invites: shown.map((invite) => ({ ...invite, url: urlOf(invite.id) })) });
        }),
        POST: guards.mutation(async ({ request, customer }) => {
          const fields = await readJsonBody(request, maxBody);
          const requested = fields && parseInviteRequest(fields);
          if (!requested) return deniedResponse("request");
          const companyId = await companies.ensure(customer);
          const { company, invites: value } = await feed.snapshot(companyId);
          const known = { connections: company.connections, invites: invites.in(value) };
          const invite = await invites.ensure(customer, companyId, requested, known);
          if (invite === "tooMany") return deniedResponse("too many");
          return jsonResponse({ ...toInviteView(invite), url: urlOf(invite.id) });
        }),
      },
    },
    {
      path: routePaths.invite,
      methods: {
        POST: guards.mutation(async ({ request, customer }, id) => {
          const { name } = (await readJsonBody(request, maxBody)) ?? {};
          if (typeof name !== "string") return deniedResponse("request");
          const invite = await findOf(customer, id);
          if (!invite) return deniedResponse("not found");
          if (hasInviteEnded(invite.state)) return deniedResponse("status");
          await invites.apply(invite.id, { type: "named", name: plainName(name) });
          return emptyResponse(204);
        }),
        DELETE: guards.mutation(async ({ customer }, id) => {
          const invite = await findOf(customer, id);
          if (!invite) return deniedResponse("not found");
          await invites.apply(invite.id, { type: "cancelled" });
          return emptyResponse(204);
        }),
      },
    },
  ];
}
