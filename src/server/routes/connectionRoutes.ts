import { newsVersion } from "../../core/company/company.js";
import { parseCompanyId } from "../../core/companyId.js";
import type { CodatClient } from "../codat/codatClient.js";
import type { CodatConnection } from "../codat/codatCompany.js";
import { companyConnection } from "../codat/companyConnection.js";
import type { CompanyReader } from "../codat/companyReader.js";
import { isPlatformKey } from "../codat/platformNames.js";
import type { Companies } from "../companies/companies.js";
import type { CompanyFeed } from "../events/companyFeed.js";
import { deniedAnswer, emptyAnswer, jsonAnswer } from "../http/answers.js";
import { readJsonRequest } from "../http/jsonRequest.js";
import type { Route } from "../http/router.js";
import type { Customer } from "../options/options.js";
import { quietTimers, type Timers } from "../quietTimers.js";
import type { ReportError } from "../utils/errorReport.js";
import { within } from "../utils/waiting.js";
import type { Visitors } from "./visitors.js";

export interface ConnectionRoutesOptions {
  visitors: Visitors;
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
  const { visitors, companies, reader, feed, codat, report, timers = quietTimers } = options;
  const { randomUUID = () => crypto.randomUUID() } = options;

  /** The customer's connection, in the company that it belongs to. */
  async function own(customer: Customer, id: string | undefined): Promise<Found | undefined> {
    const connectionId = parseCompanyId(id);
    const rootId = connectionId && (await companies.find(customer));
    const family = rootId ? await reader.family(rootId) : undefined;
    const connection = family?.connections.find((one) => one.id === connectionId);
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
        POST: visitors.changing(async ({ request, customer }) => {
          const platformKey = await platformKeyOf(request, timers);
          if (!platformKey) return deniedAnswer("request");
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
          if (status >= 300) return deniedAnswer("request");
          await tell(rootId);
          const connection = companyConnection(body, newsVersion(at.toISOString()) ?? "");
          return connection ? jsonAnswer(connection, 201) : emptyAnswer(204);
        }),
      },
    },
    {
      path: /^\/connections\/([^/]+)\/unlink$/,
      methods: {
        POST: visitors.changing(async ({ customer }, id) => {
          const found = await own(customer, id);
          if (!found) return deniedAnswer("not found");
          const { status } = found.connection;
          if (status === "Unlinked") return emptyAnswer(204);
          // Codat unlinks nothing but what is linked.
          if (status !== "Linked") return deniedAnswer("status");
          await codat({ method: "PATCH", path: pathOf(found), body: { status: "Unlinked" } });
          await tell(found.rootId);
          return emptyAnswer(204);
        }),
      },
    },
    {
      path: /^\/connections\/([^/]+)$/,
      methods: {
        DELETE: visitors.changing(async ({ customer }, id) => {
          const found = await own(customer, id);
          if (!found) return deniedAnswer("not found");
          await codat({ method: "DELETE", path: pathOf(found), expected: none });
          await tell(found.rootId);
          return emptyAnswer(204);
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
  const { platformKey } = (await readJsonRequest(request, longestBody, timers)) ?? {};
  return isPlatformKey(platformKey) ? platformKey : undefined;
}
