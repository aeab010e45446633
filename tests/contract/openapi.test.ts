import { readFileSync } from "node:fs";
import { CodatPlatform } from "@codat/platform";
import { HTTPClient } from "@codat/platform/lib/http.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createFakeCodat, type FakeCodat, type FakeCodatOptions } from "../../src/testing/index.js";
import { type Listening, schemaCheckOf, serve, startPrism, violationsIn } from "./prism.js";

/** Where Codat's OpenAPI document is: it is not ours to ship. */
const path = process.env["CODAT_OPENAPI"] ?? "";
const unknownId = "4a1dd4a5-ba5a-4fc4-9ba0-3d5f1a1b2c3d";
const authorization = `Basic ${btoa("key")}`;
const longest = { timeout: 300_000 };

describe.skipIf(!path)("in front of the fake, Codat's OpenAPI document", longest, () => {
  let server: Listening;
  let prism: Listening;
  let fake: FakeCodat;
  let codat: CodatPlatform;
  let exchanges = 0;
  let violations: string[] = [];

  beforeAll(async () => {
    server = await serve((request) => fake.fetch(request));
    prism = await startPrism(path, server.url);
  }, longest.timeout);
  afterAll(async () => {
    await prism?.close();
    await server?.close();
  });
  beforeEach(() => begin());

  function begin(options: FakeCodatOptions = {}): void {
    violations = [];
    fake = createFakeCodat({ baseUrl: server.url, ...options });
    codat = new CodatPlatform({
      authHeader: authorization,
      serverURL: prism.url,
      httpClient: new HTTPClient({ fetcher: (input) => pass(input as Request) }),
      retryConfig: { strategy: "none" },
    });
  }

  async function pass(request: Request): Promise<Response> {
    const response = await fetch(request);
    exchanges += 1;
    const what = `${request.method} ${new URL(request.url).pathname.replace(/[-0-9a-f]{36}/g, "…")} ${response.status}`;
    for (const { location, message } of violationsIn(response)) {
      violations.push(`${what}: ${location.join(".")} ${message}`);
    }
    return response;
  }

  /** A request as any client may send it. */
  async function call(what: string, body?: unknown, headers: Record<string, string> = {}): Promise<number> {
    const [method = "", target = ""] = what.split(" ");
    const init = { method, headers: { authorization, "content-type": "application/json", ...headers } };
    const sent = body === undefined ? init : { ...init, body: JSON.stringify(body) };
    const response = await pass(new Request(prism.url + target, sent));
    await response.arrayBuffer();
    return response.status;
  }

  it("fits companies", async () => {
    const tags = { uid: "cust_1" };
    const { id: companyId } = await codat.companies.create({ name: "Bakery", description: "Flour", tags });
    fake.createSubsidiary(companyId, "Bakery UK");
    await codat.companies.get({ companyId });
    await codat.companies.update({ companyId, companyUpdateRequest: { tags: { uid: "2" } } });
    await codat.companies.replace({ companyId, companyRequestBody: { name: "Bakery" } });
    await codat.companies.list({ page: 1, pageSize: 1, tags: "uid=2", orderBy: "-created" });
    await codat.companies.list({ pageSize: 9, query: "dataConnections.status=Linked" });
    await codat.companies.getAccessToken({ companyId });
    await codat.companies.delete({ companyId });
    expect(violations).toEqual([]);
  });

  it("fits connections in each of their statuses", async () => {
    const companyId = fake.createCompany().id;
    const { id: connectionId } = await codat.connections.create({
      companyId,
      requestBody: { platformKey: "gbol" },
    });
    fake.fail(connectionId);
    await codat.connections.get({ companyId, connectionId });
    fake.authorize(connectionId);
    await codat.connections.get({ companyId, connectionId });
    fake.completeRead(connectionId);
    await codat.connections.list({ companyId, query: "status=Linked", pageSize: 9 });
    const updateConnectionStatus = { status: "Unlinked" } as const;
    await codat.connections.unlink({ companyId, connectionId, updateConnectionStatus });
    fake.deauthorize(fake.reconnect(connectionId).id);
    await codat.companies.get({ companyId });
    await codat.connections.delete({ companyId, connectionId });
    expect(violations).toEqual([]);
  });

  it("fits webhook consumers", async () => {
    const url = "https://lender.example/webhooks";
    const made = await codat.webhooks.createConsumer({ url, eventTypes: ["connection.connected"] });
    await codat.webhooks.listConsumers();
    await codat.webhooks.deleteConsumer({ webhookId: made.id ?? "" });
    expect(violations).toEqual([]);
  });

  it("fits integrations and branding", async () => {
    const { results = [] } = await codat.integrations.list({ pageSize: 100 });
    for (const { key: platformKey } of results.slice(0, 3)) {
      await codat.integrations.get({ platformKey });
      await codat.integrations.getBranding({ platformKey });
    }
    expect(violations).toEqual([]);
  });

  it("fits the errors", async () => {
    const { id } = fake.createCompany();
    const statuses = [
      await call(`GET /companies/${unknownId}`),
      await call(`GET /companies/${id}/connections/${unknownId}`),
      await call(`PATCH /companies/${unknownId}`, { name: "A" }),
      await call("GET /companies?page=1&tags=nonsense"),
      await call("GET /companies", undefined, { authorization: "Basic" }),
      await call(`DELETE /webhooks/${unknownId}`),
      await call("GET /integrations/zzzz"),
    ];
    expect(statuses).toEqual([404, 404, 404, 400, 401, 404, 404]);
    for (const status of [402, 403, 429, 500, 503]) {
      fake.fault({ status });
      expect(await call("GET /companies")).toBe(status);
    }
    expect(violations).toEqual([]);
  });

  it("fits one-time links, nulls, times of seven digits and times without a zone", async () => {
    begin({ oneTimeLinks: true, quirks: ["nulls", "sevenDigitTimes", "timesWithoutZone"] });
    const { id } = fake.createCompany();
    expect(await call(`GET /companies/${id}`)).toBe(200);
    fake.completeRead(fake.connect(id).id);
    expect(await call(`GET /companies/${id}`)).toBe(200);
    expect(violations).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>, string[]]>([
    [
      "a name that has to be stripped: its pattern refuses what its text says is taken",
      () => call("POST /companies", { name: "cust_1" }),
      ["request.body.name"],
    ],
    [
      "a company that is none",
      () => {
        fake.fault({ status: 200, body: { id: "not a GUID", name: 7 } });
        return call(`GET /companies/${unknownId}`);
      },
      ["response.body", "response.body.id", "response.body.name"],
    ],
    [
      "a status and fields of tomorrow",
      () => {
        begin({ quirks: ["unknownFields"] });
        const { id } = fake.createCompany();
        const { id: connectionId } = fake.connect(id);
        fake.setStatus(connectionId, "Paused");
        return call(`GET /companies/${id}/connections/${connectionId}`);
      },
      ["response.body", "response.body", "response.body.status"],
    ],
  ])("is broken on purpose by %s", async (_, act, places) => {
    await act();
    expect(violations.map((one) => one.split(" ")[3])).toEqual(places);
  });

  it("fits what the SDK and raw requests have sent, at some length", () => {
    expect(exchanges).toBeGreaterThan(30);
  });

  it("fits the webhooks", async () => {
    const sent: { eventType: string }[] = [];
    const check = schemaCheckOf(JSON.parse(readFileSync(path, "utf8")));
    begin({
      quota: { perDay: 1 },
      webhooks: {
        url: "http://127.0.0.1:1/",
        fetch: async (request) => {
          sent.push((await request.json()) as { eventType: string });
          return new Response();
        },
      },
    });
    const parent = fake.createCompany("Bakery", { tags: { uid: "1" }, description: "Flour" });
    const { id } = fake.startConnection(fake.createSubsidiary(parent.id, "Bakery UK").id);
    fake.cancel(id);
    fake.completeRead(fake.completeRead(fake.authorize(id).id).id);
    fake.reconnect(fake.unlink(id).id);
    fake.deauthorize(id);
    fake.deleteConnection(id);
    fake.deleteCompany(parent.id);
    await call("GET /companies");
    await fake.webhooks.settle();
    expect([...new Set(sent.map(({ eventType }) => eventType))].sort()).toEqual([
      "client.rateLimit.reached",
      "company.created",
      "company.deleted",
      "connection.connected",
      "connection.created",
      "connection.deleted",
      "connection.disconnected",
      "connection.failed",
      "connection.reconnected",
      "read.completed",
      "read.completed.initial",
    ]);
    expect(sent.flatMap((body) => check(body.eventType, body))).toEqual([]);
    const broken = { ...sent[0], generatedDate: 7, payload: { id: 1 } };
    expect(check("company.created", broken).length).toBeGreaterThan(1);
  });
});
