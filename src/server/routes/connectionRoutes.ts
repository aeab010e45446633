import { eventVersion } from "../../core/company/eventVersion.js";
import { parseGuid } from "../../core/guid.js";
import { isPlatformKey } from "../../core/platforms.js";
import type { CodatClient } from "../codat/codatClient.js";
import type { CodatConnection } from "../codat/codatCompany.js";
import type { CompanyReader } from "../codat/companyReader.js";
import { toCompanyConnection } from "../codat/toCompanyConnection.js";
import type { Companies } from "../companies/companies.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import { readJsonBody } from "../http/readJsonBody.js";
import { deniedResponse, emptyResponse, jsonResponse } from "../http/responses.js";
import type { Route } from "../http/router.js";
import type { Customer } from "../options/options.js";
import type { ReportError } from "../utils/reportError.js";
import { type Timers, unrefTimers } from "../utils/unrefTimers.js";
import { within } from "../utils/wait.js";
import type { Guards } from "./guards.js";

export interface ConnectionRoutesOptions {
  guards: Guards;
  companies: Companies;
  reader: CompanyReader;
  feed: CompanyFeed;
  codat: CodatClient;
  report: ReportError;
  timers?: Timers | undefined;
  randomUUID?: (() => string) | undefined;
}

/** Bytes. */
const longestBody = 1024;
/** A person waits no longer than this for the page to know; the stream tells it later. */
const patience = 3_000;
const none = (status: number) => status === 404;
const notTaken = (status: number) => status === 400 || status === 404 || status === 409;

/** Makes a connection for a chosen platform, stops one, deletes one: the customer's own only. */
export function connectionRoutes(options: ConnectionRoutesOptions): readonly Route[] {
  const { guards, companies, reader, feed, codat, report, timers = unrefTimers } = options;
  const { randomUUID = () => crypto.randomUUID() } = options;

  /** The customer's connection, in the company that it belongs to. */
  async function own(customer: Customer, id: string | undefined): Promise<Found | undefined> {
    const connectionId = parseGuid(id);
    const rootId = connectionId && (await companies.find(customer));
    const tree = rootId ? await reader.tree(rootId) : undefined;
    const connection = tree?.connections.find((one) => one.id === connectionId);
    return rootId && connection ? { rootId, connection } : undefined;
  }

  /** The change is made; that the page learns of it a little later is no reason to say it failed. */
  async function tell(rootId: string): Promise<void> {
    await within(feed.refresh(rootId).catch(report), patience, timers);
  }

  return [
    {
      path: /^\/connections$/,
      methods: {
        POST: guards.mutation(async ({ request, customer }) => {
          const platformKey = await platformKeyOf(request, timers);
          if (!platformKey) return deniedResponse("request");
          const rootId = await companies.ensure(customer);
          const { status, body, at } = await codat({
            method: "POST",
            path: `/companies/${rootId}/connections`,
            body: { platformKey },
            idempotencyKey: randomUUID(),
            expected: notTaken,
          });
          // The company may be gone, and is looked for anew the next time.
          if (status === 404) await companies.forget(rootId);
          if (status >= 300) return deniedResponse("request");
          await tell(rootId);
          const connection = toCompanyConnection(body, eventVersion(at.toISOString()) ?? "");
          return connection ? jsonResponse(connection, 201) : emptyResponse(204);
        }),
      },
    },
    {
      path: /^\/connections\/([^/]+)\/unlink$/,
      methods: {
        POST: guards.mutation(async ({ customer }, id) => {
          const found = await own(customer, id);
          if (!found) return deniedResponse("not found");
          const { status } = found.connection;
          if (status === "Unlinked") return emptyResponse(204);
          // Codat unlinks nothing but what is linked.
          if (status !== "Linked") return deniedResponse("status");
          await codat({ method: "PATCH", path: pathOf(found), body: { status: "Unlinked" } });
          await tell(found.rootId);
          return emptyResponse(204);
        }),
      },
    },
    {
      path: /^\/connections\/([^/]+)$/,
      methods: {
        DELETE: guards.mutation(async ({ customer }, id) => {
          const found = await own(customer, id);
          if (!found) return deniedResponse("not found");
          await codat({ method: "DELETE", path: pathOf(found), expected: none });
          await tell(found.rootId);
          return emptyResponse(204);
        }),
      },
    },
  ];
}

interface Found {
  rootId: string;
  connection: CodatConnection;
}

function pathOf({ connection: { companyId, id } }: Found): string {
  return `/companies/${companyId}/connections/${id}`;
}

async function platformKeyOf(request: Request, timers: Timers): Promise<string | undefined> {
  const { platformKey } = (await readJsonBody(request, longestBody, timers)) ?? {};
  return isPlatformKey(platformKey) ? platformKey : undefined;
}
