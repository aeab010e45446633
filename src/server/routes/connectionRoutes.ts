import { eventVersion } from "../../core/company/eventVersion.js";
import { parseGuid } from "../../core/guid.js";
import { isPlatformKey } from "../../core/platforms.js";
import { type CodatClient, isNotFound } from "../codat/codatClient.js";
import type { CodatConnection } from "../codat/codatCompany.js";
import type { CompanyReader } from "../codat/companyReader.js";
import { customerPayer, type Payer } from "../codat/payer.js";
import { toCompanyConnection } from "../codat/toCompanyConnection.js";
import type { Companies } from "../companies/companies.js";
import { readJsonBody } from "../http/readJsonBody.js";
import { deniedResponse, emptyResponse, jsonResponse } from "../http/responses.js";
import type { Route } from "../http/router.js";
import type { Customer } from "../options/options.js";
import type { Guards } from "./guards.js";
import type { RefreshCompany } from "./refreshCompany.js";
import { routePaths } from "./routePaths.js";

export interface ConnectionRoutesOptions {
  guards: Guards;
  companies: Companies;
  reader: CompanyReader;
  refreshCompany: RefreshCompany;
  codat: CodatClient;
}

/** Bytes. */
const longestBody = 1024;
/** Codat's answers to a platform that it cannot connect, and to a company that was deleted. */
const isDenied = (status: number) => status === 400 || isNotFound(status) || status === 409;

/** Creates a connection for a chosen platform, unlinks one, deletes one: only those of the customer. */
export function connectionRoutes(options: ConnectionRoutesOptions): readonly Route[] {
  const { guards, companies, reader, refreshCompany, codat } = options;

  /** A connection, if it is the customer's. */
  async function find(customer: Customer, id: string | undefined): Promise<Found | undefined> {
    const connectionId = parseGuid(id);
    const rootId = connectionId && (await companies.find(customer));
    const tree = rootId ? await reader.tree(rootId, customerPayer(customer.id)) : undefined;
    const connection = tree?.connections.find(({ id }) => id === connectionId);
    return rootId && connection ? { rootId, connection } : undefined;
  }

  return [
    {
      path: routePaths.connections,
      methods: {
        POST: guards.mutation(async ({ request, customer }) => {
          const platformKey = await platformKeyOf(request);
          if (!platformKey) return deniedResponse("request");
          const rootId = await companies.ensure(customer);
          const { status, body, at } = await codat({
            method: "POST",
            path: `/companies/${rootId}/connections`,
            body: { platformKey },
            idempotencyKey: crypto.randomUUID(),
            expected: isDenied,
            payer: customerPayer(customer.id),
          });
          // The company may have been deleted: the next request looks for it again.
          if (isNotFound(status)) await companies.forget(rootId);
          if (status >= 300) return deniedResponse("request");
          await refreshCompany(rootId);
          const connection = toCompanyConnection(body, eventVersion(at.toISOString()) ?? "");
          return connection ? jsonResponse(connection, 201) : emptyResponse(204);
        }),
      },
    },
    {
      path: routePaths.unlink,
      methods: {
        POST: guards.mutation(async ({ customer }, id) => {
          const found = await find(customer, id);
          if (!found) return deniedResponse("not found");
          const { status } = found.connection;
          if (status === "Unlinked") return emptyResponse(204);
          // Codat only unlinks linked connections.
          if (status !== "Linked") return deniedResponse("status");
          const payer = begunBy(customer);
          await codat({ method: "PATCH", path: pathOf(found), body: { status: "Unlinked" }, payer });
          await refreshCompany(found.rootId);
          return emptyResponse(204);
        }),
      },
    },
    {
      path: routePaths.connection,
      methods: {
        DELETE: guards.mutation(async ({ customer }, id) => {
          const found = await find(customer, id);
          if (!found) return deniedResponse("not found");
          const payer = begunBy(customer);
          await codat({ method: "DELETE", path: pathOf(found), expected: isNotFound, payer });
          await refreshCompany(found.rootId);
          return emptyResponse(204);
        }),
      },
    },
  ];
}

/** It was found by a call: the next belongs to it. */
function begunBy({ id }: Customer): Payer {
  return { ...customerPayer(id), isBegun: true };
}

interface Found {
  rootId: string;
  connection: CodatConnection;
}

function pathOf({ connection: { companyId, id } }: Found): string {
  return `/companies/${companyId}/connections/${id}`;
}

async function platformKeyOf(request: Request): Promise<string | undefined> {
  const { platformKey } = (await readJsonBody(request, longestBody)) ?? {};
  return isPlatformKey(platformKey) ? platformKey : undefined;
}
