import { createCodatApi } from "./api/codatApi.js";
import { companiesApi } from "./api/companiesApi.js";
import { connectionsApi } from "./api/connectionsApi.js";
import { createFaults } from "./api/faults.js";
import { createIdempotency } from "./api/idempotency.js";
import { integrationsApi } from "./api/integrationsApi.js";
import { laggingCompanies } from "./api/laggingCompanies.js";
import { createQuota } from "./api/quota.js";
import { createRequestLog } from "./api/requestLog.js";
import { webhooksApi } from "./api/webhooksApi.js";
import { createApiViews } from "./apiViews.js";
import { createConnectionActions } from "./connectionActions.js";
import type { FakeCodat, FakeCompany } from "./fakeCodat.js";
import type { FakeCodatOptions } from "./fakeCodatOptions.js";
import { createFakeLinks } from "./hostedLink/fakeLinks.js";
import { createHostedLinkSite } from "./hostedLink/hostedLinkSite.js";
import { createOneTimePasswords } from "./hostedLink/oneTimePasswords.js";
import { createPlatformPictures } from "./hostedLink/platformPictures.js";
import type { CompanyRecord } from "./state/companyRecord.js";
import { createConnectionTransitions } from "./state/connectionTransitions.js";
import type { FakeChange } from "./state/fakeChange.js";
import { createFakeClock } from "./state/fakeClock.js";
import { createFakeCompanies } from "./state/fakeCompanies.js";
import { createFakeWebhooks } from "./webhooks/fakeWebhooks.js";
import { createWebhookEndpoints } from "./webhooks/webhookEndpoints.js";
import { createWebhookSender } from "./webhooks/webhookSender.js";

/**
 * Creates a fake Codat: its API, its webhooks, and its Hosted Link pages, where a person picks a platform, consents,
 * and decides what the platform answers. Takes a `Request`, returns a `Response`, and holds everything in memory.
 *
 * @throws TypeError when `baseUrl` or `redirectUrl` is not usable.
 */
export function createFakeCodat(options: FakeCodatOptions = {}): FakeCodat {
  const { organisations = [], randomUUID = () => crypto.randomUUID() } = options;
  const url = new URL(options.baseUrl ?? "http://127.0.0.1:4310");
  const basePath = url.pathname.replace(/\/+$/, "");
  const baseUrl = url.origin + basePath;
  const clock = createFakeClock({
    now: options.now ?? (() => new Date()),
    isSystem: options.now === undefined,
  });
  const { now } = clock;

  const onChange = (change: FakeChange) => tell(change);
  const companies = createFakeCompanies({ now, randomUUID, onChange });
  const connections = createConnectionTransitions({
    clock,
    randomUUID,
    onChange,
    firstDataAfter: options.firstDataAfter,
  });
  const passwords = options.oneTimeLinks ? createOneTimePasswords({ now, randomUUID }) : undefined;
  const links = createFakeLinks({ baseUrl, passwords, sameUntilSpent: options.oneTimeLinkOnRead === "same" });
  const views = createApiViews({ companies, links, quirks: options.quirks ?? [] });

  const endpoints = createWebhookEndpoints({ randomUUID });
  const sender = createWebhookSender({ clock, endpoints });
  const { tell, ...webhooks } = createFakeWebhooks({ clock, endpoints, sender, views, randomUUID });
  for (const target of [options.webhooks ?? []].flat()) endpoints.add(target);

  const faults = createFaults();
  const log = createRequestLog();
  const found = laggingCompanies(companies, { now, lag: options.lag ?? {} });
  const api = createCodatApi({
    routes: [
      ...companiesApi({ companies: found, views, randomUUID }),
      ...connectionsApi({ companies: found, connections, views }),
      ...integrationsApi({ baseUrl }),
      ...webhooksApi({ endpoints }),
    ],
    basePath,
    apiKey: options.apiKey,
    clock,
    quota: createQuota({
      now,
      limits: options.quota ?? {},
      activeCompanies: () =>
        companies.all().filter((company) => company.connections.some(({ status }) => status === "Linked"))
          .length,
    }),
    idempotency: createIdempotency({ now }),
    faults,
    randomUUID,
    onRequest: log.add,
    onQuotaReached({ limit, reset }) {
      const expiryDate = reset.toISOString();
      tell({ eventType: "client.rateLimit.reached", dailyQuota: limit, quotaRemaining: 0, expiryDate });
      clock.after(reset.getTime() - now().getTime(), () =>
        tell({ eventType: "client.rateLimit.reset", dailyQuota: limit, quotaRemaining: limit, expiryDate }),
      );
    },
  });
  const pictures = createPlatformPictures(basePath);
  const hostedLinkSite = createHostedLinkSite({
    companies,
    connections,
    organisations,
    passwords,
    redirectUrl: options.redirectUrl,
    basePath,
    appName: options.appName ?? "Example Lender",
    randomUUID,
  });

  function companyOf(companyId: string): CompanyRecord {
    const company = companies.find(companyId);
    if (!company) {
      throw new RangeError(`Fake Codat has no company "${companyId}". Make one with createCompany() first.`);
    }
    return company;
  }

  const companyView = (company: CompanyRecord): FakeCompany => ({
    id: company.id,
    name: company.name,
    redirect: links.company(company),
    ...(Object.keys(company.tags).length > 0 && { tags: { ...company.tags } }),
  });

  const { view, ...actions } = createConnectionActions({ companies, companyOf, connections, links });

  return {
    baseUrl,
    webhooks,
    ...actions,
    async fetch(input, init) {
      const request = input instanceof Request && !init ? input : new Request(input, init);
      request.signal.throwIfAborted();
      const response = (await api(request)) ?? pictures(request) ?? (await hostedLinkSite(request));
      return response ?? new Response("Not found", { status: 404 });
    },
    createCompany: (name = "Example Bakery Ltd", details = {}) =>
      companyView(companies.create({ name, ...details })),
    createSubsidiary: (parentId, name) =>
      companyView(companies.create({ name, parent: companyOf(parentId) })),
    companies: () => companies.all().map(companyView),
    deleteCompany: (companyId) => companies.remove(companyOf(companyId)),
    hostedLink: (companyId, params) => links.company(companyOf(companyId), params),
    connections(companyId) {
      const company = companyOf(companyId);
      return company.connections.map((connection) => view(company, connection));
    },
    fault: faults.add,
    clearFaults: faults.clear,
    requests: log.all,
    now,
    advance: clock.advance,
  };
}
